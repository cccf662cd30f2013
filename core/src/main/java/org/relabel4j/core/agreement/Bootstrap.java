package org.relabel4j.core.agreement;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.relabel4j.core.agreement.Agreement.Interval;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.random.Seeds;

/**
 * Resampling of examples for 95 % intervals, by the percentile method unless said otherwise (Efron and Tibshirani 1993,
 * "An Introduction to the Bootstrap", section 13.3). Each resample has a generator of its own, so that results do not depend on threads.
 *
 * @param resamples 0 for no interval
 * @param seed the only source of randomness
 */
public record Bootstrap(int resamples, long seed) {
    /** Resamples unless others are wanted. */
    public static final int DEFAULT_RESAMPLES = 1000;

    /** The most resamples. */
    public static final int MOST_RESAMPLES = 100_000;

    private static final double TAIL_PERCENT = 2.5;
    private static final double ALL_PERCENT = 100;

    /** Of 97.5 %. */
    private static final double NORMAL_QUANTILE = 1.959963984540054;

    /** @throws IllegalArgumentException if the number of resamples is out of range */
    public Bootstrap {
        if (resamples < 0 || resamples > MOST_RESAMPLES) {
            throw new IllegalArgumentException(
                    "resamples is " + resamples + ", expected 0 (no interval) to " + MOST_RESAMPLES);
        }
    }

    /** Measures some resamples, on a thread's buffers. */
    @FunctionalInterface
    interface Resampler<S> {
        /**
         * Fills in the values of neighbouring resamples.
         *
         * @param from the first of them
         * @param values a value a resample
         */
        void measure(int from, double[] values, S scratch);
    }

    /**
     * A value a resample, made in parallel.
     *
     * @param atATime resamples that a thread makes in one go
     * @param scratch makes the buffers of a thread
     * @param progress is told how many are done, on the calling thread
     */
    <S> double[] resample(int atATime, Supplier<S> scratch, Resampler<S> resampler, IntConsumer progress) {
        double[] resampled = new double[resamples];
        Thread caller = Thread.currentThread();
        AtomicInteger done = new AtomicInteger();
        Blocks.forEachOf(resamples, atATime, scratch, (block, from, to, buffers) -> {
            double[] values = new double[to - from];
            resampler.measure(from, values, buffers);
            System.arraycopy(values, 0, resampled, from, values.length);
            int now = done.addAndGet(values.length);
            if (Thread.currentThread() == caller) {
                progress.accept(now);
            }
        });
        progress.accept(resamples);
        return resampled;
    }

    RandomGenerator generator(int resample) {
        return Seeds.generator(seed, "agreement", resample);
    }

    /**
     * A value with the percentile interval of its resamples; of those that have no value, such as with labels of one class only, none
     * counts.
     *
     * @param resampled a value a resample, NaN if it has none
     */
    Agreement agreement(double value, int examples, int labels, double[] resampled) {
        return agreement(
                value,
                examples,
                labels,
                resampled,
                known -> new Interval(
                        StatUtils.percentile(known, TAIL_PERCENT),
                        StatUtils.percentile(known, ALL_PERCENT - TAIL_PERCENT)));
    }

    /**
     * The same with the value less and plus 1.96 standard deviations of the resamples, within -1 to 1: for a mean of values of few examples
     * each, which are lower in resamples, where examples stand twice (Efron and Tibshirani 1993, section 12.2).
     */
    Agreement around(double value, int examples, int labels, double[] resampled) {
        return agreement(value, examples, labels, resampled, known -> {
            double half = NORMAL_QUANTILE * Math.sqrt(StatUtils.variance(known));
            return new Interval(Math.max(-1, value - half), Math.min(1, value + half));
        });
    }

    private Agreement agreement(
            double value, int examples, int labels, double[] resampled, Function<double[], Interval> interval) {
        double[] known =
                Arrays.stream(resampled).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (2 * known.length < resamples) {
            String reason =
                    "no interval: " + (resamples - known.length) + " of " + resamples + " resamples have no value";
            return new Agreement(value, Interval.UNKNOWN, examples, labels, reason);
        }
        Interval found = known.length == 0 ? Interval.UNKNOWN : interval.apply(known);
        return new Agreement(value, found, examples, labels, "");
    }
}
