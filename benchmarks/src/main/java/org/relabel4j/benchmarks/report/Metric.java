package org.relabel4j.benchmarks.report;

import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.run.RoundRow;

/** The two learning curves of a report. */
enum Metric {
    MODEL_ACCURACY("model accuracy", RoundRow::modelAccuracy),
    CONSENSUS_ACCURACY("consensus accuracy", RoundRow::consensusAccuracy);

    private final String label;
    private final ToDoubleFunction<RoundRow> value;

    Metric(String label, ToDoubleFunction<RoundRow> value) {
        this.label = label;
        this.value = value;
    }

    /** Its value in a round, in [0, 1]; NaN if it is unknown. */
    double of(RoundRow row) {
        return value.applyAsDouble(row);
    }

    /** Name in running text, lower case. */
    String label() {
        return label;
    }

    /** Name in headings and at the start of a sentence. */
    String title() {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}
