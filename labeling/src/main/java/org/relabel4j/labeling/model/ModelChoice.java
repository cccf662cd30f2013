package org.relabel4j.labeling.model;

import java.util.List;
import org.relabel4j.core.training.Trainer;

/**
 * The model of a round.
 *
 * @param name as the registry calls it
 * @param trainers its trainer, or of an ensemble each member's
 * @param reason why it was chosen, in one line with the numbers; empty if the user named it
 * @param warning that it is no better than guessing, with the numbers; empty if it is, or nothing was compared
 */
public record ModelChoice(String name, List<Trainer> trainers, String reason, String warning) {
    public ModelChoice {
        trainers = List.copyOf(trainers);
    }
}
