package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.relabel4j.benchmarks.report.Table.Entry;
import org.relabel4j.benchmarks.statistics.MeanSd;

/**
 * Builds a table column by column.
 *
 * @param <R> what a row is about
 */
final class TableBuilder<R> {
    private final List<R> items;
    private final List<String> header = new ArrayList<>();
    private final List<List<Entry>> rows = new ArrayList<>();

    /**
     * @param items one a row
     */
    TableBuilder(Collection<R> items) {
        this.items = List.copyOf(items);
        this.items.forEach(item -> rows.add(new ArrayList<>()));
    }

    /** A column of text. */
    TableBuilder<R> column(String name, Function<R, String> text) {
        return entries(name, item -> Entry.of(text.apply(item)));
    }

    /** A column of accuracies in which all the highest (as shown) are marked as best, unless all are alike. */
    TableBuilder<R> accuracies(String name, Function<R, MeanSd> value) {
        Function<R, String> mean = item -> value.apply(item).text().split(" ", 2)[0];
        List<String> known =
                items.stream().map(mean).filter(s -> !s.equals(Shown.UNKNOWN)).toList();
        boolean differ = known.stream().distinct().count() > 1;
        String highest = differ ? Collections.max(known) : "";
        return entries(
                name,
                item -> new Entry(value.apply(item).text(), mean.apply(item).equals(highest)));
    }

    TableBuilder<R> entries(String name, Function<R, Entry> entry) {
        header.add(name);
        for (int n = 0; n < items.size(); n++) {
            rows.get(n).add(entry.apply(items.get(n)));
        }
        return this;
    }

    Table table(String caption, List<String> notes) {
        return new Table(caption, header, rows, notes);
    }

    Table table(String caption, String... notes) {
        return table(caption, List.of(notes));
    }
}
