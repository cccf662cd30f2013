package org.relabel4j.core.numeric;

/**
 * A natural logarithm without a call or a branch: half the time of {@link Math#log} in a loop.
 *
 * <p>With z = x / 2^k between 0.7 and 1.42 and c the nearest multiple of 2^-8 (2^-9 below 1), {@code log x = k log 2 + log c +
 * log(1 + r)}, where {@code r = (z - c) / c} is at most 2^-9 in size, so that five terms of its series are exact to rounding.
 */
public final class FastLog {
    /** Bits of the fraction that tell c. */
    private static final int GRID_BITS = 8;

    private static final int GRID_SHIFT = 52 - GRID_BITS;
    private static final int GRID_SIZE = 1 << GRID_BITS;
    private static final long HALF_STEP = 1L << GRID_SHIFT - 1;
    private static final long GRID_MASK = -(1L << GRID_SHIFT);

    /** The last place in the grid, √2 or nearly, of which c is above 1. */
    private static final int LAST_ABOVE_ONE = 0x6a;

    /** The bits of the smallest z: half a step above (1 + 0x6a / 256) / 2, so that each place of the grid has one c. */
    private static final long SMALLEST_BITS = (0x3fe00L | LAST_ABOVE_ONE) << GRID_SHIFT | HALF_STEP;

    private static final double LOG_2 = Math.log(2);
    private static final double[] INVERSES = new double[GRID_SIZE];
    private static final double[] LOGS = new double[GRID_SIZE];

    static {
        for (int n = 0; n < GRID_SIZE; n++) {
            double c = (1 + (double) n / GRID_SIZE) / (n > LAST_ABOVE_ONE ? 2 : 1);
            INVERSES[n] = 1 / c;
            LOGS[n] = Math.log(c);
        }
    }

    private FastLog() {}

    /**
     * log x, to within 1e-16 and 1e-14 of its size; exactly 0 at 1.
     *
     * @param x at least 0 and finite; 0 and subnormal numbers count as {@link Double#MIN_NORMAL}, whose logarithm is -708.4
     */
    public static double of(double x) {
        return ofNormal(Math.max(x, Double.MIN_NORMAL));
    }

    /**
     * As {@link #of} without its guard.
     *
     * @param x positive, finite and no subnormal number, as every positive float is; at 0 the result is some finite number
     */
    public static double ofNormal(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long k = bits - SMALLEST_BITS >> 52;
        long z = bits - (k << 52);
        long rounded = z + HALF_STEP;
        int place = (int) (rounded >>> GRID_SHIFT) & GRID_SIZE - 1;
        double c = Double.longBitsToDouble(rounded & GRID_MASK);
        double r = (Double.longBitsToDouble(z) - c) * INVERSES[place];
        double series = r + r * r * (-1.0 / 2 + r * (1.0 / 3 + r * (-1.0 / 4 + r * (1.0 / 5))));
        return k * LOG_2 + (LOGS[place] + series);
    }
}
