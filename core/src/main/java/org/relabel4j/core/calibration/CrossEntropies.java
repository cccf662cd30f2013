package org.relabel4j.core.calibration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/**
 * The mean cross-entropy between labels and scaled probabilities at several temperatures in one pass over the labelled
 * examples. What was found is remembered, and log-probabilities are kept for a second pass if there is room.
 */
final class CrossEntropies {
    /** Log-probabilities are kept up to this many values (64 MiB); beyond, the second pass computes them again. */
    private static final long MAX_KEPT_VALUES = 1L << 23;

    /** A sample has one block of so many. */
    private static final int BLOCKS_A_SAMPLE = 64;

    private final Annotations annotations;
    private final Probabilities predProbs;
    private final int numClasses;
    private final LogBlock[] kept;
    private final Map<Double, Double> known = new HashMap<>();

    CrossEntropies(Annotations annotations, Probabilities predProbs) {
        this.annotations = annotations;
        this.predProbs = predProbs;
        this.numClasses = annotations.numClasses();
        boolean keep = (long) annotations.numLabelled() * numClasses <= MAX_KEPT_VALUES;
        this.kept = keep ? new LogBlock[Blocks.count(annotations.numExamples(), numClasses)] : null;
    }

    /** Buffers of a thread. */
    private final class Scratch {
        final double[] rows;
        final double[] sums;
        final LogBlock block;

        Scratch(int numRows) {
            rows = new double[numRows * numClasses];
            sums = new double[numRows];
            block = kept == null ? new LogBlock(annotations, numRows) : null;
        }
    }

    /** Whether a second pass has to take all logarithms again. */
    boolean isCostly() {
        return kept == null;
    }

    /** The objective at each temperature: mean over labelled examples, divided by log K. */
    double[] at(double... temperatures) {
        double[] wanted = Arrays.stream(temperatures)
                .filter(temperature -> !known.containsKey(temperature))
                .toArray();
        if (wanted.length > 0) {
            double[] means = means(wanted, 1);
            for (int t = 0; t < wanted.length; t++) {
                known.put(wanted[t], means[t]);
            }
        }
        return Arrays.stream(temperatures).map(known::get).toArray();
    }

    /** About a 64th of the objective at each temperature, from as many of the examples. */
    double[] ofSample(double... temperatures) {
        return means(temperatures, BLOCKS_A_SAMPLE);
    }

    /** The objective at each temperature, of every {@code stride}-th block. */
    private double[] means(double[] temperatures, int stride) {
        TemperatureTally tally = new TemperatureTally(temperatures, numClasses);
        tally.add(sums(temperatures, stride), annotations.numLabelled());
        return tally.finish();
    }

    /** Sums over the labelled examples of every {@code stride}-th block, in nats. */
    double[] sums(double[] temperatures, int stride) {
        int numExamples = annotations.numExamples();
        int numTemperatures = temperatures.length;
        double[] partial = new double[Math.multiplyExact(Blocks.count(numExamples, numClasses), numTemperatures)];
        Blocks.forEach(
                numExamples, numClasses, () -> new Scratch(Blocks.rows(numClasses)), (block, from, to, scratch) -> {
                    LogBlock logs = block % stride == 0 ? logs(block, from, to, scratch) : null;
                    for (int t = 0; logs != null && t < numTemperatures; t++) {
                        partial[block * numTemperatures + t] = logs.crossEntropy(1 / temperatures[t], scratch.sums);
                    }
                });
        double[] sums = new double[numTemperatures];
        for (int n = 0; n < partial.length; n++) {
            sums[n % numTemperatures] += partial[n];
        }
        return sums;
    }

    private LogBlock logs(int block, int from, int to, Scratch scratch) {
        if (kept == null) {
            scratch.block.fill(predProbs, from, to, scratch.rows);
            return scratch.block;
        }
        if (kept[block] == null) {
            LogBlock logs = new LogBlock(annotations, to - from);
            logs.fill(predProbs, from, to, scratch.rows);
            kept[block] = logs;
        }
        return kept[block];
    }
}
