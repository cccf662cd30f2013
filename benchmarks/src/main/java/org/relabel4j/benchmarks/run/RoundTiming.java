package org.relabel4j.benchmarks.run;

import java.util.List;
import java.util.Locale;

/**
 * Wall-clock seconds of one round, a row of {@code timings.csv}. Times are kept apart from rounds.csv because they differ
 * from run to run.
 *
 * @param cell variant, model, strategy and trial
 * @param round number from 0
 * @param consensus inferring the consensus
 * @param model training the folds and predicting
 * @param acquisition scoring and selecting
 * @param total the whole round
 */
record RoundTiming(Cell cell, int round, double consensus, double model, double acquisition, double total) {
    private static final String HEADER =
            "variant,model,strategy,trial,round,consensus_seconds,model_seconds,acquisition_seconds,round_seconds";

    String format() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%d,%.4f,%.4f,%.4f,%.4f",
                cell.variant(),
                cell.model(),
                cell.strategy(),
                cell.trial(),
                round,
                consensus,
                model,
                acquisition,
                total);
    }

    /** The whole file, of rows as {@link #format} writes them. */
    static String file(List<String> lines) {
        return HEADER + "\n"
                + String.join("", lines.stream().map(line -> line + "\n").toList());
    }
}
