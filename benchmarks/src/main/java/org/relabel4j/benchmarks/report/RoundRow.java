package org.relabel4j.benchmarks.report;

/**
 * One line of {@code rounds.csv}: the state of one trial in one round, before that round's labels are bought.
 *
 * @param experiment name of the experiment
 * @param model name of the model
 * @param strategy name of the acquisition strategy
 * @param trial number of the repetition, from 0
 * @param round number of the round, from 0
 * @param annotations labels there are, those from the start included
 * @param labelledExamples examples with at least one label
 * @param modelAccuracy accuracy on the test set, in [0, 1]; NaN if unknown
 * @param consensusAccuracy accuracy of the consensus labels, in [0, 1]; NaN if unknown
 */
record RoundRow(
        String experiment,
        String model,
        String strategy,
        int trial,
        int round,
        long annotations,
        long labelledExamples,
        double modelAccuracy,
        double consensusAccuracy) {

    double value(Metric metric) {
        return metric == Metric.MODEL_ACCURACY ? modelAccuracy : consensusAccuracy;
    }
}
