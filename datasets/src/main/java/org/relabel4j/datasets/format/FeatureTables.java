package org.relabel4j.datasets.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.FeatureTable.Column;
import org.relabel4j.datasets.format.TableColumn.Kind;

/**
 * Reads tables of numbers, categories and gaps from CSV files of any dialect. A column is of numbers if all its values are; empty
 * values and the usual words for none are gaps.
 *
 * @param id column with the ids; empty for row numbers
 * @param ignored columns that are no features
 * @param categorical columns of categories though their values are numbers
 */
public record FeatureTables(Optional<String> id, List<String> ignored, List<String> categorical) {
    /** A name that is certainly one of ids: none, {@code id}, {@code patient_id}, {@code imageId}, an index or a task. */
    static final Pattern ID = Pattern.compile(
            "(Unnamed: [0-9]+)?|(?i:id|index|row|task|example|instance|(.+[_ .-])(id|index))|.*[a-z]I[dD]");

    private static final String HINT = "leave missing values empty, or leave the column out with --ignore";

    public FeatureTables {
        ignored = List.copyOf(ignored);
        categorical = List.copyOf(categorical);
    }

    /**
     * A table as it was read.
     *
     * @param ids id of each row
     * @param features its features
     */
    public record Table(Ids ids, FeatureTable features) {}

    /**
     * Reads a file and finds out what its columns are.
     *
     * @param notes takes what a user should know, a sentence each
     * @throws InputException if it cannot be read, a named column is missing, an id is missing or stands twice, there is no row or no
     *     feature, or a column has text
     */
    public Table read(Path file, Consumer<String> notes) throws InputException {
        FileStamp stamp = FileStamp.of(file);
        List<String> asIds = new ArrayList<>();
        TableRows first = scan(file, header -> guessed(header, asIds, Map.of()));
        Map<String, TableColumn> mixed = new HashMap<>();
        for (TableColumn column : first.columns()) {
            if (column.odd() > 0) {
                mixed.put(column.name(), column);
            }
        }
        TableRows rows = first;
        if (!mixed.isEmpty()) {
            // Numbers are not kept as they were written, so columns that turn out to be none are read again.
            if (!Files.isRegularFile(file)) {
                throw InputException.inFile(file, "can be read only once", "a file", "save it first");
            }
            rows = scan(file, header -> guessed(header, new ArrayList<>(), mixed));
            stamp.checkUnchanged();
        }
        List<TableColumn> kept = new ColumnReview(file, rows.numRows(), categorical, mixed, notes).kept(rows.columns());
        if (!asIds.isEmpty()) {
            notes.accept(file + ": taken as ids, not as features: " + ColumnReview.shown(asIds)
                    + "; --id says which are the examples' ids, --categorical takes one as a feature");
        }
        return table(kept, rows);
    }

    /**
     * Reads a file of which the columns are known: those of another table, by name.
     *
     * @param columns those that it must have
     * @param notes as of {@link #read}
     * @throws InputException as {@link #read}, or if a column is missing, or a value is no number where all are
     */
    public Table readLike(Path file, List<Column> columns, Consumer<String> notes) throws InputException {
        Map<String, TableColumn> byName = new HashMap<>();
        columns.forEach(column -> byName.put(column.name(), TableColumn.like(column, HINT)));
        List<String> more = new ArrayList<>();
        TableRows rows = scan(file, header -> {
            header.stream()
                    .filter(name -> !byName.containsKey(name) && !ignored.contains(name) && !isId(name))
                    .forEach(more::add);
            Set<String> names = new HashSet<>(header);
            for (Column column : columns) {
                if (!names.contains(column.name())) {
                    throw new CsvProblem(
                            "has no column \"" + column.name() + "\" in its header " + Header.shown(header),
                            "the columns of the project's table",
                            "");
                }
            }
            return header.stream().map(byName::get).toList();
        });
        if (!more.isEmpty()) {
            notes.accept(
                    file + ": passed over, as the project's table does not have them: " + ColumnReview.shown(more));
        }
        List<TableColumn> inOrder =
                columns.stream().map(column -> byName.get(column.name())).toList();
        for (TableColumn column : inOrder) {
            if (column.odd() > 0) {
                notes.accept(file + ": column \"" + column.name() + "\" has " + Counted.of(column.odd(), "value")
                        + " that the project's table does not have, such as " + column.firstOdd() + " in line "
                        + column.lineOfOdd() + "; taken as unknown");
            }
        }
        return table(inOrder, rows);
    }

    private boolean isId(String name) {
        return ID.matcher(name).matches() || id.isPresent() && id.get().equals(name);
    }

    private static Table table(List<TableColumn> columns, TableRows rows) {
        List<Column> described = columns.stream().map(TableColumn::column).toList();
        return new Table(
                rows.ids(),
                FeatureTable.ofRowMajor(rows.numRows(), described, TableRows.values(columns, rows.numRows())));
    }

    private TableRows scan(Path file, Function<List<String>, List<TableColumn>> chosen) throws InputException {
        TableRows rows = new TableRows(
                header -> id.map(name -> TableRows.position(header, name, "")).orElse(-1), chosen);
        CsvScan.scan(file, rows);
        if (rows.numRows() == 0) {
            throw InputException.inFile(file, "has no rows", "one row an example below the header", "");
        }
        if ((long) rows.numRows() * rows.columns().size() > Integer.MAX_VALUE - 8) {
            throw InputException.inFile(
                    file,
                    "has " + Counted.of(rows.numRows(), "row") + " of "
                            + Counted.of(rows.columns().size(), "feature"),
                    "at most 2147483639 values",
                    "");
        }
        return rows;
    }

    private List<TableColumn> guessed(List<String> header, List<String> asIds, Map<String, TableColumn> mixed) {
        ignored.forEach(name -> TableRows.position(header, name, " to ignore"));
        categorical.forEach(name -> TableRows.position(header, name, " of categories"));
        List<TableColumn> columns = new ArrayList<>();
        for (String name : header) {
            if (categorical.contains(name) || mixed.containsKey(name)) {
                columns.add(new TableColumn(name, Kind.CATEGORIES, true, HINT));
            } else if (ignored.contains(name) || id.isPresent() && id.get().equals(name)) {
                columns.add(null);
            } else if (ID.matcher(name).matches()) {
                asIds.add(name);
                columns.add(null);
            } else {
                columns.add(new TableColumn(name, Kind.GUESS, true, HINT));
            }
        }
        if (columns.stream().allMatch(column -> column == null)) {
            throw new CsvProblem("has no feature", "at least 1 column beside ids and ignored ones", "");
        }
        return columns;
    }
}
