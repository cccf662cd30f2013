package org.relabel4j.benchmarks.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.format.CsvRow;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * What a trainer chose by the training examples of a fold, a row of {@code choices.csv}, which is there if any did.
 *
 * @param place cell and step, as the first columns name them
 * @param member the member of the model, as the experiment names it
 * @param fold number from 0
 * @param option what was chosen, such as {@code l2}
 * @param value its value
 */
public record ChoiceRow(List<String> place, String member, int fold, String option, String value) {
    /** Name of the file. */
    private static final String FILE = "choices.csv";

    public ChoiceRow {
        place = List.copyOf(place);
    }

    /**
     * The table of a kind of experiment.
     *
     * @param place names of the first columns, each of which has one part of {@link #place}
     */
    public static CsvTable<ChoiceRow> table(String... place) {
        List<Column<ChoiceRow>> columns = new ArrayList<>();
        for (int n = 0; n < place.length; n++) {
            int part = n;
            columns.add(new Column<>(place[n], row -> row.place.get(part)));
        }
        columns.add(new Column<>("member", ChoiceRow::member));
        columns.add(new Column<>("fold", row -> String.valueOf(row.fold)));
        columns.add(new Column<>("option", ChoiceRow::option));
        columns.add(new Column<>("value", ChoiceRow::value));
        return new CsvTable<>(columns, row -> read(row, place));
    }

    private static ChoiceRow read(CsvRow row, String[] columns) throws InputException {
        List<String> place = new ArrayList<>();
        for (String column : columns) {
            place.add(row.text(column));
        }
        return new ChoiceRow(place, row.text("member"), row.count("fold"), row.text("option"), row.text("value"));
    }

    /** Adds the file to a run's tables if there is a row. */
    public static void addTo(Map<String, String> tables, CsvTable<ChoiceRow> table, List<ChoiceRow> rows) {
        if (!rows.isEmpty()) {
            tables.put(FILE, table.text(rows));
        }
    }

    /**
     * The rows of a step.
     *
     * @param names of the members, for those that read the file; of members of one name, the second becomes {@code name (2)}, and so on
     */
    public static List<ChoiceRow> of(List<String> place, List<String> names, List<MemberPredictions> members) {
        return ofChoices(
                place, names, members.stream().map(MemberPredictions::choices).toList());
    }

    /** As {@link #of}, by what was chosen alone: of each member, fold by fold. */
    public static List<ChoiceRow> ofChoices(
            List<String> place, List<String> names, List<List<Map<String, String>>> members) {
        List<ChoiceRow> rows = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int m = 0; m < members.size(); m++) {
            int count = seen.merge(names.get(m), 1, Integer::sum);
            String name = count == 1 ? names.get(m) : names.get(m) + " (" + count + ")";
            List<Map<String, String>> choices = members.get(m);
            for (int fold = 0; fold < choices.size(); fold++) {
                int number = fold;
                new TreeMap<>(choices.get(fold))
                        .forEach((option, value) -> rows.add(new ChoiceRow(place, name, number, option, value)));
            }
        }
        return rows;
    }

    /**
     * How often each value was chosen in a run, the most frequent first: by what stands in a column, member and option, such as
     * {@code 100 (12 times), 300 (3 times)}. None if there is no such file.
     *
     * @param folder the run folder
     * @throws InputException if the file cannot be read, a column is missing or a value is none
     */
    public static Map<String, String> counts(Path folder, String column) throws InputException {
        Path file = folder.resolve(FILE);
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (ChoiceRow row : Files.isRegularFile(file) ? table(column).read(file) : List.<ChoiceRow>of()) {
            String owner = row.place.get(0).equals(row.member) ? row.member : row.place.get(0) + " " + row.member;
            counts.computeIfAbsent(owner + " " + row.option, key -> new TreeMap<>())
                    .merge(row.value, 1, Integer::sum);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        counts.forEach((key, values) -> texts.put(
                key,
                values.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(value -> value.getKey() + " (" + Counted.of(value.getValue(), "time") + ")")
                        .collect(Collectors.joining(", "))));
        return texts;
    }
}
