package org.relabel4j.benchmarks.run;

import java.util.OptionalInt;

/**
 * One row of rounds.csv; {@link RoundsCsv} explains the columns.
 *
 * @param experiment name of the experiment
 * @param cell model, strategy and trial
 * @param round number from 0
 * @param labels what had been labelled before this round's batch
 * @param modelAccuracy fraction of the test set, 0 to 1
 * @param consensusAccuracy fraction of the labelled examples, 0 to 1
 * @param ece expected calibration error on the test set, 0 to 1
 * @param bought the round's batch
 */
public record RoundRow(
        String experiment,
        Cell cell,
        int round,
        Labels labels,
        double modelAccuracy,
        double consensusAccuracy,
        double ece,
        Bought bought) {
    /**
     * How much is labelled.
     *
     * @param annotations labels in all
     * @param labelledExamples examples with at least one
     * @param relabelled examples with at least two
     */
    public record Labels(int annotations, int labelledExamples, int relabelled) {}

    /**
     * The labels bought in a round; both empty in the last one, in which none are.
     *
     * @param newLabels labels of examples that had none
     * @param repeatLabels labels of examples that had some
     */
    public record Bought(OptionalInt newLabels, OptionalInt repeatLabels) {
        static final Bought NOTHING = new Bought(OptionalInt.empty(), OptionalInt.empty());
    }
}
