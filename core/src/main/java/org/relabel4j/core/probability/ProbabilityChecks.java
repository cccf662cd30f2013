package org.relabel4j.core.probability;

import java.util.Locale;
import java.util.Optional;

/** The checks that probabilities pass where they enter. */
public final class ProbabilityChecks {
    private ProbabilityChecks() {}

    static void checkShape(long numExamples, int numClasses, long numValues) {
        if (numClasses < 2) {
            throw new IllegalArgumentException("predProbs has " + numClasses + " columns, expected at least 2 classes");
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
        boolean logitsLikely = false;
        for (int k = 0; k < numClasses; k++) {
            double p = row[offset + k];
            if (!Double.isFinite(p)) {
                return "has " + p + " for class " + k + ", expected a probability";
            }
            logitsLikely |= p > 1 + Probabilities.ROW_SUM_TOLERANCE || p < -Probabilities.ROW_SUM_TOLERANCE;
        }
        if (logitsLikely) {
            return "has values outside [0, 1] (sum " + format(sum)
                    + "): these look like logits; apply softmax to each row first";
        }
        for (int k = 0; k < numClasses; k++) {
            if (row[offset + k] < 0) {
                return "has " + row[offset + k] + " for class " + k
                        + ", expected at least 0; clip and renormalise each row first";
            }
        }
        return "sums to " + format(sum) + ", expected 1 ± " + Probabilities.ROW_SUM_TOLERANCE
                + "; divide each row by its sum first";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
