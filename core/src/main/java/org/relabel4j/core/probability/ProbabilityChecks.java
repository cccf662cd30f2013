package org.relabel4j.core.probability;

import java.util.Locale;

/** The checks that probabilities pass where they enter. */
final class ProbabilityChecks {
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
        double sum = 0;
        boolean bad = false;
        for (int k = 0; k < numClasses; k++) {
            double p = row[offset + k];
            sum += p;
            bad |= !(p >= 0);
        }
        if (bad || !(Math.abs(sum - 1) <= Probabilities.ROW_SUM_TOLERANCE)) {
            throw new IllegalArgumentException(explain(i, row, offset, numClasses, sum));
        }
    }

    private static String explain(long i, double[] row, int offset, int numClasses, double sum) {
        boolean logitsLikely = false;
        for (int k = 0; k < numClasses; k++) {
            double p = row[offset + k];
            if (!Double.isFinite(p)) {
                return "predProbs row " + i + " has " + p + " for class " + k + ", expected a probability";
            }
            logitsLikely |= p > 1 + Probabilities.ROW_SUM_TOLERANCE || p < -Probabilities.ROW_SUM_TOLERANCE;
        }
        if (logitsLikely) {
            return "predProbs row " + i + " has values outside [0, 1] (sum " + format(sum)
                    + "): these look like logits; apply softmax to each row first";
        }
        for (int k = 0; k < numClasses; k++) {
            if (row[offset + k] < 0) {
                return "predProbs row " + i + " has " + row[offset + k] + " for class " + k
                        + ", expected at least 0; clip and renormalise each row first";
            }
        }
        return "predProbs row " + i + " sums to " + format(sum) + ", expected 1 ± " + Probabilities.ROW_SUM_TOLERANCE
                + "; divide each row by its sum first";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
