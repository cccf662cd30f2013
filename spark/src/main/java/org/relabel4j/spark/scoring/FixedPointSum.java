package org.relabel4j.spark.scoring;

import java.io.Serializable;

/**
 * A sum of numbers from 0 to some thousand that is the same bits in whatever order they come, to within 2e-19 a number: what comes
 * from the other machines comes in no order.
 */
final class FixedPointSum implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FRACTION_BITS = 62;
    private static final long MASK = (1L << FRACTION_BITS) - 1;

    private long whole;
    private long fraction;
    private long count;

    void add(double value) {
        long integer = (long) value;
        add(integer, (long) ((value - integer) * 0x1p62));
        count++;
    }

    private void add(long integer, long part) {
        fraction += part;
        whole += integer + (fraction >>> FRACTION_BITS);
        fraction &= MASK;
    }

    FixedPointSum merge(FixedPointSum other) {
        add(other.whole, other.fraction);
        count += other.count;
        return this;
    }

    /** NaN of nothing. */
    double mean() {
        return (whole + fraction * 0x1p-62) / count;
    }
}
