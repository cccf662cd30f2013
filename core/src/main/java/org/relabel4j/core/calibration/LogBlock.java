package org.relabel4j.core.calibration;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.FastExp;
import org.relabel4j.core.numeric.FastLog;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/**
 * The log-probabilities of a block's labelled examples, less the largest of each row, with an array a class: vector
 * instructions need arrays that are walked from their beginning, and no sum across a vector.
 */
final class LogBlock {
    private static final double LOG_MIN_PROB = Math.log(ScaledProbabilities.MIN_PROB);

    /** So many sums, each at most the number of classes, are multiplied before one logarithm is taken of them all. */
    private static final int SUMS_A_LOG = 16;

    private final Annotations annotations;
    private final double[][] logs;
    private final double[] largest;
    private final int[] examples;
    private int size;
    private double sumOfLabelLogs;
    private double smallestLabelLog;

    /** Room for {@code numRows} examples. */
    LogBlock(Annotations annotations, int numRows) {
        this.annotations = annotations;
        this.logs = new double[annotations.numClasses()][numRows];
        this.largest = new double[numRows];
        this.examples = new int[numRows];
    }

    /** Takes the labelled ones of the examples {@code from .. to-1}; {@code rows} is a buffer for their probabilities. */
    void fill(Probabilities predProbs, int from, int to, double[] rows) {
        size = 0;
        Blocks.runs(from, to, annotations::isLabelled, (start, end) -> {
            predProbs.copyRows(start, end, rows, size * logs.length);
            for (int i = start; i < end; i++) {
                examples[size++] = i;
            }
        });
        for (int r = 0; r < size; r++) {
            largest[r] = RowMath.largest(rows, r * logs.length, logs.length);
        }
        for (int k = 0; k < logs.length; k++) {
            takeLogs(rows, k);
        }
        sumUpLabels();
    }

    /** A probability of 0 gets -708: at no temperature up to 8 is that told from minus infinity, here or by the label. */
    private void takeLogs(double[] rows, int k) {
        double[] logsOfClass = logs[k];
        for (int r = 0; r < size; r++) {
            logsOfClass[r] = FastLog.of(rows[r * logs.length + k] / largest[r]);
        }
    }

    private void sumUpLabels() {
        sumOfLabelLogs = 0;
        smallestLabelLog = 0;
        for (int r = 0; r < size; r++) {
            int start = annotations.rowStart(examples[r]);
            int end = annotations.rowEnd(examples[r]);
            double sum = 0;
            for (int a = start; a < end; a++) {
                double log = logs[annotations.labelAt(a)][r];
                sum += log;
                smallestLabelLog = Math.min(smallestLabelLog, log);
            }
            sumOfLabelLogs += sum / (end - start);
        }
    }

    /**
     * Sum over the examples of -sum_k q_k log p_k(T), where log p_k(T) = l_k / T - log sum_m exp(l_m / T).
     *
     * @param inverse 1 / T
     * @param sums a buffer
     */
    double crossEntropy(double inverse, double[] sums) {
        Arrays.fill(sums, 0, size, 0);
        for (double[] logsOfClass : logs) {
            addPowers(logsOfClass, size, inverse, sums);
        }
        boolean clips = smallestLabelLog * inverse - Math.log(logs.length) < LOG_MIN_PROB;
        return clips ? clippedCrossEntropy(inverse, sums) : sumOfLogs(sums) - sumOfLabelLogs * inverse;
    }

    private static void addPowers(double[] logs, int size, double inverse, double[] sums) {
        for (int r = 0; r < size; r++) {
            sums[r] += FastExp.of(logs[r] * inverse);
        }
    }

    private double sumOfLogs(double[] sums) {
        double total = 0;
        for (int from = 0; from < size; from += SUMS_A_LOG) {
            double product = 1;
            for (int r = from; r < Math.min(size, from + SUMS_A_LOG); r++) {
                product *= sums[r];
            }
            total += Math.log(product);
        }
        return total;
    }

    /** Label by label, because the logarithm of a scaled probability is cut off at that of 1e-30. */
    private double clippedCrossEntropy(double inverse, double[] sums) {
        double total = 0;
        for (int r = 0; r < size; r++) {
            double logSum = Math.log(sums[r]);
            int start = annotations.rowStart(examples[r]);
            int end = annotations.rowEnd(examples[r]);
            double crossEntropy = 0;
            for (int a = start; a < end; a++) {
                double log = logs[annotations.labelAt(a)][r] * inverse - logSum;
                crossEntropy -= Math.max(log, LOG_MIN_PROB);
            }
            total += crossEntropy / (end - start);
        }
        return total;
    }
}
