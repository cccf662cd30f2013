package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Karger, Oh and Shah's iterative algorithm for two classes. With {@code A_ij} = 1 for a label of one class and -1 for the other,
 * examples and annotators tell each other, without what the other told them, how sure an example is and how reliable an
 * annotator:
 *
 * <p>{@code x_ij = sum_{j' != j} A_ij' y_j'i}; {@code y_ji = sum_{i' != i} A_i'j x_i'j};
 *
 * <p>100 times, beginning with {@code y_ji = 1}; an example's label is the sign of {@code sum_j A_ij y_ji}. The quality of a
 * label is the share {@code (1 + |sum_j A_ij y_ji| / sum_j |y_ji|) / 2} of the messages that speak for it, which is no
 * probability. Model predictions are not used.
 *
 * <p>Source: Karger, Oh and Shah 2014, "Budget-optimal task allocation for reliable crowdsourcing systems", Operations Research
 * 62(1), arXiv:1110.3564, section 2. Departures: the paper draws the first messages from a normal distribution of mean and
 * variance 1; here they are its mean, so that the answer does not depend on chance. Messages are scaled and
 * rounded to large whole numbers after every iteration, since only their ratios count; where none is left (nobody shares an example), the last ones count. Ties are
 * broken at random.
 */
public final class Kos extends LabelModel {
    private static final int ITERATIONS = 100;

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        int positive = annotations.size() == 0 ? 0 : annotations.labelAt(0);
        int negative = other(annotations, positive);
        int[] sign = new int[annotations.size()];
        Arrays.setAll(sign, a -> annotations.labelAt(a) == positive ? 1 : -1);
        double[] reliability = reliabilities(annotations, sign);
        LabelPosterior votes = LabelPosterior.votes(annotations);
        return (i, destination) -> {
            double sum = 0;
            double total = 0;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                sum += sign[a] * reliability[a];
                total += Math.abs(reliability[a]);
            }
            if (total == 0) {
                votes.posterior(i, destination);
            } else {
                Arrays.fill(destination, 0);
                destination[positive] = (1 + sum / total) / 2;
                destination[negative] = (1 - sum / total) / 2;
            }
        };
    }

    /** The second class; if there are labels of one only, any other. */
    private static int other(Annotations annotations, int first) {
        int second = -1;
        for (int a = 0; a < annotations.size(); a++) {
            int label = annotations.labelAt(a);
            if (label != first && second >= 0 && label != second) {
                throw new IllegalArgumentException("kos is for labels of two classes, and these are of " + first + ", "
                        + second + " and " + label + "; use one-coin, mace or dawid-skene");
            }
            second = label == first ? second : label;
        }
        return second >= 0 ? second : first == 0 ? 1 : 0;
    }

    /** The last messages of annotators to examples, by the annotations' positions. */
    static double[] reliabilities(Annotations annotations, int[] sign) {
        double[] reliability = new double[sign.length];
        Arrays.fill(reliability, 1);
        double[] next = new double[sign.length];
        double[] sums = new double[annotations.numAnnotators()];
        int limit = Math.getExponent(largestWhole(annotations));
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double largest = exchange(annotations, sign, reliability, next, sums);
            if (largest == 0) {
                return reliability;
            }
            int excess = Math.max(0, Math.getExponent(largest) - limit + 1);
            for (int a = 0; a < sign.length; a++) {
                reliability[a] = Math.rint(Math.scalb(next[a], -excess));
            }
        }
        return reliability;
    }

    /** Messages of whole numbers up to this have sums without rounding, so that the order of labels makes no difference. */
    private static double largestWhole(Annotations annotations) {
        int[] counts = new int[annotations.numAnnotators()];
        int most = 1;
        int mostOfExample = 1;
        for (int i = 0; i < annotations.numExamples(); i++) {
            mostOfExample = Math.max(mostOfExample, annotations.count(i));
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                most = Math.max(most, ++counts[annotations.annotatorAt(a)]);
            }
        }
        return Math.max(2, 0x1p53 / most / mostOfExample);
    }

    /** Sets the next messages and returns the largest absolute value. */
    private static double exchange(
            Annotations annotations, int[] sign, double[] reliability, double[] next, double[] sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < annotations.numExamples(); i++) {
            double sum = 0;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                sum += sign[a] * reliability[a];
            }
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                next[a] = sum - sign[a] * reliability[a];
                sums[annotations.annotatorAt(a)] += sign[a] * next[a];
            }
        }
        double largest = 0;
        for (int a = 0; a < sign.length; a++) {
            next[a] = sums[annotations.annotatorAt(a)] - sign[a] * next[a];
            largest = Math.max(largest, Math.abs(next[a]));
        }
        return largest;
    }

    @Override
    public boolean usesKnown() {
        return false;
    }

    @Override
    public boolean isBinary() {
        return true;
    }
}
