package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Matrix mean-subsequence-reduced: robust against annotators who answer what they like. Under the one-coin model ({@link Skills})
 * annotators j and j' who agree on A of N shared examples have
 *
 * <p>{@code C_jj' = (K A / N - 1) / (K - 1) = x_j x_j'} on average, with {@code x_j = (K s_j - 1) / (K - 1)}.
 *
 * <p>The rank-one matrix is completed by turns: v_j becomes the mean of {@code |C_jj'| / u_j'} over the others, without the F
 * largest of those above the old v_j and the F smallest of those below; then u_j in the same way from v. F is half the smallest
 * number of annotators that anybody shares examples with, less 1. The signs of x come from those of C, and x is kept
 * {@code 1 / sqrt(N)} away from always right or wrong, N the number of examples. The quality of a label is its posterior under
 * the one-coin model with equally frequent classes, whose largest is the paper's weighted majority; one example alone tells
 * nothing of annotators, and has its fractions of votes. Model predictions are not used.
 *
 * <p>Where labels are known, x_j becomes {@code (4 x_j + a_j - d_j / (K - 1)) / (4 + a_j + d_j)}, with the a_j labels of annotator j
 * that are the known ones, and the d_j others of their examples: what the completed matrix says counts as four labels, as the
 * imaginary ones of {@link DawidSkene} do; on average over eight public tables that is better than by numbers of labels.
 *
 * <p>Source: Ma and Olshevsky 2020, "Adversarial crowdsourcing through robust rank-one matrix completion", NeurIPS 33,
 * arXiv:2010.12181, sections 2 to 4; what they leave open as in crowd-kit 1.4.2. Departures: u and v start at 1/2, not at random;
 * F is at least 0; an annotator who shares no example counts as the mean one; signs are those of the first eigenvector of
 * {@code N C_jj' / sum_j' N |C_jj'|} over the pairs that share N examples, turned so that the mean of x is positive; known labels are our own;
 * ties are broken at random.
 *
 * <p>The completion, and likewise the search for signs, ends where a step changes it by less than 1e-10, as for all real crowds
 * tried, or after 100 million visits of pairs, 20 of each at least: where hundreds of annotators label the same examples, F is
 * large, and the steps get smaller slowly.
 */
public final class Mmsr extends LabelModel {
    private static final int MAX_ITERATIONS = 10_000;
    private static final int MIN_ITERATIONS = 20;

    /** Of pairs of annotators; a few seconds of work. */
    private static final long MAX_VISITS = 100_000_000;

    private static final double TOLERANCE = 1e-10;

    /** Known labels that the completed matrix counts as. */
    private static final double LABELS_OF_MATRIX = 4;

    /** What is smaller counts as 0. */
    private static final double LEAST = 1e-9;

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        SharedExamples pairs = new SharedExamples(annotations);
        double[] x = completed(pairs, annotations);
        sign(x, eigenvector(pairs, x.length));
        if (!known.isEmpty()) {
            learn(x, annotations, known);
        }
        double distance = 1 / Math.sqrt(Math.max(1, annotations.numLabelled()));
        int numClasses = annotations.numClasses();
        Skills skills = new Skills(annotations, known);
        if (annotations.numLabelled() == 1) {
            return skills.withVotes();
        }
        for (int j = 0; j < x.length; j++) {
            double signed = Math.max(-1.0 / (numClasses - 1) + distance, Math.min(1 - distance, x[j]));
            skills.setSkill(j, (signed * (numClasses - 1) + 1) / numClasses);
        }
        return skills;
    }

    /**
     * Gives absolute values their signs, so that their sum is not negative. What is 0 is positive: signs that the labels leave
     * open; and values are at least a little more, so that every vote counts.
     */
    static void sign(double[] x, double[] like) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.max(x[j], LEAST) * (like[j] < -LEAST ? -1 : 1);
            sum += x[j];
        }
        for (int j = 0; j < x.length && sum < -LEAST; j++) {
            x[j] = -x[j];
        }
    }

    static void learn(double[] x, Annotations annotations, KnownLabels known) {
        double[] counts = new double[x.length];
        double[] sums = new double[x.length];
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i) && known.of(i) >= 0; a++) {
                int j = annotations.annotatorAt(a);
                counts[j]++;
                sums[j] += annotations.labelAt(a) == known.of(i) ? 1 : -1.0 / (annotations.numClasses() - 1);
            }
        }
        for (int j = 0; j < x.length; j++) {
            x[j] = (LABELS_OF_MATRIX * x[j] + sums[j]) / (LABELS_OF_MATRIX + counts[j]);
        }
    }

    static int maxIterations(int numPairs) {
        long affordable = MAX_VISITS / Math.max(1, numPairs);
        return (int) Math.max(MIN_ITERATIONS, Math.min(MAX_ITERATIONS, affordable));
    }

    /** The absolute values of x. */
    static double[] completed(SharedExamples pairs, Annotations annotations) {
        int numAnnotators = annotations.numAnnotators();
        double[] u = new double[numAnnotators];
        double[] v = new double[numAnnotators];
        Arrays.fill(u, 0.5);
        Arrays.fill(v, 0.5);
        Completion completion = new Completion(pairs, numAnnotators, annotations.numLabelled());
        // Each visits all pairs twice.
        for (int iteration = maxIterations(pairs.size()) / 2; iteration > 0; iteration--) {
            double changeOfV = completion.update(v, u);
            double changeOfU = completion.update(u, v);
            // No less than the change of the matrix u v'.
            if (changeOfU * norm(v) + changeOfV * norm(u) < TOLERANCE) {
                break;
            }
        }
        double scale = norm(u) * norm(v) == 0 ? 1 : Math.sqrt(norm(u) / norm(v));
        double sum = 0;
        int count = 0;
        for (int j = 0; j < numAnnotators; j++) {
            if (pairs.end(j) > pairs.start(j)) {
                u[j] /= scale;
                sum += u[j];
                count++;
            }
        }
        for (int j = 0; j < numAnnotators; j++) {
            u[j] = pairs.end(j) > pairs.start(j) ? u[j] : count == 0 ? 0.5 : sum / count;
        }
        return u;
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /** One factor of the matrix from the other. */
    private static final class Completion {
        private final SharedExamples pairs;
        private final double[] ratios;
        private final double leastValue;
        private final int trimmed;

        Completion(SharedExamples pairs, int numAnnotators, int numLabelled) {
            this.pairs = pairs;
            this.leastValue = 1 / Math.sqrt(Math.max(1, numLabelled));
            int fewest = Integer.MAX_VALUE;
            int most = 0;
            for (int j = 0; j < numAnnotators; j++) {
                int degree = pairs.end(j) - pairs.start(j);
                fewest = degree > 0 ? Math.min(fewest, degree) : fewest;
                most = Math.max(most, degree);
            }
            this.trimmed = Math.max(0, fewest / 2 - 1);
            this.ratios = new double[most];
        }

        /** Returns the norm of the change. */
        double update(double[] factor, double[] other) {
            double sum = 0;
            for (int j = 0; j < factor.length; j++) {
                int count = 0;
                for (int pair = pairs.start(j); pair < pairs.end(j); pair++) {
                    double divisor = other[pairs.other(pair)];
                    if (divisor > LEAST) {
                        ratios[count++] = Math.abs(pairs.covariance(pair)) / divisor;
                    }
                }
                double before = factor[j];
                factor[j] = trimmedMean(count, before);
                sum += (factor[j] - before) * (factor[j] - before);
            }
            return Math.sqrt(sum);
        }

        private double trimmedMean(int count, double own) {
            Arrays.sort(ratios, 0, count);
            int from = 0;
            while (from < Math.min(trimmed, count) && ratios[from] < own) {
                from++;
            }
            int to = count;
            while (to > from && count - to < trimmed && ratios[to - 1] > own) {
                to--;
            }
            if (from == to) {
                return own;
            }
            double sum = 0;
            for (int n = from; n < to; n++) {
                sum += ratios[n];
            }
            return to - from == 1 && sum == 0 ? leastValue : sum / (to - from);
        }
    }

    /** Numbers whose signs are those of x, or of -x. */
    static double[] eigenvector(SharedExamples pairs, int numAnnotators) {
        double[] sign = new double[numAnnotators];
        double[] next = new double[numAnnotators];
        Arrays.fill(sign, 1);
        for (int iteration = maxIterations(pairs.size()); iteration > 0; iteration--) {
            double largest = 0;
            for (int j = 0; j < numAnnotators; j++) {
                double sum = 0;
                double total = 0;
                for (int pair = pairs.start(j); pair < pairs.end(j); pair++) {
                    double excess = pairs.shared(pair) * pairs.covariance(pair);
                    sum += excess * sign[pairs.other(pair)];
                    total += Math.abs(excess);
                }
                // Half of the old, so that it does not swing between eigenvalues of equal size.
                next[j] = total == 0 ? sign[j] : (sign[j] + sum / total) / 2;
                largest = Math.max(largest, Math.abs(next[j]));
            }
            double change = 0;
            for (int j = 0; j < numAnnotators; j++) {
                double value = largest == 0 ? next[j] : next[j] / largest;
                change = Math.max(change, Math.abs(value - sign[j]));
                sign[j] = value;
            }
            if (change < TOLERANCE) {
                break;
            }
        }
        return sign;
    }

    @Override
    public boolean hasConfusions() {
        return true;
    }
}
