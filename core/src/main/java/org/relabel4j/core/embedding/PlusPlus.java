package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws like k-means++ (Arthur and Vassilvitskii 2007): each next item with probability proportional to its squared distance
 * from the nearest one drawn so far. How distances are measured is the caller's business.
 *
 * <p>Not every distance is measured after every draw. Those measured before are upper bounds; an item is proposed in
 * proportion to its bound and accepted with probability distance / bound, which has exactly the distribution wanted
 * (rejection sampling, as Cohen-Addad et al. 2020, "Fast and accurate k-means++ via rejection sampling", arXiv:2012.11891).
 * A rejected item's bound comes down to its distance; when rejections add up, all bounds do.
 */
public final class PlusPlus {
    private static final int BLOCK = 1024;

    /** Assumed, not measured: a rejection costs as much as this many items of a pass over all. */
    private static final int ITEMS_A_REJECTION = 256;

    private static final int MIN_REJECTIONS = 16;

    private final Space space;
    private final RandomGenerator rng;
    private final double[] bounds;
    private final int[] compared;
    private final boolean[] taken;
    private final double[] blockSums;
    private final int[] chosen;
    private int numChosen;
    /** Every item has been compared with as many of those chosen. */
    private int allCompared;

    private int numRejected;

    /** Items with distances between them. */
    public interface Space {
        /** Number of items. */
        int size();

        /** Lowers each item's value to the squared distance from the nearest of {@code chosen[from .. to-1]}, if that is less. */
        void lowerAll(int[] chosen, int from, int to, double[] squaredDistances);

        /** Squared distance of an item from the nearest of {@code chosen[from .. to-1]}. */
        double squaredDistance(int item, int[] chosen, int from, int to);
    }

    private PlusPlus(Space space, int count, RandomGenerator rng) {
        this.space = space;
        this.rng = rng;
        this.bounds = new double[space.size()];
        this.compared = new int[space.size()];
        this.taken = new boolean[space.size()];
        this.blockSums = new double[(space.size() + BLOCK - 1) / BLOCK];
        this.chosen = new int[count];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
    }

    /**
     * Draws some items. Where none is at any distance from those drawn, all that are left are equally likely.
     *
     * @param first the first item, given
     * @param count items, 1 to the size of the space
     * @return distinct items, in order, beginning with the first
     */
    public static int[] draw(Space space, int first, int count, RandomGenerator rng) {
        PlusPlus seeding = new PlusPlus(space, count, rng);
        seeding.take(first);
        if (count > 1) {
            seeding.lowerAll();
        }
        while (seeding.numChosen < count) {
            seeding.take(seeding.next());
        }
        return seeding.chosen;
    }

    private void take(int item) {
        chosen[numChosen++] = item;
        taken[item] = true;
        bounds[item] = 0;
        sumBlock(item / BLOCK);
    }

    private int next() {
        while (true) {
            int item = propose();
            if (item < 0) {
                return any();
            }
            double bound = bounds[item];
            double squared = space.squaredDistance(item, chosen, compared[item], numChosen);
            if (compared[item] == numChosen || rng.nextDouble() * bound < squared) {
                return item;
            }
            bounds[item] = Math.max(0, Math.min(bound, squared));
            compared[item] = numChosen;
            sumBlock(item / BLOCK);
            if (++numRejected > Math.max(MIN_REJECTIONS, bounds.length / ITEMS_A_REJECTION)) {
                lowerAll();
            }
        }
    }

    private void lowerAll() {
        space.lowerAll(chosen, allCompared, numChosen, bounds);
        allCompared = numChosen;
        for (int item = 0; item < bounds.length; item++) {
            bounds[item] = taken[item] ? 0 : Math.max(0, bounds[item]);
        }
        Arrays.fill(compared, numChosen);
        for (int block = 0; block < blockSums.length; block++) {
            sumBlock(block);
        }
        numRejected = 0;
    }

    private void sumBlock(int block) {
        double sum = 0;
        for (int n = block * BLOCK; n < Math.min(bounds.length, (block + 1) * BLOCK); n++) {
            sum += bounds[n];
        }
        blockSums[block] = sum;
    }

    /** An item in proportion to the bounds, or -1 if all are 0. */
    private int propose() {
        double total = Arrays.stream(blockSums).sum();
        if (!(total > 0)) {
            return -1;
        }
        int block = place(blockSums, 0, blockSums.length, rng.nextDouble() * total);
        int from = block * BLOCK;
        return place(bounds, from, Math.min(bounds.length, from + BLOCK), rng.nextDouble() * blockSums[block]);
    }

    /** The place where the sum of the weights exceeds a threshold; the last that weighs anything if rounding hides it. */
    private static int place(double[] weights, int from, int to, double threshold) {
        double sum = 0;
        int last = -1;
        for (int n = from; n < to; n++) {
            if (weights[n] > 0) {
                sum += weights[n];
                last = n;
                if (threshold < sum) {
                    return n;
                }
            }
        }
        return last;
    }

    private int any() {
        int skip = rng.nextInt(taken.length - numChosen);
        int item = 0;
        while (taken[item] || skip-- > 0) {
            item++;
        }
        return item;
    }
}
