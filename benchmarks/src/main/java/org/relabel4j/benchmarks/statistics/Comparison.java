package org.relabel4j.benchmarks.statistics;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One strategy against another, paired by trial.
 *
 * @param other the other strategy
 * @param trials trials in common, at least 1
 * @param meanDifference mean of this strategy's values less the other's
 * @param interval 95 % bootstrap interval of that mean
 * @param tTest p-values of the paired t-test
 * @param wilcoxon p-values of Wilcoxon's signed-rank test
 */
public record Comparison(
        String other, int trials, double meanDifference, Interval interval, PValue tTest, PValue wilcoxon) {
    /** Differences below half a point are not worth a word, however sure. */
    private static final double NEGLIGIBLE = 0.005;

    /** With one trial there is no test; then only twice as much counts. */
    private static final double LARGE = 0.01;

    private static final double SIGNIFICANCE = 0.05;

    /**
     * The p-value of a two-sided test.
     *
     * @param single as if this were the only comparison; NaN for fewer than two trials
     * @param corrected by Holm's method for all comparisons made together
     */
    public record PValue(double single, double corrected) {}

    /**
     * Whether one may say that this strategy is ahead of the other: by at least 0.005 on average, with p below 0.05 in the paired
     * t-test after Holm's correction; from a single trial, by at least 0.01.
     */
    public boolean isAhead() {
        return trials == 1 ? meanDifference >= LARGE : meanDifference >= NEGLIGIBLE && tTest.corrected < SIGNIFICANCE;
    }

    static Comparison of(String other, double[] values, double[] otherValues, long seed) {
        double[] differences = IntStream.range(0, values.length)
                .mapToDouble(n -> values[n] - otherValues[n])
                .toArray();
        double t = PairedTests.tTest(values, otherValues);
        double wilcoxon = PairedTests.wilcoxon(values, otherValues);
        return new Comparison(
                other,
                values.length,
                StatUtils.mean(differences),
                Interval.ofMean(differences, seed),
                new PValue(t, t),
                new PValue(wilcoxon, wilcoxon));
    }

    /** The same comparisons, corrected for their number. */
    static List<Comparison> corrected(List<Comparison> raw) {
        double[] t =
                PairedTests.holm(raw.stream().mapToDouble(c -> c.tTest.single).toArray());
        double[] wilcoxon = PairedTests.holm(
                raw.stream().mapToDouble(c -> c.wilcoxon.single).toArray());
        return IntStream.range(0, raw.size())
                .mapToObj(n -> raw.get(n).with(t[n], wilcoxon[n]))
                .toList();
    }

    private Comparison with(double correctedT, double correctedWilcoxon) {
        return new Comparison(
                other,
                trials,
                meanDifference,
                interval,
                new PValue(tTest.single, correctedT),
                new PValue(wilcoxon.single, correctedWilcoxon));
    }
}
