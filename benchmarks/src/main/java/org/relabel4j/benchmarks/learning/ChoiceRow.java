package org.relabel4j.benchmarks.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * What a trainer chose by the training examples of a fold, a row of {@code choices.csv}, which is there if any did.
 *
 * @param cell variant, model, strategy and trial
 * @param round number from 0
 * @param member the trainer; of a model that is no ensemble, the model
 * @param fold number from 0
 * @param option what was chosen, such as {@code l2}
 * @param value its value
 */
public record ChoiceRow(LearningCell cell, int round, String member, int fold, String option, String value) {
    /** Name of the file. */
    static final String FILE = "choices.csv";

    /** The columns. */
    static final CsvTable<ChoiceRow> TABLE = new CsvTable<>(
            List.of(
                    new Column<>("variant", row -> row.cell.variant()),
                    new Column<>("model", row -> row.cell.model()),
                    new Column<>("strategy", row -> row.cell.strategy()),
                    new Column<>("trial", row -> String.valueOf(row.cell.trial())),
                    new Column<>("round", row -> String.valueOf(row.round)),
                    new Column<>("member", ChoiceRow::member),
                    new Column<>("fold", row -> String.valueOf(row.fold)),
                    new Column<>("option", ChoiceRow::option),
                    new Column<>("value", ChoiceRow::value)),
            ChoiceRow::read);

    private static ChoiceRow read(CsvRow row) throws InputException {
        return new ChoiceRow(
                LearningCell.read(row),
                row.count("round"),
                row.text("member"),
                row.count("fold"),
                row.text("option"),
                row.text("value"));
    }

    /**
     * Reads a run's rows; none if there is no such file.
     *
     * @param folder the run folder
     * @throws InputException if the file cannot be read, a column is missing or a value is none
     */
    public static List<ChoiceRow> read(Path folder) throws InputException {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) ? TABLE.read(file) : List.of();
    }

    /**
     * How often each value was chosen, by model, trainer and option: {@code 100 (12 times), 300 (3 times)}, the most frequent
     * first.
     */
    public static Map<String, String> counts(List<ChoiceRow> rows) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (ChoiceRow row : rows) {
            String model = row.cell.model();
            String trainer = model.equals(row.member) ? model : model + " " + row.member;
            counts.computeIfAbsent(trainer + " " + row.option, key -> new TreeMap<>())
                    .merge(row.value, 1, Integer::sum);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        counts.forEach((key, values) -> texts.put(
                key,
                values.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(value -> value.getKey() + " (" + value.getValue() + " times)")
                        .collect(Collectors.joining(", "))));
        return texts;
    }

    /** The rows of a round. */
    static List<ChoiceRow> of(LearningCell cell, int round, List<MemberPredictions> members) {
        List<ChoiceRow> rows = new ArrayList<>();
        for (MemberPredictions member : members) {
            for (int fold = 0; fold < member.choices().size(); fold++) {
                int number = fold;
                new TreeMap<>(member.choices().get(fold))
                        .forEach((option, value) ->
                                rows.add(new ChoiceRow(cell, round, member.model(), number, option, value)));
            }
        }
        return rows;
    }
}
