package org.relabel4j.core.probability;

import java.util.Locale;
import java.util.Optional;
import org.relabel4j.core.text.Counted;

/** The checks that probabilities pass where they enter. */
public final class ProbabilityChecks {
    private static final double PERCENT = 100;

    /** How far a sum may be off what it would be if the guess were right, relatively. */
    private static final double LIKELY_TOLERANCE = 0.02;

    private ProbabilityChecks() {}

    static void checkShape(long numExamples, int numClasses, long numValues) {
        if (numClasses < 2) {
            throw new IllegalArgumentException(
                    "predProbs has " + Counted.of(numClasses, "column") + ", expected at least 2 classes");
        }
        if (numExamples * numClasses != numValues) {
            throw new IllegalArgumentException("predProbs has " + numValues + " values, expected " + numExamples + " x "
                    + numClasses + " = " + numExamples * numClasses);
        }
    }

    /** Checks one row that has been copied to {@code row}; {@code i} is its number, for the message. */
    static void checkRow(long i, double[] row, int offset, int numClasses) {
        Optional<String> problem = problem(row, offset, numClasses);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("predProbs row " + i + " " + problem.get());
        }
    }

    /**
     * What keeps a row from being a distribution, for readers of files that know better than this class where the row stands.
     *
     * @param row values, of which {@code numClasses} from {@code offset} on are the row
     * @return the rest of a sentence that starts with the row, such as "sums to 0.83, expected 1 ± 0.001; ..."; empty if the
     *     row is fine: not negative, finite, sum 1 ± {@link Probabilities#ROW_SUM_TOLERANCE}
     */
    public static Optional<String> problem(double[] row, int offset, int numClasses) {
        double sum = 0;
        boolean bad = false;
        for (int k = 0; k < numClasses; k++) {
            double p = row[offset + k];
            sum += p;
            bad |= !(p >= 0);
        }
        if (bad || !(Math.abs(sum - 1) <= Probabilities.ROW_SUM_TOLERANCE)) {
            return Optional.of(explain(row, offset, numClasses, sum));
        }
        return Optional.empty();
    }

    private static String explain(double[] row, int offset, int numClasses, double sum) {
        boolean outside = false;
        for (int k = 0; k < numClasses; k++) {
            double p = row[offset + k];
            if (Double.isNaN(p) || p == Double.POSITIVE_INFINITY) {
                return "has " + p + " for class " + k + ", expected a probability";
            }
            outside |= p > 1 + Probabilities.ROW_SUM_TOLERANCE || p < -Probabilities.ROW_SUM_TOLERANCE;
        }
        if (outside) {
            return "has values outside [0, 1] (sum " + format(sum) + "): these look like "
                    + likely(row, offset, numClasses, sum);
        }
        for (int k = 0; k < numClasses; k++) {
            if (row[offset + k] < 0) {
                return "has " + row[offset + k] + " for class " + k
                        + ", expected at least 0; clip and renormalise each row first";
            }
        }
        return "sums to " + format(sum) + ", expected 1 ± " + Probabilities.ROW_SUM_TOLERANCE
                + "; divide each row by its sum first"
                + (sum > 1 ? ", unless each value answers a question of its own (sigmoid)" : "");
    }

    /** What values outside [0, 1] probably are, and how to make probabilities of them. */
    private static String likely(double[] row, int offset, int numClasses, double sum) {
        boolean whole = true;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double sumOfExponentials = 0;
        for (int k = 0; k < numClasses; k++) {
            double value = row[offset + k];
            whole &= value == Math.rint(value);
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
            sumOfExponentials += Math.exp(value);
        }
        if (largest <= 0 && Math.abs(sumOfExponentials - 1) <= LIKELY_TOLERANCE) {
            return "log probabilities; apply exp to each value first";
        }
        if (smallest >= 0 && Math.abs(sum / PERCENT - 1) <= LIKELY_TOLERANCE) {
            return "percentages; divide each row by its sum first";
        }
        if (smallest >= 0 && whole) {
            return "counts; divide each row by its sum first";
        }
        return "logits; apply softmax to each row first";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
