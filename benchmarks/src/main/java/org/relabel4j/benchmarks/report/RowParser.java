package org.relabel4j.benchmarks.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relabel4j.datasets.format.InputException;

/** Turns a line of {@code rounds.csv} into a row, or says what is wrong with it. */
final class RowParser {

    private static final String REMEDY = "mend the file, or make the run again";

    private final Path file;
    private final NamedCsvRecord line;

    RowParser(Path file, NamedCsvRecord line) {
        this.file = file;
        this.line = line;
    }

    RoundRow row() throws InputException {
        return new RoundRow(
                text("experiment"),
                text("model"),
                text("strategy"),
                (int) count("trial"),
                (int) count("round"),
                count("annotations"),
                count("labelled_examples"),
                accuracy(Metric.MODEL_ACCURACY),
                accuracy(Metric.CONSENSUS_ACCURACY));
    }

    private String text(String column) throws InputException {
        return line.findField(column)
                .orElseThrow(() -> InputException.inFile(
                        file, "has the columns " + line.getHeader(), "also " + column, "make the run again"));
    }

    private long count(String column) throws InputException {
        String text = text(column);
        if (!text.matches("\\d{1,9}")) {
            throw bad(column, text, "a whole number of at least 0");
        }
        return Long.parseLong(text);
    }

    private double accuracy(Metric metric) throws InputException {
        String text = text(metric.column());
        if (text.isBlank() || text.equals("NaN")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw bad(metric.column(), text, "a number from 0 to 1, or nothing if it is unknown");
    }

    private InputException bad(String column, String text, String expected) {
        return InputException.atLine(
                file, line.getStartingLineNumber(), column + " is '" + text + "'", expected, REMEDY);
    }

    /** Every trial must have each of its rounds once, from 0 on: statistics go by position. */
    static void checkRounds(Path file, List<RoundRow> rows) throws InputException {
        record Trial(String experiment, String model, String strategy, int trial) {}
        Map<Trial, Set<Integer>> seen = new HashMap<>();
        for (RoundRow row : rows) {
            Trial trial = new Trial(row.experiment(), row.model(), row.strategy(), row.trial());
            if (!seen.computeIfAbsent(trial, t -> new HashSet<>()).add(row.round())) {
                throw InputException.inFile(
                        file, "round " + row.round() + " of " + describe(row) + " stands twice", "once", REMEDY);
            }
        }
        for (RoundRow row : rows) {
            Trial trial = new Trial(row.experiment(), row.model(), row.strategy(), row.trial());
            if (row.round() > 0 && !seen.get(trial).contains(row.round() - 1)) {
                throw InputException.inFile(
                        file,
                        "round " + row.round() + " of " + describe(row) + " is there, but not the round before",
                        "all rounds from 0 on",
                        REMEDY);
            }
        }
    }

    private static String describe(RoundRow row) {
        return "model " + row.model() + ", strategy " + row.strategy() + ", trial " + row.trial();
    }
}
