package org.relabel4j.core.loop;

/**
 * What stopping rules know of a round, without the truth.
 *
 * @param round number of the round, from 0
 * @param spent cost of all labels bought before the round, in the unit of the costs; initial labels are free
 * @param consensusQuality mean quality of the consensus labels, in [0, 1]; NaN if nothing is labelled
 * @param estimatedNoise fraction of wrong consensus labels by the confident joint, in [0, 1]; NaN if nothing is labelled
 */
public record RoundSummary(int round, double spent, double consensusQuality, double estimatedNoise) {}
