package org.relabel4j.core.calibration;

import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/**
 * The mean cross-entropy between labels and scaled probabilities at several temperatures in one pass over the labelled
 * examples.
 *
 * <p>A block's log-probabilities, less the largest of each row, lie class by class, so that the loops run along the rows
 * and need no sum across a vector. They are kept for a second pass if there is room.
 */
final class CrossEntropies {
    private static final double LOG_MIN_PROB = Math.log(ScaledProbabilities.MIN_PROB);

    /** Log-probabilities are kept up to this many values (64 MiB); beyond, the second pass computes them again. */
    private static final long MAX_KEPT_VALUES = 1L << 23;

    private final Annotations annotations;
    private final Probabilities predProbs;
    private final int numClasses;
    private final double[][] kept;

    CrossEntropies(Annotations annotations, Probabilities predProbs) {
        this.annotations = annotations;
        this.predProbs = predProbs;
        this.numClasses = annotations.numClasses();
        boolean keep = (long) annotations.numLabelled() * numClasses <= MAX_KEPT_VALUES;
        this.kept = keep ? new double[Blocks.count(annotations.numExamples(), numClasses)][] : null;
    }

    /** Buffers of a thread. */
    private static final class Scratch {
        final double[] rows;
        final double[] logs;
        final double[] sums;
        final int[] examples;

        Scratch(int numRows, int numClasses) {
            rows = new double[numRows * numClasses];
            logs = new double[numRows * numClasses];
            sums = new double[numRows];
            examples = new int[numRows];
        }
    }

    /**
     * The objective at each temperature: mean over labelled examples, divided by log K.
     */
    double[] at(double[] temperatures) {
        int numExamples = annotations.numExamples();
        int numTemperatures = temperatures.length;
        double[] partial = new double[Blocks.count(numExamples, numClasses) * numTemperatures];
        Blocks.forEach(
                numExamples,
                numClasses,
                () -> new Scratch(Blocks.rows(numClasses), numClasses),
                (block, from, to, scratch) -> {
                    int n = labelled(from, to, scratch.examples);
                    double[] logs = logs(block, n, scratch);
                    for (int t = 0; t < numTemperatures; t++) {
                        partial[block * numTemperatures + t] = blockSum(logs, n, 1 / temperatures[t], scratch);
                    }
                });
        double[] means = new double[numTemperatures];
        for (int n = 0; n < partial.length; n++) {
            means[n % numTemperatures] += partial[n];
        }
        double scale = annotations.numLabelled() * Math.log(numClasses);
        for (int t = 0; t < numTemperatures; t++) {
            means[t] /= scale;
        }
        return means;
    }

    private int labelled(int from, int to, int[] examples) {
        int n = 0;
        for (int i = from; i < to; i++) {
            if (annotations.isLabelled(i)) {
                examples[n++] = i;
            }
        }
        return n;
    }

    private double[] logs(int block, int n, Scratch scratch) {
        if (kept == null) {
            takeLogs(n, scratch, scratch.logs);
            return scratch.logs;
        }
        if (kept[block] == null) {
            double[] logs = new double[n * numClasses];
            takeLogs(n, scratch, logs);
            kept[block] = logs;
        }
        return kept[block];
    }

    private void takeLogs(int n, Scratch scratch, double[] logs) {
        int row = 0;
        while (row < n) {
            int end = row + 1;
            while (end < n && scratch.examples[end] == scratch.examples[end - 1] + 1) {
                end++;
            }
            predProbs.copyRows(scratch.examples[row], scratch.examples[end - 1] + 1, scratch.rows, row * numClasses);
            row = end;
        }
        for (int r = 0; r < n; r++) {
            double largest = 0;
            for (int k = 0; k < numClasses; k++) {
                largest = Math.max(largest, scratch.rows[r * numClasses + k]);
            }
            double logLargest = Math.log(largest);
            for (int k = 0; k < numClasses; k++) {
                logs[k * n + r] = Math.log(scratch.rows[r * numClasses + k]) - logLargest;
            }
        }
    }

    /** Sum over a block of -sum_k q_k log p_k(T), where log p_k(T) = l_k / T - log sum_m exp(l_m / T). */
    private double blockSum(double[] logs, int n, double inverse, Scratch scratch) {
        double[] sums = scratch.sums;
        java.util.Arrays.fill(sums, 0, n, 0);
        for (int k = 0; k < numClasses; k++) {
            addPowers(logs, k * n, n, inverse, sums);
        }
        double total = 0;
        for (int r = 0; r < n; r++) {
            double logSum = Math.log(sums[r]);
            int start = annotations.rowStart(scratch.examples[r]);
            int end = annotations.rowEnd(scratch.examples[r]);
            double crossEntropy = 0;
            for (int a = start; a < end; a++) {
                double log = logs[annotations.labelAt(a) * n + r] * inverse - logSum;
                crossEntropy -= Math.max(log, LOG_MIN_PROB);
            }
            total += crossEntropy / (end - start);
        }
        return total;
    }

    private static void addPowers(double[] logs, int offset, int n, double inverse, double[] sums) {
        for (int r = 0; r < n; r++) {
            sums[r] += FastExp.of(logs[offset + r] * inverse);
        }
    }
}
