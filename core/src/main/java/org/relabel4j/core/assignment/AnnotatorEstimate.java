package org.relabel4j.core.assignment;

/**
 * How probable it is that a label of an annotator is right.
 *
 * @param accuracy estimate, in [0, 1]
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
public record AnnotatorEstimate(double accuracy, double low, double high) {
    /**
     * @throws IllegalArgumentException unless 0 &lt;= low &lt;= high &lt;= 1 and the accuracy is in [0, 1]
     */
    public AnnotatorEstimate {
        if (!(accuracy >= 0 && accuracy <= 1 && low >= 0 && low <= high && high <= 1)) {
            throw new IllegalArgumentException("accuracy is " + accuracy + " in an interval of " + low + " to " + high
                    + ", expected probabilities, the lower end first");
        }
    }
}
