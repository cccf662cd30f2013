package org.relabel4j.models.vision.training;

import java.util.Arrays;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/**
 * A training set split into examples to learn from and examples to judge by.
 *
 * @param learn positions in the training set
 * @param judge positions in the training set; empty if too few would be left
 */
record HoldOut(int[] learn, int[] judge) {
    /** Below so many, chance decides which epoch looks best. */
    private static final int MIN_JUDGES = 10;

    /** Splits off a share at random: the same share of each class as of all, as far as chance will have it. */
    static HoldOut split(int size, double share, long seed) {
        int judges = (int) Math.round(size * share);
        int[] order = Shuffles.permutation(size, Seeds.generator(seed, "holdout"));
        if (judges < MIN_JUDGES) {
            judges = 0;
        }
        int[] judge = Arrays.copyOf(order, judges);
        int[] learn = Arrays.copyOfRange(order, judges, size);
        Arrays.sort(judge);
        Arrays.sort(learn);
        return new HoldOut(learn, judge);
    }

    /** The chosen items of an array. */
    static int[] at(int[] items, int[] positions) {
        return Arrays.stream(positions).map(p -> items[p]).toArray();
    }
}
