package org.relabel4j.labeling.round;

import java.util.List;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;

/**
 * A row of {@code batch.csv}: an example to ask about.
 *
 * @param task its id
 * @param repeat whether it has a label already: kind {@code repeat}, else {@code new}
 * @param score of the strategy; lower was asked sooner
 * @param rank from 1, in the order to ask
 * @param suggestedAnnotator whom to ask; empty if there is nobody to suggest
 */
public record BatchRow(String task, boolean repeat, double score, int rank, String suggestedAnnotator) {
    private static final String REPEAT = "repeat";

    /** The file. */
    public static final CsvTable<BatchRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("task", BatchRow::task),
                    new Column<>("kind", row -> row.repeat() ? REPEAT : "new"),
                    new Column<>("score", row -> CsvOutput.number(row.score())),
                    new Column<>("rank", row -> Integer.toString(row.rank())),
                    new Column<>("suggested_annotator", BatchRow::suggestedAnnotator)),
            row -> new BatchRow(
                    row.text("task"),
                    row.text("kind").equals(REPEAT),
                    row.score("score"),
                    row.count("rank"),
                    row.text("suggested_annotator")));
}
