package org.relabel4j.core.acquisition;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/**
 * All that a strategy may look at: the pool after a round's training.
 *
 * @param round number of the round, from 0
 * @param annotations the labels given so far
 * @param consensus the labels that the models were trained on
 * @param members predictions of each model; one for a single model, at least one
 */
public record PoolState(int round, Annotations annotations, Consensus consensus, List<MemberPredictions> members) {
    /**
     * @throws IllegalArgumentException if there is no model, or sizes differ
     */
    public PoolState {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a pool state needs the predictions of at least one model");
        }
        for (MemberPredictions member : members) {
            Probabilities p = member.pool();
            if (p.numExamples() != annotations.numExamples() || p.numClasses() != annotations.numClasses()) {
                throw new IllegalArgumentException(
                        "predictions of " + member.model() + " are (" + p.numExamples() + ", "
                                + p.numClasses() + ") but the annotations are for (" + annotations.numExamples() + ", "
                                + annotations.numClasses() + ")");
            }
        }
        if (consensus.numExamples() != annotations.numExamples()) {
            throw new IllegalArgumentException(
                    "consensus is of " + consensus.numExamples() + " examples, expected " + annotations.numExamples());
        }
    }

    /** Number of examples N in the pool, labelled or not. */
    public int numExamples() {
        return annotations.numExamples();
    }

    /** Number of classes K. */
    public int numClasses() {
        return annotations.numClasses();
    }

    /** The pool probabilities of each model. */
    public List<Probabilities> predProbs() {
        return members.stream().map(MemberPredictions::pool).toList();
    }
}
