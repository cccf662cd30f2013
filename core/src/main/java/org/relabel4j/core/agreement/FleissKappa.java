package org.relabel4j.core.agreement;

import java.util.function.IntConsumer;
import org.relabel4j.core.annotation.Annotations;

/**
 * Fleiss' kappa, for examples with equally many labels, by the same annotators or not. The source says nothing of a varying number,
 * so then there is no value; {@link KrippendorffAlpha} takes any.
 *
 * <p>{@code kappa = (P - P_e) / (1 - P_e)}: P is the mean over examples of the share of pairs of their labels that agree, {@code P_e =
 * sum_k p_k^2} with the classes' shares of all labels.
 *
 * <p>Source: Fleiss 1971, "Measuring nominal scale agreement among many raters", equations 3 to 9.
 */
public final class FleissKappa implements AgreementMeasure {
    @Override
    public String id() {
        return "fleiss-kappa";
    }

    @Override
    public String title() {
        return "Fleiss' kappa";
    }

    @Override
    public Agreement measure(Annotations annotations, Bootstrap bootstrap, IntConsumer progress) {
        VotePatterns patterns = new VotePatterns(annotations);
        if (patterns.examples() > 0 && !patterns.areEquallyMany()) {
            return Agreement.none(
                    patterns.examples(),
                    patterns.labels(),
                    "labelled examples have " + patterns.range() + "; this kappa is for equally many");
        }
        // 1 - P = S / n and 1 - P_e = 1 - squares / n^2, with n labels in all.
        return patterns.measure((s, total, squares) -> 1 - total * s / (total * total - squares), bootstrap, progress);
    }
}
