package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws like k-means++ (Arthur and Vassilvitskii 2007): each next item with probability proportional to its squared distance
 * from the nearest one drawn so far. How distances are measured is the caller's business.
 *
 * <p>After {@link #take}, the caller offers each item's squared distance to the one taken; different items may be offered by
 * different threads.
 */
public final class PlusPlus {
    private final double[] nearest;
    private final boolean[] taken;
    private final RandomGenerator rng;

    public PlusPlus(int numItems, RandomGenerator rng) {
        this.nearest = new double[numItems];
        this.taken = new boolean[numItems];
        this.rng = rng;
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    }

    /** Marks an item as chosen. */
    public void take(int item) {
        taken[item] = true;
    }

    /** Lowers an item's squared distance from those chosen, if this one is nearer. */
    public void offer(int item, double squaredDistance) {
        nearest[item] = Math.min(nearest[item], squaredDistance);
    }

    /**
     * Draws the next item. If none is at any distance from those chosen, all that are left are equally likely.
     *
     * @throws IllegalStateException if none is left
     */
    public int draw() {
        double total = 0;
        for (int n = 0; n < nearest.length; n++) {
            total += weight(n);
        }
        if (!(total > 0)) {
            return drawAny();
        }
        double threshold = rng.nextDouble() * total;
        int last = -1;
        double sum = 0;
        for (int n = 0; n < nearest.length; n++) {
            if (weight(n) > 0) {
                sum += weight(n);
                last = n;
                if (threshold < sum) {
                    return n;
                }
            }
        }
        return last;
    }

    private double weight(int item) {
        return taken[item] ? 0 : Math.max(0, nearest[item]);
    }

    private int drawAny() {
        int chosen = -1;
        int left = 0;
        for (int n = 0; n < taken.length; n++) {
            if (!taken[n] && rng.nextInt(++left) == 0) {
                chosen = n;
            }
        }
        if (chosen < 0) {
            throw new IllegalStateException("all " + taken.length + " items are drawn");
        }
        return chosen;
    }
}
