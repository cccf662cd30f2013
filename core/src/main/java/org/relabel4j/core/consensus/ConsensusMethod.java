package org.relabel4j.core.consensus;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/** Infers one label per example from all annotators' labels. Implementations are stateless and thread-safe. */
public interface ConsensusMethod {
    /**
     * Infers the consensus.
     *
     * @param annotations the labels given
     * @param predProbs out-of-sample probabilities of each model, each with a row per example of the pool; an empty list if
     *     there is no model yet (round 0)
     * @param rng breaks the ties that nothing else breaks
     * @return labels and qualities; unlabelled examples have label -1 and quality NaN
     * @throws IllegalArgumentException if shapes differ
     */
    Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng);

    /**
     * The same with what it says of the annotators, and what it rests on.
     *
     * @throws IllegalArgumentException if shapes differ, or there is no model and it {@linkplain #needsProbabilities needs} one
     */
    default ConsensusAnalysis analyse(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        Consensus consensus = infer(annotations, predProbs, rng);
        AnnotatorStats stats = AnnotatorStats.of(annotations, consensus);
        return new ConsensusAnalysis() {
            @Override
            public Consensus consensus() {
                return consensus;
            }

            @Override
            public AnnotatorStats annotatorStats() {
                return stats;
            }

            @Override
            public Optional<Trust> trust() {
                return Optional.empty();
            }
        };
    }

    /** Whether {@link #analyse} needs a model's probabilities. */
    default boolean needsProbabilities() {
        return false;
    }

    /** Whether {@link #analyse} says how far it trusts models and annotators. */
    default boolean weighs() {
        return false;
    }
}
