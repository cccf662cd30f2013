package org.relabel4j.pages;

import java.util.Collection;
import java.util.Collections;

/**
 * What an axis shows.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Range(double low, double high) {

    /** From the lowest to the highest of some values, at least one. */
    public static Range of(Collection<Double> values) {
        return new Range(Collections.min(values), Collections.max(values));
    }

    /** Wider at both ends by a fraction of the width; a range narrower than {@code least} first becomes that wide. */
    public Range padded(double fraction, double least) {
        double width = Math.max(high - low, least);
        double middle = (low + high) / 2;
        double half = width / 2 + width * fraction;
        return new Range(middle - half, middle + half);
    }

    /** What of it lies between two values. */
    public Range within(double lowest, double highest) {
        return new Range(Math.max(low, lowest), Math.min(high, highest));
    }
}
