package org.relabel4j.benchmarks.statistics;

import org.relabel4j.benchmarks.run.RoundRow;

/** The two accuracies of rounds.csv. */
public enum Metric {
    MODEL_ACCURACY("model_accuracy") {
        @Override
        public double of(RoundRow row) {
            return row.modelAccuracy();
        }
    },
    CONSENSUS_ACCURACY("consensus_accuracy") {
        @Override
        public double of(RoundRow row) {
            return row.consensusAccuracy();
        }
    };

    private final String column;

    Metric(String column) {
        this.column = column;
    }

    /** Name of the column of rounds.csv. */
    public String column() {
        return column;
    }

    /** The metric's value in a round, 0 to 1. */
    public abstract double of(RoundRow row);
}
