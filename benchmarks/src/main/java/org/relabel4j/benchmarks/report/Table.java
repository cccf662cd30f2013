package org.relabel4j.benchmarks.report;

import java.util.List;

/**
 * A table as page and terminal both show it.
 *
 * @param caption what it holds
 * @param header names of the columns; the first column names the rows
 * @param rows cells, as many a row as the header has
 * @param notes what a reader must know; may be empty
 */
record Table(String caption, List<String> header, List<List<Entry>> rows, List<String> notes) {

    /**
     * One cell.
     *
     * @param text what it says
     * @param best whether it is the best of its column
     */
    record Entry(String text, boolean best) {
        static Entry of(String text) {
            return new Entry(text, false);
        }
    }

    Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }
}
