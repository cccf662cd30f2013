package org.relabel4j.core.noise;

import java.util.stream.IntStream;
import org.relabel4j.core.consensus.Consensus;

/**
 * How well the labels asked for again were chosen, in a simulation where the truth is known.
 *
 * @param asked labelled examples asked about again
 * @param askedWrong those of them whose label was wrong
 * @param wrong wrong labels among all labelled examples
 * @param labelled labelled examples
 */
public record RelabelOutcome(int asked, int askedWrong, int wrong, int labelled) {
    /**
     * Compares a batch with the truth.
     *
     * @param batch examples asked about; unlabelled ones do not count, and one of which several people are asked counts once
     * @param before the consensus before the answers came
     * @param trueLabels true class of each example of the pool
     * @throws IllegalArgumentException if the sizes differ
     */
    public static RelabelOutcome of(int[] batch, Consensus before, int[] trueLabels) {
        if (before.numExamples() != trueLabels.length) {
            throw new IllegalArgumentException("the consensus is of " + before.numExamples()
                    + " examples but there are " + trueLabels.length + " true labels");
        }
        int asked = 0;
        int askedWrong = 0;
        for (int i : IntStream.of(batch).distinct().toArray()) {
            asked += before.label(i) >= 0 ? 1 : 0;
            askedWrong += isWrong(before, trueLabels, i) ? 1 : 0;
        }
        int wrong = 0;
        int labelled = 0;
        for (int i = 0; i < trueLabels.length; i++) {
            labelled += before.label(i) >= 0 ? 1 : 0;
            wrong += isWrong(before, trueLabels, i) ? 1 : 0;
        }
        return new RelabelOutcome(asked, askedWrong, wrong, labelled);
    }

    private static boolean isWrong(Consensus consensus, int[] trueLabels, int i) {
        return consensus.label(i) >= 0 && consensus.label(i) != trueLabels[i];
    }

    /** Noise precision: fraction of the examples asked about again whose label was wrong; NaN if none was asked. */
    public double precision() {
        return (double) askedWrong / asked;
    }

    /** Noise recall: fraction of the wrong labels that were asked about again; NaN if none is wrong. */
    public double recall() {
        return (double) askedWrong / wrong;
    }

    /** Noise rate of the training set before the answers: fraction of wrong labels; NaN if nothing is labelled. */
    public double noiseRate() {
        return (double) wrong / labelled;
    }
}
