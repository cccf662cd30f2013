package org.relabel4j.models.table;

import java.util.List;

/**
 * How a column becomes features.
 *
 * @param mean of a column of numbers, that of the training rows' numbers
 * @param scale what the difference from the mean is multiplied by: 1 / standard deviation, or 0 if the numbers do not vary
 * @param seen of a column of categories, those with a feature of their own, in ascending order; of numbers none
 * @param gaps whether a gap has a feature of its own, the last one: whether the training rows have any
 */
public record ColumnEncoding(boolean numeric, double mean, double scale, List<Integer> seen, boolean gaps) {
    public ColumnEncoding {
        seen = List.copyOf(seen);
    }

    /** How many features it becomes. */
    public int width() {
        return (numeric ? 1 : seen.size()) + (gaps ? 1 : 0);
    }
}
