package org.relabel4j.core.noise;

import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;

/**
 * Deep active re-labelling: splits each round's budget B between new labels, chosen by any strategy, and second opinions on
 * labels that a noise sampler doubts.
 *
 * <p>{@code B_new = round((1 - ρ) B)} unlabelled examples and {@code B - B_new} labelled ones; where one kind runs out, the other
 * gets the rest. The new ones come first in the batch. What becomes of a second label is the consensus method's business:
 * {@code NewestLabel} replaces the old one, {@code NewestBreaksTies} accumulates.
 *
 * <p>Scores put the two kinds into one order: of the first n examples, for any n, about (1 − ρ) n are new. A kind whose share is 0
 * comes last, in its own order.
 *
 * <p>Source: Al Forhad and Shi 2025, "DARL", arXiv:2606.08718, whose abstract alone is public.
 *
 * @param base chooses among unlabelled examples
 * @param sampler doubts the consensus labels of labelled ones
 * @param repeats how much goes to the latter
 */
public record Darl(AcquisitionStrategy base, NoiseSampler sampler, RepeatShare repeats) implements AcquisitionStrategy {
    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    @Override
    public Needs needs() {
        // The share of repeats may read probabilities too.
        return base.needs().and(sampler.needs()).and(Needs.NOTHING);
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        int[] unlabelled = state.unlabelled();
        int[] labelled = state.labelled();
        Order order = new Order(share(state, state.numExamples()), unlabelled.length, labelled.length);
        double[] scores = new double[state.numExamples()];
        if (unlabelled.length > 0) {
            int[] ranking = base.select(state, unlabelled, unlabelled.length, rng);
            for (int rank = 0; rank < ranking.length; rank++) {
                scores[ranking[rank]] = order.ofNew(rank);
            }
        }
        if (labelled.length > 0) {
            int[] ranking = doubted(state, labelled, labelled.length, rng);
            for (int rank = 0; rank < ranking.length; rank++) {
                scores[ranking[rank]] = order.ofRepeat(rank);
            }
        }
        return Scores.of(scores);
    }

    /**
     * How the two kinds are put into one order, and share a batch.
     *
     * @param repeats the share of repeats ρ, 0 to 1
     * @param numNew unlabelled examples
     * @param numRepeats labelled ones
     */
    public record Order(double repeats, long numNew, long numRepeats) implements Serializable {
        /** The score of the unlabelled example of a rank from 0 on. */
        public double ofNew(long rank) {
            return score(rank, 1 - repeats, numNew, numRepeats);
        }

        /** The score of the labelled example of a rank from 0 on. */
        public double ofRepeat(long rank) {
            return score(rank, repeats, numRepeats, numNew);
        }

        /**
         * Spreads a ranking so that a share of any beginning of the common order comes from it; behind the others, whose
         * scores are below their number, if the share is nothing.
         */
        private static double score(long rank, double share, long size, long numOthers) {
            boolean nothing = Double.isInfinite(size / share);
            return nothing ? numOthers + rank + 0.5 : (rank + 0.5) / share;
        }

        /** How many of a batch, of at most all examples, are new ones. */
        public int newOnes(int batchSize) {
            int wanted = (int) Math.round((1 - repeats) * batchSize);
            return (int) Math.min(numNew, Math.max(wanted, batchSize - numRepeats));
        }
    }

    /**
     * @throws IllegalArgumentException if batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        if (batchSize < 1 || batchSize > candidates.length) {
            throw new IllegalArgumentException("batchSize is " + batchSize + ", expected 1 to " + candidates.length
                    + ", the examples to choose from");
        }
        Annotations annotations = state.annotations();
        int[] unlabelled = Arrays.stream(candidates)
                .filter(i -> !annotations.isLabelled(i))
                .toArray();
        int[] labelled =
                Arrays.stream(candidates).filter(annotations::isLabelled).toArray();
        int numNew = new Order(share(state, batchSize), unlabelled.length, labelled.length).newOnes(batchSize);
        int[] batch = new int[batchSize];
        if (numNew > 0) {
            System.arraycopy(base.select(state, unlabelled, numNew, rng), 0, batch, 0, numNew);
        }
        if (numNew < batchSize) {
            int[] again = doubted(state, labelled, batchSize - numNew, rng);
            System.arraycopy(again, 0, batch, numNew, again.length);
        }
        return batch;
    }

    private int[] doubted(PoolState state, int[] labelled, int count, RandomGenerator rng) {
        Scores doubts = sampler.score(state, state.consensus().labels(), rng);
        return BatchSelector.lowest(doubts, labelled, count, rng);
    }

    private double share(PoolState state, int batchSize) {
        double share = repeats.share(state, batchSize);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalStateException("the share of repeats came out as " + share + ", expected 0 to 1");
        }
        return share;
    }
}
