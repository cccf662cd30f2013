package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Lets another strategy ask only about examples without a label, or only about those with one, as long as there are any: the
 * usual active learning, which never asks twice, and label cleaning, which never asks anew. When one kind runs out, the rest of
 * a batch is of the other.
 *
 * <p>Scores are the ranks 0, 1, 2, … in which the examples are wanted.
 *
 * @param base chooses among the examples that are left to it
 */
public record Restricted(AcquisitionStrategy base, Kind kind) implements WrappingStrategy {
    /** The kinds of label to ask for. */
    public enum Kind {
        /** First labels. */
        NEW,
        /** Further labels of examples that have one. */
        REPEAT
    }

    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new Restricted(other, kind);
    }

    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        double[] ranks = new double[state.numExamples()];
        int[] order = state.numExamples() == 0 ? new int[0] : select(state, state.numExamples(), rng);
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return Scores.of(ranks);
    }

    /**
     * @throws IllegalArgumentException if batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Annotations annotations = state.annotations();
        boolean repeat = kind == Kind.REPEAT;
        int[] wanted = Candidates.where(candidates, i -> annotations.isLabelled(i) == repeat);
        if (wanted.length >= batchSize) {
            return base.select(state, wanted, batchSize, rng);
        }
        int[] others = Candidates.where(candidates, i -> annotations.isLabelled(i) != repeat);
        int[] first = wanted.length == 0 ? wanted : base.select(state, wanted, wanted.length, rng);
        return Candidates.concat(first, base.select(state, others, batchSize - wanted.length, rng));
    }
}
