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
        int[] labels = labels(annotations, predProbs, rng);
        double[] agreement = VoteCounter.agreements(annotations, labels);
        return Consensus.owning(labels, agreement, agreement);
    }

    /** The majority labels alone, -1 for unlabelled examples. */
    static int[] labels(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return new MajorityTies(annotations, predProbs).resolve(rng);
    }
}
