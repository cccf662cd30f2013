package org.relabel4j.models;

import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;

/** Said by a {@link Trainer} that takes some examples only, and knows before there are labels. */
public interface ExamplesCheck {
    /**
     * Checks that it can train on examples.
     *
     * @throws IllegalArgumentException if it cannot: they are of another kind or shape than it takes, or its weights do not fit them or
     *     are no numbers; one line
     */
    void check(Examples examples);

    /** Has a trainer check examples, if it takes some only; throws as it does. */
    static void of(Trainer trainer, Examples examples) {
        if (trainer instanceof ExamplesCheck taker) {
            taker.check(examples);
        }
    }
}
