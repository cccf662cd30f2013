package org.relabel4j.models.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.FeatureTable.Column;

/**
 * Turns the rows of a table into features, in a way that was learned from some of the rows. Immutable.
 *
 * <p>Numbers get mean 0 and standard deviation 1 over the training rows; those that do not vary there become 0. A gap is 0, and if
 * the training rows have gaps in the column, a further feature is 1 for a gap and else 0. Of a column of categories each category in
 * the training rows has a feature that is 1 for it and else 0, and so have gaps if there are any; a category that is not among them
 * has zeros everywhere. Of more than {@value #MAX_CATEGORIES} categories the most frequent ones have a feature.
 */
public final class TableEncoding {
    /** Features that one column of categories becomes at most, but for gaps: wide ones would fill the memory, and say little. */
    static final int MAX_CATEGORIES = 256;

    private static final double CONSTANT = 1e-12;

    private final List<Column> columns;
    private final List<ColumnEncoding> encodings;

    /** Of each column the first of its features, and at last their number. */
    private final int[] starts;

    /** Of each column of categories the feature of each category and of an unknown one, or -1; null for numbers. */
    private final int[][] places;

    /**
     * An encoding from its parts, such as those of another.
     *
     * @param columns the table's
     * @param encodings of each
     * @throws IllegalArgumentException if they do not fit
     */
    public TableEncoding(List<Column> columns, List<ColumnEncoding> encodings) {
        this.columns = List.copyOf(columns);
        this.encodings = List.copyOf(encodings);
        if (columns.size() != encodings.size()) {
            throw new IllegalArgumentException(
                    "there are " + encodings.size() + " encodings for " + columns.size() + " columns");
        }
        starts = new int[columns.size() + 1];
        places = new int[columns.size()][];
        for (int c = 0; c < places.length; c++) {
            ColumnEncoding encoding = encodings.get(c);
            starts[c + 1] = starts[c] + encoding.width();
            if (encoding.numeric() != columns.get(c).numeric()) {
                throw new IllegalArgumentException("the encoding of column \""
                        + columns.get(c).name() + "\" is for " + (encoding.numeric() ? "numbers" : "categories"));
            }
            if (!encoding.numeric()) {
                places[c] = new int[columns.get(c).categories().size() + 1];
                Arrays.fill(places[c], -1);
                for (int n = 0; n < encoding.seen().size(); n++) {
                    places[c][encoding.seen().get(n)] = starts[c] + n;
                }
            }
        }
    }

    /**
     * Learns an encoding.
     *
     * @param rows the only ones that count; at least 1
     */
    public static TableEncoding of(FeatureTable table, int[] rows) {
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            encodings.add(table.columns().get(c).numeric() ? ofNumbers(table, rows, c) : ofCategories(table, rows, c));
        }
        return new TableEncoding(table.columns(), encodings);
    }

    private static ColumnEncoding ofNumbers(FeatureTable table, int[] rows, int column) {
        double sum = 0;
        int count = 0;
        for (int row : rows) {
            float value = table.value(row, column);
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double mean = sum / Math.max(1, count);
        double squares = 0;
        for (int row : rows) {
            float value = table.value(row, column);
            squares += Float.isNaN(value) ? 0 : (value - mean) * (value - mean);
        }
        double variance = squares / Math.max(1, count);
        double scale = variance <= CONSTANT * mean * mean ? 0 : 1 / Math.sqrt(variance);
        return new ColumnEncoding(true, mean, scale, List.of(), count < rows.length);
    }

    private static ColumnEncoding ofCategories(FeatureTable table, int[] rows, int column) {
        // One that the table does not know, in the last place, counts as not seen.
        int[] counts = new int[table.columns().get(column).categories().size() + 1];
        boolean gaps = false;
        for (int row : rows) {
            float value = table.value(row, column);
            if (Float.isNaN(value)) {
                gaps = true;
            } else {
                counts[(int) value]++;
            }
        }
        List<Integer> seen = IntStream.range(0, counts.length - 1)
                .filter(k -> counts[k] > 0)
                .boxed()
                .sorted((a, b) -> counts[b] - counts[a])
                .limit(MAX_CATEGORIES)
                .sorted()
                .toList();
        return new ColumnEncoding(false, 0, 0, seen, gaps);
    }

    /** The columns of the tables that it is for. */
    public List<Column> columns() {
        return columns;
    }

    /** How each column becomes features. */
    public List<ColumnEncoding> encodings() {
        return encodings;
    }

    /** How many features an example has. */
    public int numFeatures() {
        return starts[places.length];
    }

    /**
     * The features of a table's examples; a view.
     *
     * @throws IllegalArgumentException if its columns are others
     */
    public Examples of(FeatureTable table) {
        if (!table.columns().equals(columns)) {
            throw new IllegalArgumentException(
                    "the table has other columns or categories than that which the encoding was learned from");
        }
        return new EncodedTable(table, this);
    }

    void encode(FeatureTable table, int i, float[] destination, int offset) {
        Arrays.fill(destination, offset, offset + numFeatures(), 0);
        for (int c = 0; c < places.length; c++) {
            float value = table.value(i, c);
            ColumnEncoding encoding = encodings.get(c);
            if (Float.isNaN(value)) {
                if (encoding.gaps()) {
                    destination[offset + starts[c + 1] - 1] = 1;
                }
            } else if (encoding.numeric()) {
                destination[offset + starts[c]] = (float) ((value - encoding.mean()) * encoding.scale());
            } else if (places[c][(int) value] >= 0) {
                destination[offset + places[c][(int) value]] = 1;
            }
        }
    }
}
