package org.relabel4j.benchmarks.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.TTest;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;

/** Two-sided tests of whether two strategies differ, paired by trial, and Holm's correction. */
public final class PairedTests {
    /** Commons Math enumerates all 2^n signs up to here; beyond, the normal approximation is good. */
    private static final int MAX_EXACT_PAIRS = 20;

    private PairedTests() {}

    /**
     * The p-value of the paired t-test.
     *
     * @param a a value per trial
     * @param b likewise, same trials
     * @return 0 to 1; 1 if all pairs are equal, 0 if all differ by the same amount, NaN if there are fewer than two
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double tTest(double[] a, double[] b) {
        double[] differences = differences(a, b);
        if (differences.length < 2) {
            return Double.NaN;
        }
        if (Arrays.stream(differences).allMatch(d -> d == 0)) {
            return 1;
        }
        if (Arrays.stream(differences).allMatch(d -> d == differences[0])) {
            return 0;
        }
        return new TTest().pairedTTest(a, b);
    }

    /**
     * The p-value of Wilcoxon's signed-rank test; exact up to 20 pairs. Equal pairs are left out, as Wilcoxon (1945) does. With
     * n pairs it cannot be below 2^(1 − n): 0.0625 for five.
     *
     * @param a a value per trial
     * @param b likewise, same trials
     * @return 0 to 1; 1 if all pairs are equal, NaN if there are fewer than two
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double wilcoxon(double[] a, double[] b) {
        double[] differences = differences(a, b);
        if (differences.length < 2) {
            return Double.NaN;
        }
        double[] unequal = Arrays.stream(differences).filter(d -> d != 0).toArray();
        if (unequal.length == 0) {
            return 1;
        }
        double p = new WilcoxonSignedRankTest()
                .wilcoxonSignedRankTest(unequal, new double[unequal.length], unequal.length <= MAX_EXACT_PAIRS);
        return Math.min(1, p);
    }

    /**
     * Holm's correction (1979, "A simple sequentially rejective multiple test procedure"): the smallest of m p-values times m,
     * the next times m − 1 and so on, none below the one before it and none above 1.
     *
     * @param p p-values; NaN stays NaN and does not count
     * @return corrected ones in the same order
     */
    public static double[] holm(double[] p) {
        double[] corrected = p.clone();
        int[] order = IntStream.range(0, p.length)
                .filter(n -> !Double.isNaN(p[n]))
                .boxed()
                .sorted(Comparator.comparingDouble(n -> p[n]))
                .mapToInt(Integer::intValue)
                .toArray();
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, Math.min(1, p[order[rank]] * (order.length - rank)));
            corrected[order[rank]] = largest;
        }
        return corrected;
    }

    private static double[] differences(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "a paired test needs as many values on both sides, found " + a.length + " and " + b.length);
        }
        double[] differences = new double[a.length];
        for (int n = 0; n < a.length; n++) {
            differences[n] = a[n] - b[n];
        }
        return differences;
    }
}
