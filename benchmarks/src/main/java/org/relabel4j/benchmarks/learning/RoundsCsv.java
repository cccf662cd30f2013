package org.relabel4j.benchmarks.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * {@code rounds.csv}: one row for each variant, model, strategy, trial and round, in this order. This is the place that documents
 * its columns; a change that is more than an added last column raises {@link #SCHEMA_VERSION}, which environment.json
 * records as {@code rounds_csv_version}.
 *
 * <table>
 * <caption>Columns of version 2</caption>
 * <tr><td>{@code experiment}</td><td>name of the experiment; {@code name/variant} if it has variants</td></tr>
 * <tr><td>{@code model}</td><td>model id; {@code a+b} is an ensemble</td></tr>
 * <tr><td>{@code strategy}</td><td>strategy id</td></tr>
 * <tr><td>{@code trial}</td><td>number from 0; trials differ in their seeds</td></tr>
 * <tr><td>{@code round}</td><td>number from 0; round 0 is before any label is bought</td></tr>
 * <tr><td>{@code annotations}</td><td>labels that the round trained on, in all</td></tr>
 * <tr><td>{@code labelled_examples}</td><td>examples with at least one label</td></tr>
 * <tr><td>{@code relabelled}</td><td>examples with at least two labels</td></tr>
 * <tr><td>{@code model_accuracy}</td><td>one model: mean over the fold models of their accuracy on the test set; an
 * ensemble: accuracy of the probabilities averaged over folds and members, weighted by the strategy's model weights</td></tr>
 * <tr><td>{@code consensus_accuracy}</td><td>fraction of the labelled examples whose consensus label, the one trained on, is
 * right</td></tr>
 * <tr><td>{@code new_labels}</td><td>labels bought at the end of the round for examples without one; empty in the last
 * round</td></tr>
 * <tr><td>{@code repeat_labels}</td><td>likewise for examples that had one</td></tr>
 * <tr><td>{@code ece}</td><td>expected calibration error on the test set, averaged as {@code model_accuracy}</td></tr>
 * <tr><td>{@code spent}</td><td>cost of all labels bought before the round, in the unit of the costs</td></tr>
 * <tr><td>{@code stop_reason}</td><td>the limit that ended the loop with this round; empty if none did</td></tr>
 * <tr><td>{@code noise_recall}</td><td>of the labelled examples with a wrong consensus label, the fraction that the round asked
 * about again; empty if there is none, or nothing was asked</td></tr>
 * <tr><td>{@code noise_precision}</td><td>of the labelled examples that the round asked about again, the fraction with a wrong
 * consensus label; empty if it asked about none</td></tr>
 * <tr><td>{@code noise_rate}</td><td>fraction of the labelled examples whose consensus label is wrong: the noise in the
 * training set</td></tr>
 * <tr><td>{@code estimated_noise}</td><td>estimate of the noise rate from the predictions, by the confident joint</td></tr>
 * <tr><td>{@code macro_f1}</td><td>mean over classes of F1 on the test set, averaged as {@code model_accuracy}, as are those
 * that follow; how each is defined: {@link org.relabel4j.core.metric}</td></tr>
 * <tr><td>{@code balanced_accuracy}</td><td>mean over classes of recall</td></tr>
 * <tr><td>{@code auc}</td><td>area under the ROC curve, one class against the rest, mean over classes; empty if the test set
 * has examples of one class only</td></tr>
 * <tr><td>{@code log_loss}</td><td>mean of {@code -ln p(true class)}, nats, where p is at least 2.2e-16</td></tr>
 * <tr><td>{@code brier}</td><td>mean squared distance of probabilities and truth, 0 to 2; with two classes halved</td></tr>
 * <tr><td>{@code variant}</td><td>its name again, alone; empty if the experiment has none</td></tr>
 * </table>
 *
 * <p>Version 1 ends with {@code ece}, and its experiments have no variants. Files of version 2 may end with {@code estimated_noise}:
 * what follows it came later.
 *
 * <p>Fractions and costs have six decimals; without a test set those on it are NaN up to {@code ece}, and empty after it. No column depends on time or machine
 * load: equal configurations give equal bytes.
 */
public final class RoundsCsv {
    /** Version of the columns. */
    public static final int SCHEMA_VERSION = 2;

    /** Name of the file. */
    public static final String FILE = "rounds.csv";

    /** Decimals of fractions and costs. */
    static final int DECIMALS = 6;

    // Names hold no commas or quotes: experiment names are checked, ids are ours.
    /** The columns, and how a row is read: those after {@code consensus_accuracy} may be missing, as may an unknown number. */
    public static final CsvTable<RoundRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("experiment", RoundRow::experiment),
                    new Column<>("model", row -> row.cell().model()),
                    new Column<>("strategy", row -> row.cell().strategy()),
                    new Column<>("trial", row -> String.valueOf(row.cell().trial())),
                    new Column<>("round", row -> String.valueOf(row.round())),
                    new Column<>(
                            "annotations", row -> String.valueOf(row.labels().annotations())),
                    new Column<>(
                            "labelled_examples",
                            row -> String.valueOf(row.labels().labelledExamples())),
                    new Column<>(
                            "relabelled", row -> String.valueOf(row.labels().relabelled())),
                    new Column<>("model_accuracy", row -> CsvTable.number(row.modelAccuracy(), DECIMALS)),
                    new Column<>("consensus_accuracy", row -> CsvTable.number(row.consensusAccuracy(), DECIMALS)),
                    new Column<>("new_labels", row -> count(row.bought().newLabels())),
                    new Column<>("repeat_labels", row -> count(row.bought().repeatLabels())),
                    new Column<>("ece", row -> CsvTable.number(row.metrics().ece(), DECIMALS)),
                    new Column<>("spent", row -> CsvTable.known(row.spent(), DECIMALS)),
                    new Column<>("stop_reason", row -> row.stopReason().orElse(""), true),
                    new Column<>(
                            "noise_recall", row -> CsvTable.known(row.noise().recall(), DECIMALS)),
                    new Column<>(
                            "noise_precision", row -> CsvTable.known(row.noise().precision(), DECIMALS)),
                    new Column<>("noise_rate", row -> CsvTable.known(row.noise().rate(), DECIMALS)),
                    new Column<>(
                            "estimated_noise", row -> CsvTable.known(row.noise().estimate(), DECIMALS)),
                    metric("macro_f1", ModelMetrics::macroF1),
                    metric("balanced_accuracy", ModelMetrics::balancedAccuracy),
                    metric("auc", ModelMetrics::auc),
                    metric("log_loss", ModelMetrics::logLoss),
                    metric("brier", ModelMetrics::brier),
                    new Column<>("variant", row -> row.cell().variant())),
            RoundsCsv::row);

    private RoundsCsv() {}

    private static Column<RoundRow> metric(String name, ToDoubleFunction<ModelMetrics> value) {
        return new Column<>(name, row -> CsvTable.known(value.applyAsDouble(row.metrics()), DECIMALS));
    }

    /**
     * Reads a run's rows.
     *
     * @param folder the run folder
     * @throws InputException if the file cannot be read, a column is missing or a value is none
     */
    public static List<RoundRow> read(Path folder) throws InputException {
        return TABLE.read(folder.resolve(FILE));
    }

    private static RoundRow row(CsvRow row) throws InputException {
        String experiment = row.text("experiment");
        String variant = experiment.substring(experiment.indexOf('/') + 1);
        return new RoundRow(
                experiment,
                new LearningCell(
                        variant.equals(experiment) ? "" : variant,
                        row.text("model"),
                        row.text("strategy"),
                        row.count("trial")),
                row.count("round"),
                new RoundRow.Labels(row.count("annotations"), row.count("labelled_examples"), row.count("relabelled")),
                row.fraction("model_accuracy"),
                row.fraction("consensus_accuracy"),
                new ModelMetrics(
                        row.optionalFraction("macro_f1"),
                        row.optionalFraction("balanced_accuracy"),
                        row.optionalFraction("auc"),
                        row.optionalAmount("log_loss"),
                        row.optionalAmount("brier"),
                        row.optionalFraction("ece")),
                new RoundRow.Bought(row.optionalCount("new_labels"), row.optionalCount("repeat_labels")),
                row.optionalAmount("spent"),
                Optional.of(row.optional("stop_reason")).filter(reason -> !reason.isEmpty()),
                new RoundRow.NoiseFound(
                        row.optionalFraction("noise_recall"),
                        row.optionalFraction("noise_precision"),
                        row.optionalFraction("noise_rate"),
                        row.optionalFraction("estimated_noise")));
    }

    private static String count(OptionalInt value) {
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
    }
}
