package org.relabel4j.benchmarks.statistics;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.learning.RoundRow;

/** The two accuracies of rounds.csv. */
public enum Metric {
    MODEL_ACCURACY(RoundRow::modelAccuracy),
    CONSENSUS_ACCURACY(RoundRow::consensusAccuracy);

    private final ToDoubleFunction<RoundRow> value;

    Metric(ToDoubleFunction<RoundRow> value) {
        this.value = value;
    }

    /** The metric's value in a round, 0 to 1; NaN if it is unknown. */
    public double of(RoundRow row) {
        return value.applyAsDouble(row);
    }

    /** Name of the column of rounds.csv. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name in running text, lower case. */
    public String label() {
        return column().replace('_', ' ');
    }

    /** Name in headings and at the start of a sentence. */
    public String title() {
        String label = label();
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}
