package org.relabel4j.benchmarks.run;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * {@code rounds.csv}: one row for each model, strategy, trial and round, in this order. This is the place that documents
 * its columns; a change that is more than an added last column raises {@link #SCHEMA_VERSION}, which environment.json
 * records as {@code rounds_csv_version}.
 *
 * <table>
 * <caption>Columns of version 1</caption>
 * <tr><td>{@code experiment}</td><td>name of the experiment</td></tr>
 * <tr><td>{@code model}</td><td>model id; {@code a+b} is an ensemble</td></tr>
 * <tr><td>{@code strategy}</td><td>strategy id</td></tr>
 * <tr><td>{@code trial}</td><td>number from 0; trials differ in their seeds</td></tr>
 * <tr><td>{@code round}</td><td>number from 0; round 0 is before any label is bought</td></tr>
 * <tr><td>{@code annotations}</td><td>labels that the round trained on, in all</td></tr>
 * <tr><td>{@code labelled_examples}</td><td>examples with at least one label</td></tr>
 * <tr><td>{@code relabelled}</td><td>examples with at least two labels</td></tr>
 * <tr><td>{@code model_accuracy}</td><td>one model: mean over the fold models of their accuracy on the test set; an
 * ensemble: accuracy of the probabilities averaged over folds and members</td></tr>
 * <tr><td>{@code consensus_accuracy}</td><td>fraction of the labelled examples whose consensus label, the one trained on, is
 * right</td></tr>
 * <tr><td>{@code new_labels}</td><td>labels bought at the end of the round for examples without one; empty in the last
 * round</td></tr>
 * <tr><td>{@code repeat_labels}</td><td>likewise for examples that had one</td></tr>
 * <tr><td>{@code ece}</td><td>expected calibration error on the test set, averaged as {@code model_accuracy}</td></tr>
 * </table>
 *
 * <p>Fractions have six decimals. No column depends on time or machine load: equal configurations give equal bytes.
 */
public final class RoundsCsv {
    /** Version of the columns. */
    public static final int SCHEMA_VERSION = 1;

    /** The header, without line end. */
    public static final String HEADER =
            "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,"
                    + "model_accuracy,consensus_accuracy,new_labels,repeat_labels,ece";

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
                fraction(row.ece()));
    }

    /** The whole file, of rows as {@link #format} writes them. */
    static String file(List<String> rows) {
        return HEADER + "\n"
                + String.join("", rows.stream().map(row -> row + "\n").toList());
    }

    /**
     * Reads a file; columns may be in any order, and unknown ones are skipped.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a column is missing or a value is none; the message names file and line
     */
    public static List<RoundRow> read(Path file) throws IOException {
        List<RoundRow> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : reader) {
                rows.add(parse(record, file));
            }
        }
        return rows;
    }

    private static RoundRow parse(NamedCsvRecord record, Path file) {
        try {
            return new RoundRow(
                    record.getField("experiment"),
                    new Cell(record.getField("model"), record.getField("strategy"), integer(record, "trial")),
                    integer(record, "round"),
                    new RoundRow.Labels(
                            integer(record, "annotations"),
                            integer(record, "labelled_examples"),
                            integer(record, "relabelled")),
                    Double.parseDouble(record.getField("model_accuracy")),
                    Double.parseDouble(record.getField("consensus_accuracy")),
                    Double.parseDouble(record.getField("ece")),
                    new RoundRow.Bought(optional(record, "new_labels"), optional(record, "repeat_labels")));
        } catch (NumberFormatException | java.util.NoSuchElementException e) {
            throw new IllegalArgumentException(
                    file + ":" + record.getStartingLineNumber() + ": not a row of rounds.csv: " + e.getMessage()
                            + "; expected the columns " + HEADER,
                    e);
        }
    }

    private static int integer(NamedCsvRecord record, String column) {
        return Integer.parseInt(record.getField(column));
    }

    private static OptionalInt optional(NamedCsvRecord record, String column) {
        String field = record.getField(column);
        return field.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(field));
    }

    private static String fraction(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String count(OptionalInt value) {
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
    }
}
