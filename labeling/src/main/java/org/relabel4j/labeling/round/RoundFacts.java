package org.relabel4j.labeling.round;

import java.util.List;
import java.util.Map;

/**
 * A round in numbers, as {@code round.json} has it. What cannot be known is NaN, and null in the file.
 *
 * @param number from 1
 * @param made when, in UTC, ISO
 * @param identity of all that decides the round: labels, data and settings; the same gives the same batch
 * @param settings what it was made with, key to value
 * @param networks SHA-256 of the files of the networks that its model is made of; empty if nobody knows
 * @param model name of the model; empty in a round without labels, which has none
 * @param modelReason why it was chosen; empty if the user named it
 * @param examples examples of the pool
 * @param labelled of these, with a label of a person
 * @param labels labels in all
 * @param annotators people with a label
 * @param gold examples with a known answer
 * @param accuracy estimated accuracy of the model on examples that it had not seen, from what people say of them
 * @param guessing accuracy of always guessing the most frequent class
 * @param logLoss cross-validated log loss, in nats
 * @param quality of the cross-validated probabilities; unknown in older files
 * @param consensusQuality mean quality of the consensus labels of labelled examples
 * @param estimatedNoise estimated fraction of wrong consensus labels
 * @param changed consensus labels that are others than in the round before, of the examples labelled in both
 * @param spent cost of all labels
 * @param warnings what the user should know, a sentence each
 */
public record RoundFacts(
        int number,
        String made,
        String identity,
        Map<String, Object> settings,
        Map<String, String> networks,
        String model,
        String modelReason,
        int examples,
        int labelled,
        int labels,
        int annotators,
        int gold,
        double accuracy,
        double guessing,
        double logLoss,
        ModelQuality quality,
        double consensusQuality,
        double estimatedNoise,
        int changed,
        double spent,
        List<String> warnings) {
    public RoundFacts {
        networks = networks == null ? Map.of() : Map.copyOf(networks); // Older files have none.
        quality = quality == null ? ModelQuality.UNKNOWN : quality;
    }
}
