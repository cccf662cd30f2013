package org.relabel4j.labeling.model;

import java.util.List;
import org.relabel4j.core.training.Trainer;

/**
 * The model of a round.
 *
 * @param name as the registry calls it
 * @param trainers its trainer, or of an ensemble each member's
 * @param reason why it was chosen, in one line with the numbers; empty if the user named it
 */
public record ModelChoice(String name, List<Trainer> trainers, String reason) {
    public ModelChoice {
        trainers = List.copyOf(trainers);
    }
}
