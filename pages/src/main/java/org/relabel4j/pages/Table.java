package org.relabel4j.pages;

import java.util.List;

/**
 * A table as page and terminal both show it.
 *
 * @param caption what it holds
 * @param columns what stands in each column; the first column names the rows
 * @param rows cells, as many a row as there are columns
 * @param notes what a reader must know; may be empty
 */
public record Table(String caption, List<Column> columns, List<List<Entry>> rows, List<String> notes) {
    private static final String BEST = "best";

    /**
     * A column.
     *
     * @param name what stands above it
     * @param meaning what its numbers say, for a page; empty where the name says all
     */
    public record Column(String name, String meaning) {}

    /**
     * One cell.
     *
     * @param text what it says
     * @param kind class of the style sheet that it has on a page; may be empty
     * @param markup safe markup that a page shows before the text; may be empty
     */
    public record Entry(String text, String kind, String markup) {
        /** A plain cell. */
        public static Entry of(String text) {
            return of(text, false);
        }

        /** A cell that is the best of its column, or not. */
        public static Entry of(String text, boolean best) {
            return new Entry(text, best ? BEST : "", "");
        }

        boolean isBest() {
            return kind.equals(BEST);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }

    /** The names of the columns. */
    public List<String> header() {
        return columns.stream().map(Column::name).toList();
    }
}
