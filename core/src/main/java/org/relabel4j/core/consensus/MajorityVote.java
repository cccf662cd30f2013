package org.relabel4j.core.consensus;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * The label that most annotators chose.
 *
 * <p>Ties are broken by, in this order: the largest model probability (mean over models); the class that is rarest among
 * all labels; the class whose voters have the largest mean initial quality, which is an annotator's agreement with the
 * majority over the examples without a tie (an annotator without such an example counts as the mean one); chance. The
 * quality of a label is the fraction of the example's annotators who chose it.
 *
 * <p>Source: cleanlab 2.9.0, whose documentation says "most frequent" where its code takes the rarest class.
 */
public final class MajorityVote implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        InputChecks.checkShapes(annotations, predProbs);
        return consensus(annotations, labels(annotations, predProbs, rng));
    }

    /** The majority labels alone, -1 for unlabelled examples. */
    static int[] labels(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return new MajorityTies(annotations, predProbs, rng).resolve();
    }

    /**
     * The majority labels of a part of a pool, given what breaks ties.
     *
     * @param predProbs probabilities of each model for the part; may be empty
     * @return label of each example, -1 for unlabelled ones
     * @throws IllegalArgumentException if shapes differ
     */
    public static int[] labels(Annotations annotations, List<Probabilities> predProbs, TieBreakers breakers) {
        InputChecks.checkShapes(annotations, predProbs);
        return new MajorityTies(annotations, predProbs, breakers).resolve();
    }

    /** The consensus with given labels, each of the quality that it has among the votes. */
    public static Consensus consensus(Annotations annotations, int[] labels) {
        double[] agreement = VoteCounter.agreements(annotations, labels);
        return Consensus.owning(labels, agreement, agreement);
    }

    /** Writes the fractions of example {@code i}'s votes that each class has. */
    public static void voteShares(Annotations annotations, int i, double[] destination) {
        LabelPosterior.votes(annotations).posterior(i, destination);
    }
}
