package org.relabel4j.pages;

import java.util.List;

/**
 * A table as page and terminal both show it.
 *
 * @param caption what it holds
 * @param header names of the columns; the first column names the rows
 * @param rows cells, as many a row as the header has
 * @param notes what a reader must know; may be empty
 */
public record Table(String caption, List<String> header, List<List<Entry>> rows, List<String> notes) {
    private static final String BEST = "best";

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
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }
}
