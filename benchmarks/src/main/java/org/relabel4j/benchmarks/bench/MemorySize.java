package org.relabel4j.benchmarks.bench;

/** What fits the memory of a usual machine, so that a measurement of more is refused before it begins. */
final class MemorySize {
    /** Numbers of one kind at most: 1 GiB of floats. */
    static final int MOST = 1 << 28;

    private MemorySize() {}

    /**
     * @param what the options that are multiplied, for the message
     * @throws IllegalArgumentException if there would be more numbers than {@link #MOST}
     */
    static void check(String what, double... factors) {
        double product = 1;
        for (double factor : factors) {
            product *= factor;
        }
        if (product > MOST) {
            throw new IllegalArgumentException(
                    what + " is " + (long) product + ", expected at most " + MOST + "; choose smaller sizes");
        }
    }
}
