package org.relabel4j.datasets;

import java.util.Arrays;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/**
 * What real people said about the examples of a pool: who gave which label, if that is known, and how often each label was
 * given. Immutable.
 */
public final class HumanLabels {
    private final int numClasses;
    private final int[][] counts;
    private final Optional<Annotations> annotations;

    private HumanLabels(int numClasses, int[][] counts, Optional<Annotations> annotations) {
        this.numClasses = numClasses;
        this.counts = counts;
        this.annotations = annotations;
    }

    /** Labels whose annotators are known; the counts are theirs. */
    public static HumanLabels of(Annotations annotations) {
        int[][] counts = new int[annotations.numExamples()][annotations.numClasses()];
        for (int i = 0; i < counts.length; i++) {
            annotations.addVotes(i, counts[i]);
        }
        return new HumanLabels(annotations.numClasses(), counts, Optional.of(annotations));
    }

    /**
     * Labels of which only the counts are known.
     *
     * @param counts shape (numExamples, numClasses), not negative; copied
     * @throws IllegalArgumentException if a row has another length, or a negative count, or none but zeros
     */
    public static HumanLabels ofCounts(int numClasses, int[][] counts) {
        return new HumanLabels(numClasses, copyChecked(numClasses, counts), Optional.empty());
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
        return new HumanLabels(numClasses, copyChecked(numClasses, published), annotations);
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
        return new HumanLabels(numClasses, chosen, annotations.map(all -> {
            AnnotationsBuilder builder = Annotations.builder(examples.length, all.numAnnotators(), numClasses);
            for (int n = 0; n < examples.length; n++) {
                for (int a = all.rowStart(examples[n]); a < all.rowEnd(examples[n]); a++) {
                    builder.add(n, all.annotatorAt(a), all.labelAt(a));
                }
            }
            return builder.build();
        }));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HumanLabels that
                && numClasses == that.numClasses
                && Arrays.deepEquals(counts, that.counts)
                && annotations.equals(that.annotations);
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
