package org.relabel4j.core.loop;

/**
 * What a round has room for.
 *
 * @param batchSize labels to ask for at most, at least 0
 * @param spent cost of the labels so far
 * @param limits costs and budget
 */
public record Room(int batchSize, double spent, Limits limits) {
    /**
     * @throws IllegalArgumentException if the batch size or what is spent is negative
     */
    public Room {
        if (batchSize < 0 || !(spent >= 0)) {
            throw new IllegalArgumentException(
                    "batch size is " + batchSize + " and spent is " + spent + ", expected at least 0 each");
        }
    }

    /** Room for a number of labels, whatever they cost. */
    public static Room of(int batchSize) {
        return new Room(batchSize, 0, Limits.none());
    }

    /** Whether the budget has room for labels of this price in all. */
    public boolean affords(double price) {
        return !limits.exceeds(spent + price);
    }
}
