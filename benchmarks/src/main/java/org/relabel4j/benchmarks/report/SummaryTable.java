package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.relabel4j.datasets.format.InputException;

/** The numbers of a report as plain text, for the terminal. They are the report's own, from the same tables. */
public final class SummaryTable {

    private SummaryTable() {}

    /**
     * The tables of some runs.
     *
     * @param runFolders folders that hold {@code rounds.csv}
     * @return lines of at most about 100 columns; the best of a column carries an asterisk
     * @throws InputException if a folder holds no readable {@code rounds.csv}
     * @throws IOException if a file cannot be read
     */
    public static String of(List<Path> runFolders) throws IOException, InputException {
        return text(RunReader.all(runFolders));
    }

    static String text(List<RunData> runs) {
        StringBuilder out = new StringBuilder();
        for (RunData run : runs) {
            for (Table table : ResultTables.sweep(run)) {
                out.append(out.isEmpty() ? "" : "\n").append(TextTable.of(table));
            }
            for (ModelResult model : run.models()) {
                out.append(out.isEmpty() ? "" : "\n");
                out.append(TextTable.ascii(heading(runs, run, model))).append('\n');
                out.append(TextTable.ascii(Finding.of(model))).append('\n');
                for (Table table : ResultTables.of(model)) {
                    out.append('\n').append(TextTable.of(table));
                }
            }
        }
        return out.toString();
    }

    private static String heading(List<RunData> runs, RunData run, ModelResult model) {
        return (runs.size() > 1 ? run.name() + ": " : "") + model.experiment() + ", " + model.model();
    }
}
