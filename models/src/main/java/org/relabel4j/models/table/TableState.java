package org.relabel4j.models.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.relabel4j.core.training.FeatureTable.Column;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** The columns of tables, and how they become features, in files. */
public final class TableState {
    private static final String COLUMNS = "columns";
    private static final String NUMERIC = "numeric";
    private static final String CATEGORIES = "categories";
    private static final String NAME = "name";
    private static final String MEAN = "mean";
    private static final String SCALE = "scale";
    private static final String SEEN = "seen";
    private static final String GAPS = "gaps";
    private static final int MOST_COLUMNS = 1_000_000;

    private TableState() {}

    /** Writes columns; the same list in several places is written once. */
    public static void save(List<Column> columns, StateWriter out) {
        out.shared(COLUMNS, columns, shared -> {
            shared.text(COLUMNS, columns.size());
            for (int c = 0; c < columns.size(); c++) {
                StateWriter part = shared.part(String.valueOf(c));
                part.text(NAME, columns.get(c).name());
                part.text(NUMERIC, columns.get(c).numeric());
                part.texts(CATEGORIES, columns.get(c).categories());
            }
        });
    }

    /** Reads columns. */
    public static List<Column> columns(StateReader in) {
        return in.shared(COLUMNS, Columns.class, shared -> {
                    List<Column> columns = new ArrayList<>();
                    int count = shared.count(COLUMNS, 1, MOST_COLUMNS);
                    for (int c = 0; c < count; c++) {
                        StateReader part = shared.part(String.valueOf(c));
                        columns.add(sound(
                                part,
                                NAME,
                                () -> new Column(
                                        part.text(NAME),
                                        Boolean.parseBoolean(part.text(NUMERIC)),
                                        part.texts(CATEGORIES))));
                    }
                    return new Columns(List.copyOf(columns));
                })
                .all();
    }

    private record Columns(List<Column> all) {}

    static void save(TableEncoding encoding, StateWriter out) {
        save(encoding.columns(), out);
        for (int c = 0; c < encoding.encodings().size(); c++) {
            ColumnEncoding column = encoding.encodings().get(c);
            StateWriter part = out.part(String.valueOf(c));
            part.text(MEAN, column.mean());
            part.text(SCALE, column.scale());
            part.ints(SEEN, column.seen().stream().mapToInt(k -> k).toArray());
            part.text(GAPS, column.gaps());
        }
    }

    static TableEncoding encoding(StateReader in) {
        List<Column> columns = columns(in);
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            StateReader part = in.part(String.valueOf(c));
            List<Integer> seen = new ArrayList<>();
            int categories = columns.get(c).categories().size();
            for (int k : part.ints(SEEN, part.shape(SEEN, 1)[0], categories)) {
                seen.add(k);
            }
            encodings.add(new ColumnEncoding(
                    columns.get(c).numeric(),
                    part.number(MEAN),
                    part.number(SCALE),
                    seen,
                    Boolean.parseBoolean(part.text(GAPS))));
        }
        return sound(in, COLUMNS, () -> new TableEncoding(columns, encodings));
    }

    private static <T> T sound(StateReader in, String name, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw in.problem(name, "is not sound: " + e.getMessage());
        }
    }
}
