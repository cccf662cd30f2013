package org.relabel4j.core.training;

import java.util.List;

/**
 * A table as people have it: numbers, categories and gaps. A model cannot take it as it is: whoever trains on it learns from the
 * training rows how to turn the columns into features. Immutable.
 *
 * <p>The value of a number's column is the number, of a category's column the category's place in its list, or the list's length for
 * one that is not in it. A gap is NaN.
 */
public final class FeatureTable implements Examples {
    private final List<Column> columns;
    private final float[] values;
    private final int[] rows;

    /**
     * A column.
     *
     * @param name in the header
     * @param numeric whether it holds numbers
     * @param categories the categories that it may hold; none in a column of numbers
     */
    public record Column(String name, boolean numeric, List<String> categories) {
        public Column {
            categories = List.copyOf(categories);
            if (numeric && !categories.isEmpty()) {
                throw new IllegalArgumentException("column \"" + name + "\" is of numbers and has categories");
            }
        }
    }

    private FeatureTable(List<Column> columns, float[] values, int[] rows) {
        this.columns = columns;
        this.values = values;
        this.rows = rows;
    }

    /**
     * A table from row-major values.
     *
     * @param columns at least 1
     * @param values length size × columns; <em>not</em> copied: the caller must not change it afterwards
     * @throws IllegalArgumentException if there is no column, the length does not fit, a number is infinite, or a category is none of
     *     its column
     */
    public static FeatureTable ofRowMajor(int size, List<Column> columns, float[] values) {
        int width = columns.size();
        if (width < 1 || (long) size * width != values.length) {
            throw new IllegalArgumentException("a table has " + values.length + " values, expected " + size + " x "
                    + width + " with at least 1 column");
        }
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
            for (int c = 0; c < width; c++) {
                check(i, columns.get(c), values[i * width + c]);
            }
        }
        return new FeatureTable(List.copyOf(columns), values, rows);
    }

    private static void check(int i, Column column, float value) {
        boolean valid = column.numeric()
                ? !Float.isInfinite(value)
                : Float.isNaN(value)
                        || value >= 0 && value <= column.categories().size() && value == (int) value;
        if (!valid) {
            throw new IllegalArgumentException(
                    "example " + i + " has " + value + " in column \"" + column.name() + "\", expected "
                            + (column.numeric()
                                    ? "a finite number"
                                    : "0 to " + column.categories().size()) + " or NaN");
        }
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** The value of example {@code i} in a column; NaN for a gap. */
    public float value(int i, int column) {
        return values[rows[i] * columns.size() + column];
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int[] shape() {
        return new int[] {columns.size()};
    }

    @Override
    public int length() {
        return columns.size();
    }

    /** Copies the values of example {@code i}, gaps as NaN. */
    @Override
    public void copyTo(int i, float[] destination, int offset) {
        System.arraycopy(values, rows[i] * columns.size(), destination, offset, columns.size());
    }

    @Override
    public FeatureTable rows(int[] wanted) {
        int[] chosen = new int[wanted.length];
        for (int n = 0; n < chosen.length; n++) {
            chosen[n] = rows[wanted[n]];
        }
        return new FeatureTable(columns, values, chosen);
    }
}
