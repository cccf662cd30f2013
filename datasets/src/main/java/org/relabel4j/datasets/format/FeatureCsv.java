package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.TableColumn.Kind;

/**
 * A table of features with a class each, from a CSV file with a header: the column of classes is named, all others are numbers, but
 * for those that are ids or to be ignored. Immutable.
 *
 * @param numFeatures features a row
 * @param classNames name of each class
 * @param ids names of the columns that were taken as ids, not as features, though nobody said so
 */
public record FeatureCsv(int numFeatures, float[] features, int[] labels, List<String> classNames, List<String> ids) {
    /**
     * Reads a file.
     *
     * @param labelColumn name of the column with the class: any text; classes are numbered in their order, whole numbers by
     *     value before other text
     * @param ignored names of the columns that are no features; empty means those that are named as ids: without a name,
     *     {@code id}, {@code row_id}, {@code index}, {@code task} and the like
     * @throws InputException if it cannot be read, the column is missing, a feature is no finite number, or there are fewer
     *     than two classes
     */
    public static FeatureCsv read(Path file, String labelColumn, Optional<List<String>> ignored) throws InputException {
        TableColumn labels = new TableColumn(labelColumn, Kind.CATEGORIES, false, "");
        List<String> ids = new ArrayList<>();
        TableRows rows = new TableRows(header -> -1, header -> columns(header, labels, ignored, ids));
        CsvScan.scan(file, rows);
        Ids classes = labels.categories();
        if (classes.size() < 2) {
            throw InputException.inFile(
                    file,
                    "has " + Counted.of(rows.numRows(), "row") + " of "
                            + Counted.of(classes.size(), "class", "classes"),
                    "at least 2 classes in column \"" + labelColumn + "\"",
                    "");
        }
        int[] sorted = classes.sortedPositions();
        int[] ranks = new int[sorted.length];
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        int[] ranked = new int[rows.numRows()];
        Arrays.setAll(ranked, row -> ranks[(int) labels.value(row)]);
        List<TableColumn> features =
                rows.columns().stream().filter(column -> column != labels).toList();
        return new FeatureCsv(
                features.size(),
                TableRows.values(features, rows.numRows()),
                ranked,
                Arrays.stream(sorted).mapToObj(classes::get).toList(),
                ids);
    }

    private static List<TableColumn> columns(
            List<String> header, TableColumn labels, Optional<List<String>> ignored, List<String> ids) {
        int labelColumn = TableRows.position(header, labels.name(), "");
        for (String name : ignored.orElse(List.of())) {
            if (TableRows.position(header, name, " to ignore") == labelColumn) {
                throw new CsvProblem("has its classes in column \"" + name + "\", which is to be ignored", "", "");
            }
        }
        List<TableColumn> columns = new ArrayList<>();
        for (String name : header) {
            if (ignored.isEmpty() && FeatureTables.ID.matcher(name).matches() && columns.size() != labelColumn) {
                ids.add(name);
                columns.add(null);
            } else if (ignored.isPresent() && ignored.get().contains(name)) {
                columns.add(null);
            } else {
                columns.add(
                        new TableColumn(
                                name,
                                Kind.NUMBERS,
                                false,
                                "fill in missing values and encode categories first, or leave the column out: csv.ignore=NAME"));
            }
        }
        columns.set(labelColumn, labels);
        if (columns.stream().allMatch(column -> column == null || column == labels)) {
            throw new CsvProblem("has no feature", "at least 1 column beside \"" + labels.name() + "\"", "");
        }
        return columns;
    }

    /** The features, row by row; a copy. */
    public float[] features() {
        return features.clone();
    }

    /** Class of each row; a copy. */
    public int[] labels() {
        return labels.clone();
    }
}
