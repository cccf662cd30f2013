package org.relabel4j.datasets;

import java.util.Arrays;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/**
 * What real people said about the examples of a pool: who gave which label, if that is known, and how often each label was
 * given; and the labels that the examples came with, if they did. Immutable.
 */
public final class HumanLabels {
    private final int numClasses;
    private final int[][] counts;
    private final Optional<Annotations> annotations;
    private final Optional<int[]> given;

    private HumanLabels(int numClasses, int[][] counts, Optional<Annotations> annotations, Optional<int[]> given) {
        this.numClasses = numClasses;
        this.counts = counts;
        this.annotations = annotations;
        this.given = given;
    }

    /** Labels whose annotators are known; the counts are theirs. */
    public static HumanLabels of(Annotations annotations) {
        int[][] counts = new int[annotations.numExamples()][annotations.numClasses()];
        for (int i = 0; i < counts.length; i++) {
            annotations.addVotes(i, counts[i]);
        }
        return new HumanLabels(annotations.numClasses(), counts, Optional.of(annotations), Optional.empty());
    }

    /**
     * Labels of which only the counts are known.
     *
     * @param counts shape (numExamples, numClasses), not negative; copied
     * @throws IllegalArgumentException if a row has another length, or a negative count, or none but zeros
     */
    public static HumanLabels ofCounts(int numClasses, int[][] counts) {
        return new HumanLabels(numClasses, copyChecked(numClasses, counts), Optional.empty(), Optional.empty());
    }

    /**
     * These labels, of examples that came with a label each before anybody was asked, such as a program's.
     *
     * @param labels label of each example; copied
     * @throws IllegalArgumentException if there are more or fewer, or one is out of range
     */
    public HumanLabels withGiven(int[] labels) {
        if (labels.length != counts.length) {
            throw new IllegalArgumentException(
                    "given labels are of " + labels.length + " examples, expected " + counts.length);
        }
        for (int label : labels) {
            if (label < 0 || label >= numClasses) {
                throw new IllegalArgumentException("given label is " + label + ", expected 0 to " + (numClasses - 1));
            }
        }
        return new HumanLabels(numClasses, counts, annotations, Optional.of(labels.clone()));
    }

    /**
     * These labels with counts from another source: those published for CIFAR-10H are not quite those of its raw file.
     *
     * @throws IllegalArgumentException as {@link #ofCounts}, or if there are more or fewer examples
     */
    public HumanLabels withCounts(int[][] published) {
        if (published.length != counts.length) {
            throw new IllegalArgumentException(
                    "counts are of " + published.length + " examples, expected " + counts.length);
        }
        return new HumanLabels(numClasses, copyChecked(numClasses, published), annotations, given);
    }

    private static int[][] copyChecked(int numClasses, int[][] counts) {
        int[][] copy = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            copy[i] = counts[i].clone();
            boolean negative = Arrays.stream(copy[i]).anyMatch(count -> count < 0);
            if (copy[i].length != numClasses
                    || negative
                    || Arrays.stream(copy[i]).allMatch(count -> count == 0)) {
                throw new IllegalArgumentException("counts of example " + i + " are " + Arrays.toString(copy[i])
                        + ", expected " + numClasses + ", none negative, not all 0");
            }
        }
        return copy;
    }

    /** Number of examples N. */
    public int numExamples() {
        return counts.length;
    }

    /** Number of classes K. */
    public int numClasses() {
        return numClasses;
    }

    /** Who gave which label, if it is known. The labels need not be those of {@link #counts}. */
    public Optional<Annotations> annotations() {
        return annotations;
    }

    /** The label that each example came with, if they did; a copy. */
    public Optional<int[]> given() {
        return given.map(int[]::clone);
    }

    /** How often each label was given, shape (numExamples, numClasses); a copy. */
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** How often each label was given to example {@code i}, length numClasses; a copy. */
    public int[] counts(int i) {
        return counts[i].clone();
    }

    /**
     * The distribution that an answer is drawn from: of an example's annotations, or of its counts where the annotators are not
     * known.
     *
     * @return shape (numExamples, numClasses)
     */
    public Probabilities distribution() {
        double[] values = new double[Math.multiplyExact(counts.length, numClasses)];
        int[] votes = new int[numClasses];
        for (int i = 0; i < counts.length; i++) {
            if (annotations.isPresent() && annotations.get().isLabelled(i)) {
                Arrays.fill(votes, 0);
                annotations.get().addVotes(i, votes);
            } else {
                System.arraycopy(counts[i], 0, votes, 0, numClasses);
            }
            double sum = Arrays.stream(votes).asLongStream().sum();
            for (int k = 0; k < numClasses; k++) {
                values[i * numClasses + k] = votes[k] / sum;
            }
        }
        return DenseProbabilities.ofRowMajor(counts.length, numClasses, values);
    }

    /**
     * The labels of some examples, which are numbered 0, 1, ... in the given order. Annotators keep their numbers.
     *
     * @param examples distinct or not, in range
     */
    public HumanLabels rows(int[] examples) {
        int[][] chosen = Arrays.stream(examples).mapToObj(i -> counts[i]).toArray(int[][]::new);
        Optional<Annotations> theirs = annotations.map(all -> {
            AnnotationsBuilder builder = Annotations.builder(examples.length, all.numAnnotators(), numClasses);
            for (int n = 0; n < examples.length; n++) {
                for (int a = all.rowStart(examples[n]); a < all.rowEnd(examples[n]); a++) {
                    builder.add(n, all.annotatorAt(a), all.labelAt(a));
                }
            }
            return builder.build();
        });
        return new HumanLabels(
                numClasses,
                chosen,
                theirs,
                given.map(labels -> Arrays.stream(examples).map(i -> labels[i]).toArray()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HumanLabels that
                && numClasses == that.numClasses
                && Arrays.deepEquals(counts, that.counts)
                && annotations.equals(that.annotations)
                && Arrays.equals(given.orElse(null), that.given.orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(counts) + annotations.hashCode();
    }

    @Override
    public String toString() {
        return "HumanLabels[" + counts.length + " examples, " + numClasses + " classes, annotators "
                + annotations
                        .map(known -> Integer.toString(known.numAnnotators()))
                        .orElse("unknown") + "]";
    }
}
