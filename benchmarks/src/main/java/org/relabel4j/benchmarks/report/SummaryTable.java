package org.relabel4j.benchmarks.report;

import java.util.List;

/** The numbers of a report as plain text, for the terminal. They are the report's own, from the same tables. */
final class SummaryTable {

    private SummaryTable() {}

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
