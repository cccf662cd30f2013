package org.relabel4j.core.embedding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;

/**
 * Chooses vectors that leave no other far from a chosen one: the greedy 2-approximation of the k-centre problem.
 *
 * <p>Source: Gonzalez 1985, "Clustering to minimize the maximum intercluster distance".
 */
public final class KCentre {
    private final Embeddings embeddings;
    private final int[] candidates;
    private final VectorBlocks vectors;
    /** Squared distance to the nearest centre so far. */
    private final float[] nearest;

    private KCentre(Embeddings embeddings, int[] candidates) {
        this.embeddings = embeddings;
        this.candidates = candidates;
        this.vectors = new VectorBlocks(embeddings, candidates);
        this.nearest = new float[candidates.length];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    }

    /**
     * Chooses examples one by one, each time the candidate farthest from all centres and all chosen ones.
     *
     * @param embeddings vectors
     * @param candidates examples to choose from, distinct
     * @param centres examples that count as chosen already; if there are none, the first choice is random
     * @param count how many to choose, at most the candidates
     * @param rng breaks ties
     * @return the choice, in order
     */
    public static int[] greedy(Embeddings embeddings, int[] candidates, int[] centres, int count, RandomGenerator rng) {
        if (count == 0) {
            return new int[0];
        }
        KCentre search = new KCentre(embeddings, candidates);
        search.addCentres(centres);
        int[] chosen = new int[count];
        boolean[] taken = new boolean[candidates.length];
        for (int n = 0; n < count; n++) {
            int place = search.farthest(taken, rng);
            taken[place] = true;
            chosen[n] = candidates[place];
            if (n + 1 < count) {
                search.addCentres(new int[] {chosen[n]});
            }
        }
        return chosen;
    }

    /**
     * Squared distance of each candidate to the nearest centre; infinite if there is none.
     *
     * @return length as candidates
     */
    public static double[] squaredDistances(Embeddings embeddings, int[] candidates, int[] centres) {
        KCentre search = new KCentre(embeddings, candidates);
        search.addCentres(centres);
        double[] result = new double[candidates.length];
        for (int n = 0; n < result.length; n++) {
            result[n] = search.nearest[n];
        }
        return result;
    }

    private void addCentres(int[] centres) {
        int dimension = embeddings.dimension();
        Blocks.forEach(
                candidates.length,
                dimension,
                () -> new float[2][Math.max(dimension, vectors.maxWidth())],
                (block, from, to, scratch) -> {
                    for (int centre : centres) {
                        embeddings.copyRow(centre, scratch[0], 0);
                        vectors.squaredDistances(block, scratch[0], scratch[1]);
                        for (int n = from; n < to; n++) {
                            nearest[n] = Math.min(nearest[n], scratch[1][n - from]);
                        }
                    }
                });
    }

    private int farthest(boolean[] taken, RandomGenerator rng) {
        float best = -1;
        int numBest = 0;
        int place = -1;
        for (int n = 0; n < nearest.length; n++) {
            if (taken[n] || nearest[n] < best) {
                continue;
            }
            numBest = nearest[n] > best ? 1 : numBest + 1;
            best = nearest[n];
            if (rng.nextInt(numBest) == 0) {
                place = n;
            }
        }
        return place;
    }
}
