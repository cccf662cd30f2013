package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.statistics.MeanSd;

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

    /** A column of accuracies in which all the highest (as shown) are marked as best, unless all are alike. */
    static List<Entry> accuracies(List<MeanSd> values) {
        List<String> shown = values.stream().map(v -> v.text().split(" ", 2)[0]).toList();
        List<String> known = shown.stream().filter(s -> !s.equals("–")).toList();
        String highest = known.isEmpty() ? "" : Collections.max(known);
        boolean differ = known.stream().distinct().count() > 1;
        return IntStream.range(0, values.size())
                .mapToObj(i ->
                        new Entry(values.get(i).text(), differ && shown.get(i).equals(highest)))
                .toList();
    }

    /** Turns columns into rows. */
    static List<List<Entry>> rows(List<List<Entry>> columns) {
        List<List<Entry>> rows = new ArrayList<>();
        for (int i = 0; i < columns.get(0).size(); i++) {
            int row = i;
            rows.add(columns.stream().map(column -> column.get(row)).toList());
        }
        return rows;
    }
}
