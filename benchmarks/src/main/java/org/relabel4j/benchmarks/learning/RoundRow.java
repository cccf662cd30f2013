package org.relabel4j.benchmarks.learning;

import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.datasets.format.CsvTable;

/**
 * One row of rounds.csv; {@link RoundsCsv} explains the columns.
 *
 * @param experiment name of the experiment; {@code name/variant} if it has variants
 * @param cell variant, model, strategy and trial
 * @param round number from 0
 * @param labels what had been labelled before this round's batch
 * @param modelAccuracy fraction of the test set, 0 to 1
 * @param consensusAccuracy fraction of the labelled examples, 0 to 1
 * @param metrics what else is told of the model on the test set; NaN if unknown
 * @param bought the round's batch
 * @param spent cost of the labels bought before this round; NaN if unknown
 * @param stopReason which limit ended the loop with this round; empty if none did
 * @param noise how much noise there is and was found
 */
public record RoundRow(
        String experiment,
        LearningCell cell,
        int round,
        Labels labels,
        double modelAccuracy,
        double consensusAccuracy,
        ModelMetrics metrics,
        Bought bought,
        double spent,
        Optional<String> stopReason,
        NoiseFound noise) {
    public RoundRow {
        modelAccuracy = rounded(modelAccuracy);
        consensusAccuracy = rounded(consensusAccuracy);
        metrics = new ModelMetrics(
                rounded(metrics.macroF1()),
                rounded(metrics.balancedAccuracy()),
                rounded(metrics.auc()),
                rounded(metrics.logLoss()),
                rounded(metrics.brier()),
                rounded(metrics.ece()));
        spent = rounded(spent);
    }

    private static double rounded(double value) {
        return CsvTable.rounded(value, RoundsCsv.DECIMALS);
    }

    /**
     * The row of a trial that a limit has ended, carried to a later round: what is known at its end still holds, and nothing is
     * asked.
     *
     * @param later the round
     * @param annotations labels that it is set beside
     */
    public RoundRow carriedTo(int later, int annotations) {
        return new RoundRow(
                experiment,
                cell,
                later,
                new Labels(annotations, labels.labelledExamples(), labels.relabelled()),
                modelAccuracy,
                consensusAccuracy,
                metrics,
                Bought.NOTHING,
                spent,
                stopReason,
                new NoiseFound(Double.NaN, Double.NaN, noise.rate(), noise.estimate()));
    }

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

    /**
     * Wrong consensus labels; fractions from 0 to 1, NaN if unknown.
     *
     * @param recall how many of them the round asked about again
     * @param precision how many of those asked about again were wrong
     * @param rate how many of the labelled examples have one
     * @param estimate the rate as estimated from the predictions
     */
    public record NoiseFound(double recall, double precision, double rate, double estimate) {
        public NoiseFound {
            recall = rounded(recall);
            precision = rounded(precision);
            rate = rounded(rate);
            estimate = rounded(estimate);
        }
    }
}
