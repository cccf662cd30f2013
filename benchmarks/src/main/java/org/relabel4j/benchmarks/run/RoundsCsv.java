package org.relabel4j.benchmarks.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
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
 * </table>
 *
 * <p>Version 1 ends with {@code ece}, and its experiments have no variants.
 *
 * <p>Fractions and costs have six decimals; those on the test set are NaN if there is none. No column depends on time or machine
 * load: equal configurations give equal bytes.
 */
public final class RoundsCsv {
    /** Version of the columns. */
    public static final int SCHEMA_VERSION = 2;

    /** The header, without line end. */
    public static final String HEADER =
            "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,"
                    + "model_accuracy,consensus_accuracy,new_labels,repeat_labels,ece,spent,stop_reason,"
                    + "noise_recall,noise_precision,noise_rate,estimated_noise";

    private RoundsCsv() {}

    /** A row as written, without line end. */
    public static String format(RoundRow row) {
        // Names hold no commas or quotes: experiment names are checked, ids are ours.
        return String.join(
                ",",
                row.experiment(),
                row.cell().model(),
                row.cell().strategy(),
                String.valueOf(row.cell().trial()),
                String.valueOf(row.round()),
                String.valueOf(row.labels().annotations()),
                String.valueOf(row.labels().labelledExamples()),
                String.valueOf(row.labels().relabelled()),
                fraction(row.modelAccuracy()),
                fraction(row.consensusAccuracy()),
                count(row.bought().newLabels()),
                count(row.bought().repeatLabels()),
                fraction(row.ece()),
                known(row.spent()),
                row.stopReason().map(RoundsCsv::quoted).orElse(""),
                known(row.noise().recall()),
                known(row.noise().precision()),
                known(row.noise().rate()),
                known(row.noise().estimate()));
    }

    private static String known(double value) {
        return Double.isNaN(value) ? "" : fraction(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The whole file, of rows as {@link #format} writes them. */
    static String file(List<String> rows) {
        return HEADER + "\n"
                + String.join("", rows.stream().map(row -> row + "\n").toList());
    }

    /**
     * Reads a file; columns may be in any order, unknown ones are skipped, and those after {@code consensus_accuracy} may be
     * missing, as may an accuracy that is unknown, then NaN.
     *
     * @throws InputException if the file cannot be read, a column is missing or a value is none
     */
    public static List<RoundRow> read(Path file) throws InputException {
        List<RoundRow> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : reader) {
                rows.add(new RowReader(file, line).row());
            }
        } catch (CsvParseException e) {
            throw InputException.inFile(file, e.getMessage(), "a table as CSV", "");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        return rows;
    }

    private record RowReader(Path file, NamedCsvRecord line) {

        RoundRow row() throws InputException {
            String experiment = text("experiment");
            String variant = experiment.substring(experiment.indexOf('/') + 1);
            return new RoundRow(
                    experiment,
                    new Cell(
                            variant.equals(experiment) ? "" : variant,
                            text("model"),
                            text("strategy"),
                            count("trial", text("trial"))),
                    count("round", text("round")),
                    new RoundRow.Labels(
                            count("annotations", text("annotations")),
                            count("labelled_examples", text("labelled_examples")),
                            count("relabelled", text("relabelled"))),
                    fraction("model_accuracy", text("model_accuracy")),
                    fraction("consensus_accuracy", text("consensus_accuracy")),
                    optionalFraction("ece"),
                    new RoundRow.Bought(optional("new_labels"), optional("repeat_labels")),
                    number("spent", Double.MAX_VALUE, line.findField("spent").orElse("")),
                    line.findField("stop_reason").filter(reason -> !reason.isEmpty()),
                    new RoundRow.NoiseFound(
                            optionalFraction("noise_recall"),
                            optionalFraction("noise_precision"),
                            optionalFraction("noise_rate"),
                            optionalFraction("estimated_noise")));
        }

        private double optionalFraction(String column) throws InputException {
            return fraction(column, line.findField(column).orElse(""));
        }

        private String text(String column) throws InputException {
            return line.findField(column)
                    .orElseThrow(() -> InputException.inFile(file, "has no column " + column, HEADER, ""));
        }

        private OptionalInt optional(String column) throws InputException {
            String text = line.findField(column).orElse("");
            return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(count(column, text));
        }

        private int count(String column, String text) throws InputException {
            if (!text.matches("\\d{1,9}")) {
                throw bad(column, text, "a whole number of at least 0");
            }
            return Integer.parseInt(text);
        }

        private double fraction(String column, String text) throws InputException {
            return number(column, 1, text);
        }

        /** A number of at least 0; NaN if there is none. */
        private double number(String column, double most, String text) throws InputException {
            String expected = most == 1 ? "a number from 0 to 1" : "a number of at least 0";
            if (text.isEmpty() || text.equals("NaN")) {
                return Double.NaN;
            }
            try {
                double value = Double.parseDouble(text);
                if (value >= 0 && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw bad(column, text, expected);
            }
            throw bad(column, text, expected);
        }

        private InputException bad(String column, String text, String expected) {
            return InputException.atLine(
                    file, line.getStartingLineNumber(), column + " is '" + text + "'", expected, "");
        }
    }

    private static String fraction(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String count(OptionalInt value) {
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
    }
}
