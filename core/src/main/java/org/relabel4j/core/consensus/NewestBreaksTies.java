package org.relabel4j.core.consensus;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * The label that most annotators chose; of equally frequent ones, that which was given last. So a second opinion decides, and
 * a third can bring the first back. The quality of a label is the fraction of the example's annotators who chose it.
 * Predictions are not used.
 */
public final class NewestBreaksTies implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return Votes.consensus(annotations, (i, counts) -> newestOfMostFrequent(annotations, i, counts));
    }

    private static int newestOfMostFrequent(Annotations annotations, int i, int[] counts) {
        int best = -1;
        for (int a = annotations.rowEnd(i) - 1; a >= annotations.rowStart(i); a--) {
            int label = annotations.labelAt(a);
            if (best < 0 || counts[label] > counts[best]) {
                best = label;
            }
        }
        return best;
    }
}
