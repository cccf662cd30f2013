package org.relabel4j.core.cleaning;

import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/** Chooses examples at random, none twice: the least that a selector must beat. */
public final class RandomSelector implements CleaningSelector {
    @Override
    public Queue begin(CleaningState state, int labels, long seed) {
        int[] untouched = state.untouched();
        Shuffles.shuffle(untouched, Seeds.generator(seed, "random order"));
        return Queue.of(untouched);
    }
}
