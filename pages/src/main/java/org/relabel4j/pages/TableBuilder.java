package org.relabel4j.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.relabel4j.pages.Table.Column;
import org.relabel4j.pages.Table.Entry;

/**
 * Builds a table column by column.
 *
 * @param <R> what a row is about
 */
public final class TableBuilder<R> {
    private final List<R> items;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Entry>> rows = new ArrayList<>();

    /**
     * @param items one a row
     */
    public TableBuilder(Collection<R> items) {
        this.items = List.copyOf(items);
        this.items.forEach(item -> rows.add(new ArrayList<>()));
    }

    /** A column of text. */
    public TableBuilder<R> column(String name, Function<R, String> text) {
        return entries(name, item -> Entry.of(text.apply(item)));
    }

    /**
     * A column of accuracies in which all the highest (as shown) are marked as best, unless all are alike.
     *
     * @param text an accuracy with as many decimals as all others, perhaps with more after a blank, or {@link Shown#UNKNOWN}
     */
    public TableBuilder<R> accuracies(String name, Function<R, String> text) {
        return marked(name, text, Comparator.comparing(Double::valueOf));
    }

    /** A column of losses, in which likewise the lowest are the best. */
    public TableBuilder<R> losses(String name, Function<R, String> text) {
        return marked(name, text, Comparator.comparing(Double::valueOf, Comparator.reverseOrder()));
    }

    private TableBuilder<R> marked(String name, Function<R, String> text, Comparator<String> better) {
        Function<R, String> mean = item -> text.apply(item).split(" ", 2)[0];
        List<String> known =
                items.stream().map(mean).filter(s -> !s.equals(Shown.UNKNOWN)).toList();
        boolean differ = known.stream().distinct().count() > 1;
        String best = differ ? Collections.max(known, better) : "";
        return entries(name, item -> Entry.of(text.apply(item), mean.apply(item).equals(best)));
    }

    /** A column of cells. */
    public TableBuilder<R> entries(String name, Function<R, Entry> entry) {
        columns.add(new Column(name, ""));
        for (int n = 0; n < items.size(); n++) {
            rows.get(n).add(entry.apply(items.get(n)));
        }
        return this;
    }

    /** Says what the numbers of the last column are. */
    public TableBuilder<R> means(String meaning) {
        Column last = columns.remove(columns.size() - 1);
        columns.add(new Column(last.name(), meaning));
        return this;
    }

    /** Leaves out the columns so far in which nothing is known of any row. */
    public TableBuilder<R> withoutUnknown() {
        for (int n = columns.size() - 1; n >= 0; n--) {
            int column = n;
            if (rows.stream().allMatch(row -> row.get(column).text().equals(Shown.UNKNOWN))) {
                columns.remove(column);
                rows.forEach(row -> row.remove(column));
            }
        }
        return this;
    }

    /** The table of the columns so far. */
    public Table table(String caption, List<String> notes) {
        return new Table(caption, columns, rows, notes);
    }

    /** The table of the columns so far. */
    public Table table(String caption, String... notes) {
        return table(caption, List.of(notes));
    }
}
