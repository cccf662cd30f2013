package org.relabel4j.core.agreement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.text.Counted;

/**
 * How often each class was named of an example, for the examples with at least two labels. Examples with the same votes are one pattern,
 * of which there are few, so that a resample is counted by pattern.
 *
 * <p>Krippendorff's alpha and Fleiss' kappa are both functions of the classes' totals and of {@code S = sum_i (m_i^2 - sum_k v_ik^2) /
 * (m_i - 1)}, where example i has m_i labels, v_ik of them of class k.
 */
final class VotePatterns {
    /** Resamples that a thread makes in one go. */
    private static final int RESAMPLES_A_BLOCK = 8;

    private final Map<Votes, Integer> patterns = new HashMap<>();
    private final int numClasses;
    private int[] patternOf = new int[0];
    private Votes[] votes;
    private double[] disagreements;
    private int labels;
    private int fewest = Integer.MAX_VALUE;
    private int most;

    /** What is measured, of the sum S and the total of each class. */
    @FunctionalInterface
    interface Formula {
        /**
         * The agreement.
         *
         * @param s the sum S
         * @param total labels in all, n
         * @param squares sum of the squares of the classes' totals, below n^2
         */
        double of(double s, double total, double squares);
    }

    /** Labels of an example, sorted. */
    private record Votes(int[] classes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Votes that && Arrays.equals(classes, that.classes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(classes);
        }

        double disagreement() {
            long squares = 0;
            int from = 0;
            for (int n = 1; n <= classes.length; n++) {
                if (n == classes.length || classes[n] != classes[from]) {
                    squares += (long) (n - from) * (n - from);
                    from = n;
                }
            }
            return ((double) ((long) classes.length * classes.length - squares)) / (classes.length - 1);
        }
    }

    VotePatterns(Annotations annotations) {
        this.numClasses = annotations.numClasses();
        int[] found = new int[annotations.numLabelled()];
        int examples = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            int count = annotations.count(i);
            if (count > 0) {
                fewest = Math.min(fewest, count);
                most = Math.max(most, count);
            }
            if (count > 1) {
                found[examples++] = pattern(annotations, i);
                labels += count;
            }
        }
        patternOf = Arrays.copyOf(found, examples);
        votes = new Votes[patterns.size()];
        patterns.forEach((of, number) -> votes[number] = of);
        disagreements = Arrays.stream(votes).mapToDouble(Votes::disagreement).toArray();
    }

    private int pattern(Annotations annotations, int i) {
        int[] classes = new int[annotations.count(i)];
        Arrays.setAll(classes, n -> annotations.labelAt(annotations.rowStart(i) + n));
        Arrays.sort(classes);
        return patterns.computeIfAbsent(new Votes(classes), votes -> patterns.size());
    }

    /** Examples with at least two labels. */
    int examples() {
        return patternOf.length;
    }

    /** Labels of these. */
    int labels() {
        return labels;
    }

    /** Whether all examples with a label have equally many. */
    boolean areEquallyMany() {
        return fewest >= most;
    }

    /** Such as {@code 1 to 5 labels}. */
    String range() {
        return fewest + " to " + Counted.of(most, "label");
    }

    /** The value of a formula, with an interval; none, with a reason, if no formula could tell. */
    Agreement measure(Formula formula, Bootstrap bootstrap, IntConsumer progress) {
        if (examples() == 0) {
            return Agreement.none(0, 0, "no example has labels of two annotators");
        }
        int[] counts = new int[votes.length];
        for (int pattern : patternOf) {
            counts[pattern]++;
        }
        double value = value(formula, counts, new long[numClasses]);
        if (Double.isNaN(value)) {
            return Agreement.none(examples(), labels, "all labels of examples with two or more are of one class");
        }
        double[] resampled = bootstrap.resample(
                RESAMPLES_A_BLOCK,
                () -> new long[numClasses],
                (from, values, totals) ->
                        Arrays.setAll(values, n -> value(formula, draw(bootstrap.generator(from + n)), totals)),
                progress);
        return bootstrap.agreement(value, examples(), labels, resampled);
    }

    /** How often each pattern is drawn. */
    private int[] draw(RandomGenerator rng) {
        int[] counts = new int[votes.length];
        for (int n = 0; n < patternOf.length; n++) {
            counts[patternOf[rng.nextInt(patternOf.length)]]++;
        }
        return counts;
    }

    /** NaN if all labels are of one class: then chance alone agrees always. */
    private double value(Formula formula, int[] counts, long[] totals) {
        Arrays.fill(totals, 0);
        double s = 0;
        for (int pattern = 0; pattern < counts.length; pattern++) {
            int count = counts[pattern];
            if (count > 0) {
                s += count * disagreements[pattern];
                for (int k : votes[pattern].classes) {
                    totals[k] += count;
                }
            }
        }
        double total = 0;
        double squares = 0;
        for (long of : totals) {
            total += of;
            squares += (double) of * of;
        }
        return squares == total * total ? Double.NaN : formula.of(s, total, squares);
    }
}
