package org.relabel4j.benchmarks.experiment;

/**
 * The numbers that a key takes, both ends included. Beyond the largest a run could only fail, for want of memory or of time.
 *
 * @param min the smallest
 * @param max the largest
 */
public record Range(double min, double max) {
    /** Positive numbers nearer to 0 vanish in sums, and quotients by them are no numbers. */
    static final double SMALLEST_POSITIVE = 1e-9;

    /** A fraction, which is also the range of keys that are no numbers. */
    public static final Range FRACTION = new Range(0, 1);

    /** How often something is repeated. */
    public static final Range REPETITIONS = new Range(1, 10_000);

    /** Steps in time. */
    public static final Range STEPS = new Range(1, 100_000);

    /** Folds of a cross-validation. */
    public static final Range FOLDS = new Range(2, 1000);

    /** Neighbours: so many are kept for each example. */
    public static final Range NEIGHBOURS = new Range(1, 1000);

    /** Examples or labels. */
    public static final Range EXAMPLES = new Range(1, 100_000_000);

    /** Prices. */
    public static final Range PRICE = new Range(SMALLEST_POSITIVE, 1e9);

    boolean contains(double value) {
        return value >= min && value <= max && (value <= 0 || value >= SMALLEST_POSITIVE);
    }

    /** The end that a whole number outside is beyond, in words. */
    String endBeyond(long value) {
        return value < min ? "at least " + (long) min : "at most " + (long) max;
    }

    /** What is expected of a real number, in words. */
    String text(double value) {
        if (value <= 0 && min > 0) {
            return "a number above 0";
        }
        String ends = this.equals(FRACTION) ? "0 to 1" : min + " to " + max;
        return value > 0 && value < SMALLEST_POSITIVE && min <= 0
                ? ends + ", and not nearer to 0 than " + SMALLEST_POSITIVE
                : ends;
    }
}
