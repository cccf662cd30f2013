package org.relabel4j.core.consensus;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * The newest label replaces all before it: the setting in which an example has one label at a time. The quality of a label is
 * the fraction of the example's annotators who chose it. Predictions are not used.
 */
public final class NewestLabel implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return Votes.consensus(annotations, (i, counts) -> annotations.labelAt(annotations.rowEnd(i) - 1));
    }
}
