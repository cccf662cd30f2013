package org.relabel4j.models.vision.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.core.training.Trainer;

/** A trainer of networks that may start from random weights: a few hundred examples teach such a network next to nothing. */
public interface RandomStart {
    /** Whether its networks start from random weights. */
    boolean startsAtRandom();

    /**
     * What to say of networks that started from random weights and are no better than chance, which nobody would notice: by less than two
     * standard errors of a guess.
     *
     * @param trainers of the model
     * @param accuracy its cross-validated accuracy, 0 to 1
     * @param guessing that of always guessing the most frequent class
     * @param labelled examples that these are of
     * @return one sentence; empty if there are no such networks, or they learnt something
     */
    static Optional<String> warning(List<Trainer> trainers, double accuracy, double guessing, int labelled) {
        double chance = guessing + 2 * Math.sqrt(guessing * (1 - guessing) / labelled);
        return trainers.stream()
                .filter(trainer -> trainer instanceof RandomStart network && network.startsAtRandom())
                .filter(trainer -> accuracy < chance)
                .findFirst()
                .map(trainer -> String.format(
                        Locale.ROOT,
                        "model %s starts from random weights, and %d labelled examples teach it nothing: cross-validated accuracy %.3f,"
                                + " always guessing the most frequent class %.3f; give it the weights of a network that has seen many"
                                + " images, by the options mode=head and weights=FILE, or take model hog",
                        trainer.name(),
                        labelled,
                        accuracy,
                        guessing));
    }
}
