package org.relabel4j.core.validation;

import java.util.List;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Trainer;

/** What models that predict with dropout have in common. */
public final class DropoutPasses {
    private DropoutPasses() {}

    /**
     * Refuses what cannot be.
     *
     * @param passes predictions with dropout, at least 0
     * @throws IllegalArgumentException if it is negative, or it is positive and a trainer has no dropout
     */
    public static void check(List<Trainer> trainers, int passes) {
        if (passes < 0) {
            throw new IllegalArgumentException("dropoutPasses is " + passes + ", expected at least 0");
        }
        for (Trainer trainer : trainers) {
            if (passes > 0 && !trainer.hasDropout()) {
                throw new IllegalArgumentException("predictions with dropout are wanted but " + trainer.name()
                        + " has none; choose a network that is trained with dropout");
            }
        }
    }

    /** The passes' seed, of the seed that a classifier was trained with. */
    public static long seed(long trainingSeed) {
        return Seeds.derive(trainingSeed, "dropout");
    }
}
