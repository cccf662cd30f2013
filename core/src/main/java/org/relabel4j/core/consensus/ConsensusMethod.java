package org.relabel4j.core.consensus;

import java.util.List;
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
        return LabelPosterior.votes(annotations).analysis(annotations, infer(annotations, predProbs, rng));
    }

    /**
     * The same where labels of some examples are known for sure: these are the consensus there, with quality 1, and what the
     * method estimates of annotators and classes rests on them.
     *
     * @throws IllegalArgumentException as {@link #analyse(Annotations, List, RandomGenerator)}; or if labels are known, and
     *     they are of other examples or classes or the method makes no {@linkplain #usesKnown use} of them
     */
    default ConsensusAnalysis analyse(
            Annotations annotations, List<Probabilities> predProbs, KnownLabels known, RandomGenerator rng) {
        if (!known.isEmpty()) {
            throw new IllegalArgumentException("this method makes no use of labels that are known for sure");
        }
        return analyse(annotations, predProbs, rng);
    }

    /** Whether {@link #analyse} learns from labels that are known for sure. */
    default boolean usesKnown() {
        return false;
    }

    /** Whether the analysis has {@linkplain ConsensusAnalysis#confusionMatrices confusion matrices}. */
    default boolean hasConfusions() {
        return false;
    }

    /** Whether labels of more than two classes are refused. */
    default boolean isBinary() {
        return false;
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
