package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.relabel4j.core.text.Suggestions;

/** Reads the rows of a table of features: a column of ids, columns that are features, and columns that are passed over. */
final class TableRows implements CsvRows {
    private final ToIntFunction<List<String>> idColumn;
    private final Function<List<String>, List<TableColumn>> chosen;
    private final Ids ids = new Ids();
    private final List<TableColumn> columns = new ArrayList<>();
    private TableColumn[] places;
    private String idName;
    private int idPosition;
    private int numRows;

    /**
     * @param idColumn takes the header, and gives the place of the column of ids; -1 for row numbers
     * @param chosen takes the header, and gives for each column what to read it as; null for one to pass over
     */
    TableRows(ToIntFunction<List<String>> idColumn, Function<List<String>, List<TableColumn>> chosen) {
        this.idColumn = idColumn;
        this.chosen = chosen;
    }

    @Override
    public void header(List<String> names) {
        idPosition = idColumn.applyAsInt(names);
        idName = idPosition < 0 ? "" : names.get(idPosition);
        places = chosen.apply(names).toArray(TableColumn[]::new);
        for (int column = 0; column < places.length; column++) {
            if (column == idPosition) {
                places[column] = null;
            } else if (places[column] != null) {
                columns.add(places[column]);
            }
        }
    }

    /**
     * Place of a column in the header.
     *
     * @param purpose what it is for, such as {@code " to ignore"}
     * @throws CsvProblem if there is none
     */
    static int position(List<String> header, String name, String purpose) {
        int position = header.indexOf(name);
        if (position < 0) {
            throw new CsvProblem(
                    "has no column \"" + name + "\"" + purpose + " in its header", "", Suggestions.hint(name, header));
        }
        return position;
    }

    @Override
    public void field(int column, char[] text, int offset, int length) {
        if (column == idPosition) {
            addId(text, offset, length);
        } else if (places[column] != null) {
            places[column].add(text, offset, length);
        }
    }

    private void addId(char[] text, int offset, int length) {
        String found = TableColumn.shown(text, offset, length);
        if (TableColumn.isGap(text, offset, length)) {
            throw new CsvProblem("has " + found + " as id in column \"" + idName + "\"", "an id a row", "");
        }
        if (ids.add(text, offset, length) < numRows) {
            throw new CsvProblem("has the id " + found + " again in column \"" + idName + "\"", "each id once", "");
        }
    }

    @Override
    public void endRecord(long line) {
        numRows++;
        for (TableColumn column : columns) {
            column.endRecord(line);
        }
    }

    int numRows() {
        return numRows;
    }

    /** The columns that were read, but for that of the ids. */
    List<TableColumn> columns() {
        return columns;
    }

    /** Id of each row. */
    Ids ids() {
        return idPosition >= 0 ? ids : Ids.ofRows(numRows);
    }

    /**
     * The values of some columns, row by row.
     *
     * @throws ArithmeticException if they are more than an array can hold
     */
    static float[] values(List<TableColumn> columns, int numRows) {
        int width = columns.size();
        float[] values = new float[Math.multiplyExact(numRows, width)];
        for (int c = 0; c < width; c++) {
            TableColumn column = columns.get(c);
            for (int row = 0; row < numRows; row++) {
                values[row * width + c] = column.value(row);
            }
        }
        return values;
    }
}
