package org.relabel4j.core.loop;

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
     * @return the answers; a question may stay unanswered, so at most one answer an example
     */
    LabelBatch label(int round, int[] examples);
}
