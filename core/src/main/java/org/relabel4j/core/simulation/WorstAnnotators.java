package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.random.Shuffles;

/**
 * The labels that an experiment on real annotators starts with: those of the worst ones, thinned out to little more than one an
 * example, as in the ActiveLab benchmark on CIFAR-10H (github.com/cleanlab/multiannotator-benchmarks,
 * active_learning_benchmarks/cifar-10h/0_preprocess_data.ipynb).
 *
 * <ol>
 *   <li>The {@code worst} annotators of lowest accuracy give all their labels.
 *   <li>While an example has none, the next worst follow who share examples with those before; they label what has fewer than
 *       {@code maxLabels}.
 *   <li>Of an example with {@code maxLabels} or more labels all but a random one go with probability {@code dropRate}, unless one
 *       of its annotators would be left without an example that another labelled too.
 * </ol>
 *
 * <p>Two departures: ties of accuracy are broken at random, not by index; where nobody left shares an example with those before
 * (the published code would not end), those follow who labelled an example that has none.
 *
 * @param worst annotators whose labels all count, at least 1
 * @param maxLabels labels of an example from which on no more are added, at least 1
 * @param dropRate in [0, 1]
 */
public record WorstAnnotators(int worst, int maxLabels, double dropRate) {
    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public WorstAnnotators {
        if (worst < 1 || maxLabels < 1 || !(dropRate >= 0 && dropRate <= 1)) {
            throw new IllegalArgumentException("worst is " + worst + ", maxLabels " + maxLabels + " and dropRate "
                    + dropRate + ", expected at least 1, at least 1, and 0 to 1");
        }
    }

    /** The published setting: 50, 3 and 0.95. */
    public static WorstAnnotators published() {
        return new WorstAnnotators(50, 3, 0.95);
    }

    /**
     * Chooses the labels.
     *
     * @param real all labels that were really given, shape (N, M)
     * @param trueLabels true class of each of the N examples
     * @param examples which examples to label, distinct
     * @param rng decides ties and what is dropped
     * @return labels of these examples among all N; an example without any real label has none. The annotators are numbered 0, 1,
     *     ... from the worst; there are as many as have a label left.
     */
    public Annotations choose(Annotations real, int[] trueLabels, int[] examples, RandomGenerator rng) {
        Annotations candidates = restricted(real, examples);
        int[] order = worstFirst(candidates, trueLabels, rng);
        Selection selection = new Selection(candidates);
        int first = Math.min(worst, order.length);
        for (int n = 0; n < first; n++) {
            selection.add(order[n], Integer.MAX_VALUE);
        }
        addOverlapping(selection, Arrays.copyOfRange(order, first, order.length));
        thin(selection, examples, rng);
        return selection.annotations(order);
    }

    private static Annotations restricted(Annotations real, int[] examples) {
        AnnotationsBuilder builder = Annotations.builder(real.numExamples(), real.numAnnotators(), real.numClasses());
        for (int i : examples) {
            for (int a = real.rowStart(i); a < real.rowEnd(i); a++) {
                builder.add(i, real.annotatorAt(a), real.labelAt(a));
            }
        }
        return builder.build();
    }

    private static int[] worstFirst(Annotations candidates, int[] trueLabels, RandomGenerator rng) {
        int[] given = new int[candidates.numAnnotators()];
        int[] right = new int[candidates.numAnnotators()];
        for (int i = 0; i < candidates.numExamples(); i++) {
            for (int a = candidates.rowStart(i); a < candidates.rowEnd(i); a++) {
                given[candidates.annotatorAt(a)]++;
                right[candidates.annotatorAt(a)] += candidates.labelAt(a) == trueLabels[i] ? 1 : 0;
            }
        }
        return IntStream.of(Shuffles.permutation(given.length, rng))
                .filter(j -> given[j] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> right[j] / (double) given[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void addOverlapping(Selection selection, int[] order) {
        int[] left = order;
        while (left.length > 0 && !selection.isComplete()) {
            int[] passedOver = addPass(selection, left, selection::overlaps);
            if (passedOver.length == left.length) {
                passedOver = addPass(selection, left, selection::labelsUnlabelled);
            }
            left = passedOver;
        }
    }

    private int[] addPass(Selection selection, int[] order, java.util.function.IntPredicate wanted) {
        IntStream.Builder passedOver = IntStream.builder();
        for (int j : order) {
            if (!selection.isComplete() && wanted.test(j)) {
                selection.add(j, maxLabels);
            } else {
                passedOver.add(j);
            }
        }
        return passedOver.build().toArray();
    }

    private void thin(Selection selection, int[] examples, RandomGenerator rng) {
        for (int i : examples) {
            int[] annotators = selection.annotatorsOf(i);
            if (annotators.length < maxLabels || annotators.length < 2) {
                continue;
            }
            Shuffles.shuffle(annotators, rng);
            for (int n = 1; n < annotators.length; n++) {
                if (rng.nextDouble() < dropRate && selection.mayLose(i, annotators)) {
                    selection.remove(i, annotators[n]);
                }
            }
        }
    }
}
