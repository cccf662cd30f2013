package org.relabel4j.labeling.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.LabelSetText;

/**
 * A file for each person of a batch, {@code ask-NAME.csv}, with what to label in rank order: {@code task,annotator,label}, of which the
 * last column is to be filled in; then it is a file that {@code relabel4j add} reads. What nobody is suggested for is in
 * {@code ask-anybody.csv}, without a name.
 */
final class AskSheets {
    private static final String ANYBODY = "anybody";

    private AskSheets() {}

    /**
     * The files' texts by their names.
     *
     * @param sets whether a label is a set of classes: then nothing is the empty set, and another sign says that there is no answer yet
     */
    static Map<String, String> of(List<BatchRow> batch, boolean sets) {
        CsvTable<BatchRow> table = new CsvTable<>(List.of(
                new Column<>("task", BatchRow::task),
                new Column<>("annotator", BatchRow::suggestedAnnotator),
                new Column<>("label", row -> sets ? LabelSetText.UNANSWERED : "")));
        Map<String, List<BatchRow>> byPerson = new LinkedHashMap<>();
        batch.forEach(row -> byPerson.computeIfAbsent(row.suggestedAnnotator(), person -> new ArrayList<>())
                .add(row));
        Map<String, String> sheets = new LinkedHashMap<>();
        byPerson.forEach((person, rows) -> {
            String name = person.isEmpty() ? ANYBODY : person.replaceAll("[^\\p{L}\\p{N}._@-]", "_");
            String file = "ask-" + name + ".csv";
            // Two names may look the same without the characters that files do not have.
            for (int n = 2; sheets.containsKey(file); n++) {
                file = "ask-" + name + "-" + n + ".csv";
            }
            sheets.put(file, table.text(rows));
        });
        return sheets;
    }
}
