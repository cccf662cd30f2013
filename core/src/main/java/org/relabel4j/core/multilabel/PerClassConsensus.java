package org.relabel4j.core.multilabel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.random.ByName;

/**
 * Applies a consensus method to the question of each class: multi-label CROWDLAB, if the method is CROWDLAB. A method for two
 * classes alone is one for any number of questions.
 *
 * @param base infers the answer to each question
 * @param combination makes one quality of an example's K
 */
public record PerClassConsensus(ConsensusMethod base, Combination combination) {
    /**
     * Infers a set an example.
     *
     * @param sets the sets given
     * @param predProbs out-of-sample probabilities of each model; an empty list if there is none
     * @param rng breaks the ties that nothing else breaks
     * @throws IllegalArgumentException if shapes differ, or the method needs a model and there is none
     */
    public SetConsensus analyse(ClassSets sets, List<SetProbabilities> predProbs, RandomGenerator rng) {
        return analyse(sets, predProbs, Collections.nCopies(sets.numClasses(), KnownLabels.none()), rng);
    }

    /**
     * The same where sets of some examples are known for sure: these are the consensus there.
     *
     * @param known for each class, the answers that are known: 1 for yes, 0 for no
     * @throws IllegalArgumentException as the other; or if something is known, and the method makes no use of it
     */
    public SetConsensus analyse(
            ClassSets sets, List<SetProbabilities> predProbs, List<KnownLabels> known, RandomGenerator rng) {
        List<ConsensusAnalysis> analyses = new ArrayList<>();
        for (SetProbabilities model : predProbs) {
            if (model.numClasses() != sets.numClasses()) {
                throw new IllegalArgumentException(
                        "predictions are of " + model.numClasses() + " classes, expected " + sets.numClasses());
            }
        }
        for (int k = 0; k < sets.numClasses(); k++) {
            int question = k;
            analyses.add(base.analyse(
                    sets.ofClass(k),
                    predProbs.stream().map(model -> model.ofClass(question)).toList(),
                    known.get(k),
                    ByName.question(rng, k)));
        }
        return new SetConsensus(sets, analyses, combination);
    }
}
