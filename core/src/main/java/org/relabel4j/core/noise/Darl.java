package org.relabel4j.core.noise;

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
        double share = share(state, state.numExamples());
        double[] scores = new double[state.numExamples()];
        if (unlabelled.length > 0) {
            rank(base.select(state, unlabelled, unlabelled.length, rng), 1 - share, labelled.length, scores);
        }
        if (labelled.length > 0) {
            rank(doubted(state, labelled, labelled.length, rng), share, unlabelled.length, scores);
        }
        return Scores.of(scores);
    }

    /**
     * Spreads a ranking so that a share of any beginning of the common order comes from it; behind the others, whose scores
     * are below their number, if the share is nothing.
     */
    private static void rank(int[] ranking, double share, int numOthers, double[] scores) {
        boolean nothing = Double.isInfinite(ranking.length / share);
        for (int rank = 0; rank < ranking.length; rank++) {
            scores[ranking[rank]] = nothing ? numOthers + rank + 0.5 : (rank + 0.5) / share;
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
        int wanted = (int) Math.round((1 - share(state, batchSize)) * batchSize);
        int numNew = Math.min(unlabelled.length, Math.max(wanted, batchSize - labelled.length));
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
