package org.relabel4j.core.assignment;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.loop.Room;

/**
 * Chooses examples and whom to ask about each in one step, under prices, a budget, and what people can do. Stateless, thread-safe.
 */
@FunctionalInterface
public interface PairChoice {
    /**
     * Chooses what to ask whom. Nobody is asked about an example that he has labelled or skipped, nor for more than his capacity; a
     * pair whose price the budget has no more room for is passed over.
     *
     * @param examples to choose from, distinct, the most wanted first; more than the batch size, so that others can take the place of
     *     those that nobody is left for
     * @param scores of all examples; lower means ask sooner
     * @param crowd who can be asked
     * @param room how many labels to ask for, and for how much
     * @param rng breaks ties, and nothing else unless the rule is random
     * @return distinct pairs in the order in which they were chosen, at most the batch size; fewer if there are no others
     */
    List<Pair> choose(int[] examples, Scores scores, Crowd crowd, Room room, RandomGenerator rng);
}
