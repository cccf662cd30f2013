package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.embedding.KCentre;
import org.relabel4j.core.embedding.KMeans;
import org.relabel4j.core.probability.Embeddings;

/**
 * Spreads another strategy's batch out: of the examples that it wants most, several times as many as the batch holds, it
 * chooses ones that differ in the model's embedding. Scores are those of the other strategy.
 *
 * <p>Source: Zhdanov 2019, "Diverse mini-batch active learning", arXiv:1901.05954 (k-means, here without weights); the greedy
 * k-centre choice is that of core-set, started from the most wanted example.
 *
 * @param base scores the examples
 * @param factor candidates a choice, at least 1; 1 leaves the base strategy's batch as it is, 10 is usual
 */
public record Diversified(AcquisitionStrategy base, Method method, int factor) implements WrappingStrategy {
    /** How to spread out. */
    public enum Method {
        /** As many clusters as choices; of each the example nearest to its centre. */
        K_MEANS {
            @Override
            int[] choose(Embeddings embeddings, int[] candidates, int count, RandomGenerator rng) {
                return KMeans.representatives(embeddings, candidates, count, rng);
            }
        },
        /** The most wanted example, then always the one farthest from those chosen. */
        K_CENTRE {
            @Override
            int[] choose(Embeddings embeddings, int[] candidates, int count, RandomGenerator rng) {
                int[] first = {candidates[0]};
                int[] rest = new int[candidates.length - 1];
                System.arraycopy(candidates, 1, rest, 0, rest.length);
                return Candidates.concat(first, KCentre.greedy(embeddings, rest, first, count - 1, rng));
            }
        };

        abstract int[] choose(Embeddings embeddings, int[] candidates, int count, RandomGenerator rng);
    }

    /**
     * @throws IllegalArgumentException if factor is below 1
     */
    public Diversified {
        if (factor < 1) {
            throw new IllegalArgumentException("diversity factor is " + factor + ", expected at least 1");
        }
    }

    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new Diversified(other, method, factor);
    }

    @Override
    public boolean composesBatches() {
        return factor > 1;
    }

    @Override
    public Needs needs() {
        return base.needs().and(Needs.EMBEDDINGS_ALONE);
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return base.score(state, rng);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        int numWanted = (int) Math.min(candidates.length, (long) factor * batchSize);
        int[] wanted = BatchSelector.lowest(base.score(state, rng), candidates, numWanted, rng);
        if (numWanted == batchSize) {
            return wanted;
        }
        return method.choose(state.requireEmbeddings("diversity"), wanted, batchSize, rng);
    }
}
