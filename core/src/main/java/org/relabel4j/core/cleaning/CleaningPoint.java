package org.relabel4j.core.cleaning;

/**
 * How clean the labels are.
 *
 * @param relabels labels bought so far
 * @param labelAccuracy fraction of examples with their true label, 0 to 1
 * @param clearMislabelled clear examples with a wrong label
 * @param ambiguousMislabelled ambiguous examples with a wrong label
 * @param totalVariation mean over examples of half the sum of |q − p| over classes, q being the fractions of the labels given
 *     and p the people's distribution: 0 to 1
 */
public record CleaningPoint(
        double relabels,
        double labelAccuracy,
        double clearMislabelled,
        double ambiguousMislabelled,
        double totalVariation) {
    /** The point on the straight line from one to another at a number of relabels. */
    static CleaningPoint between(CleaningPoint a, CleaningPoint b, double relabels) {
        double w = (relabels - a.relabels) / (b.relabels - a.relabels);
        return new CleaningPoint(
                relabels,
                a.labelAccuracy + w * (b.labelAccuracy - a.labelAccuracy),
                a.clearMislabelled + w * (b.clearMislabelled - a.clearMislabelled),
                a.ambiguousMislabelled + w * (b.ambiguousMislabelled - a.ambiguousMislabelled),
                a.totalVariation + w * (b.totalVariation - a.totalVariation));
    }

    /** The same at another number of relabels. */
    CleaningPoint at(double otherRelabels) {
        return new CleaningPoint(otherRelabels, labelAccuracy, clearMislabelled, ambiguousMislabelled, totalVariation);
    }
}
