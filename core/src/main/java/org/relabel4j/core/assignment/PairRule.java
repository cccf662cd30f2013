package org.relabel4j.core.assignment;

import java.util.Map;

/** The ways of choosing examples and annotators together, by name. */
public enum PairRule {
    /** {@link InformationPerCost}. */
    PER_COST,
    /** {@link RankedPairs#best}. */
    BEST,
    /** {@link RankedPairs#random}. */
    ANYBODY,
    /** {@link IntervalThreshold}. */
    IE_THRESH;

    /** What each means, for help. */
    public static final Map<PairRule, String> NOTES = Map.of(
            PER_COST, "the pairs whose label tells most for its price",
            BEST, "of each example as the strategy ranks them, who is best for the price",
            ANYBODY, "of each example as the strategy ranks them, somebody at random",
            IE_THRESH, "of each example as the strategy ranks them, all who may be about as good as the best");

    /**
     * The choice that the name stands for.
     *
     * @param perExample annotators of each example, at least 1; counts for {@link #BEST} and {@link #ANYBODY} alone
     * @param epsilon threshold of {@link #IE_THRESH}, in [0, 1]
     */
    public PairChoice choice(int perExample, double epsilon) {
        return switch (this) {
            case PER_COST -> new InformationPerCost();
            case BEST -> RankedPairs.best(perExample);
            case ANYBODY -> RankedPairs.random(perExample);
            case IE_THRESH -> new IntervalThreshold(epsilon, IntervalEstimates.ALPHA);
        };
    }
}
