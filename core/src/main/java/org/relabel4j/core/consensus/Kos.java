package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
 * <p>Where an example's label is known, its messages have the sign of that label and the size of the largest sum
 * {@code sum_j |y_ji|} of any example: it is as sure as an example can be, whatever its labels.
 *
 * <p>Source: Karger, Oh and Shah 2014, "Budget-optimal task allocation for reliable crowdsourcing systems", Operations Research
 * 62(1), arXiv:1110.3564, section 2. Departures: the paper draws the first messages from a normal distribution of mean and
 * variance 1; here they are its mean, so that the answer does not depend on chance. Messages are scaled and
 * rounded to large whole numbers after every iteration, since only their ratios count; where none is left (nobody shares an
 * example), the last ones count. Known labels are our own. Ties are broken at random.
 */
public final class Kos extends LabelModel {
    private static final int ITERATIONS = 100;

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        int positive = annotations.size() == 0 ? 0 : annotations.labelAt(0);
        int negative = other(annotations, known, positive);
        int[] sign = new int[annotations.size()];
        Arrays.setAll(sign, a -> annotations.labelAt(a) == positive ? 1 : -1);
        int[] truth = new int[annotations.numExamples()];
        Arrays.setAll(truth, i -> known.of(i) < 0 ? 0 : known.of(i) == positive ? 1 : -1);
        double[] reliability = reliabilities(annotations, sign, truth);
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
            known.fix(i, destination);
        };
    }

    /** The second class; if there are labels of one only, any other. */
    private static int other(Annotations annotations, KnownLabels known, int first) {
        int[] classes = IntStream.concat(
                        IntStream.range(0, annotations.size()).map(annotations::labelAt),
                        IntStream.range(0, annotations.numExamples()).map(known::of))
                .filter(label -> label >= 0 && label != first)
                .distinct()
                .limit(2)
                .toArray();
        if (classes.length == 2) {
            throw new IllegalArgumentException("kos is for labels of two classes, and these are of " + first + ", "
                    + classes[0] + " and " + classes[1] + "; use one-coin, mace or dawid-skene");
        }
        return classes.length == 1 ? classes[0] : first == 0 ? 1 : 0;
    }

    /**
     * The last messages of annotators to examples, by the annotations' positions.
     *
     * @param sign 1 or -1 by position
     * @param truth 1 or -1 by example where its label is known, else 0
     */
    static double[] reliabilities(Annotations annotations, int[] sign, int[] truth) {
        Messages messages = new Messages(annotations, sign, truth);
        int limit = Math.getExponent(largestWhole(annotations));
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double largest = messages.exchange();
            if (largest == 0) {
                break;
            }
            messages.accept(Math.max(0, Math.getExponent(largest) - limit + 1));
        }
        return messages.reliability;
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

    /** What annotators tell examples, and are about to tell. */
    private static final class Messages {
        private final Annotations annotations;
        private final int[] sign;
        private final int[] truth;
        private final boolean isAnyKnown;
        private final double[] reliability;
        private final double[] next;
        private final double[] sums;

        Messages(Annotations annotations, int[] sign, int[] truth) {
            this.annotations = annotations;
            this.sign = sign;
            this.truth = truth;
            this.isAnyKnown = Arrays.stream(truth).anyMatch(t -> t != 0);
            this.reliability = new double[sign.length];
            this.next = new double[sign.length];
            this.sums = new double[annotations.numAnnotators()];
            Arrays.fill(reliability, 1);
        }

        /** Sets the next messages and returns the largest absolute value. */
        double exchange() {
            double surest = isAnyKnown ? surest() : 0;
            Arrays.fill(sums, 0);
            for (int i = 0; i < annotations.numExamples(); i++) {
                double sum = 0;
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    sum += sign[a] * reliability[a];
                }
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    next[a] = truth[i] == 0 ? sum - sign[a] * reliability[a] : truth[i] * surest;
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

        /** The largest sum of absolute messages to an example. */
        private double surest() {
            double surest = 0;
            for (int i = 0; i < annotations.numExamples(); i++) {
                double sum = 0;
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    sum += Math.abs(reliability[a]);
                }
                surest = Math.max(surest, sum);
            }
            return surest;
        }

        /** Takes the next messages, as whole numbers of 2^excess. */
        void accept(int excess) {
            for (int a = 0; a < sign.length; a++) {
                reliability[a] = Math.rint(Math.scalb(next[a], -excess));
            }
        }
    }

    @Override
    public boolean isBinary() {
        return true;
    }
}
