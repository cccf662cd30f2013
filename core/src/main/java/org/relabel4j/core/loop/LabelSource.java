package org.relabel4j.core.loop;

import java.util.OptionalInt;
import org.relabel4j.core.acquisition.PoolState;

/**
 * Answers questions about examples: simulated annotators, a file, or people behind a labelling tool.
 */
@FunctionalInterface
public interface LabelSource {
    /**
     * Asks for one label each of some examples.
     *
     * @param round number of the round in which they are asked, from 0
     * @param examples distinct examples, the most wanted first
     * @return the answers; a question may stay unanswered, so at most one answer per example
     */
    LabelBatch label(int round, int[] examples);

    /**
     * The same, for a source that must know who has answered before, or what a model says: what the loop calls.
     *
     * @param pool the labels given so far, and the predictions
     */
    default LabelBatch label(int[] examples, PoolState pool) {
        return label(pool.round(), examples);
    }

    /**
     * Who will answer the questions of a round, if one annotator answers all and is known beforehand: a budget then reckons with
     * his price.
     *
     * @param round number of the round, from 0
     */
    default OptionalInt annotator(int round) {
        return OptionalInt.empty();
    }
}
