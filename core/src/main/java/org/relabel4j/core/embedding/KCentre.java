package org.relabel4j.core.embedding;

import java.util.random.RandomGenerator;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Shuffles;

/**
 * Chooses vectors that leave no other far from a chosen one: the greedy 2-approximation of the k-centre problem.
 *
 * <p>Distances are summed in floats, with a relative error of at most 8e-6 for 512 components. Not all pairs are compared:
 * distances to some of the centres bound those to all, and only candidates whose bounds are among the largest are compared
 * with all. How many that are depends on the data; at worst, time is candidates × (centres + count) × dimension.
 *
 * <p>Source: Gonzalez 1985, "Clustering to minimize the maximum intercluster distance".
 */
public final class KCentre {
    private KCentre() {}

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
        return greedy(embeddings, candidates, centres, count, 0, rng);
    }

    /**
     * As {@link #greedy(Embeddings, int[], int[], int, RandomGenerator)}, but each choice may be nearer than the farthest by
     * a factor of 1 + slack. The largest distance left is then at most 2 (1 + slack) times the smallest possible, instead of
     * twice: Gonzalez' argument holds with the slack carried along. Far fewer distances are measured.
     *
     * @param slack at least 0; 0.05 is usual
     * @throws IllegalArgumentException if slack is negative or NaN
     */
    public static int[] greedy(
            Embeddings embeddings, int[] candidates, int[] centres, int count, double slack, RandomGenerator rng) {
        if (!(slack >= 0)) {
            throw new IllegalArgumentException("slack is " + slack + ", expected at least 0");
        }
        if (count == 0) {
            return new int[0];
        }
        int[] shuffled = Cells.at(candidates, Shuffles.permutation(candidates.length, rng));
        FarthestFirst search = new FarthestFirst(embeddings, shuffled, centres, slack);
        int[] chosen = new int[count];
        for (int n = 0; n < count; n++) {
            chosen[n] = search.next();
        }
        return chosen;
    }

    /**
     * Squared distance of each candidate to the nearest centre; infinite if there is none.
     *
     * @return length as candidates
     */
    public static double[] squaredDistances(Embeddings embeddings, int[] candidates, int[] centres) {
        return toDoubles(CentreDistances.exact(embeddings, candidates, centres));
    }

    /**
     * Squared distance of each candidate to a near centre: to the nearest of about 2 √L of the L centres, so never less than
     * {@link #squaredDistances}.
     *
     * @return length as candidates
     */
    public static double[] squaredUpperBounds(Embeddings embeddings, int[] candidates, int[] centres) {
        return toDoubles(CentreDistances.upperBounds(embeddings, candidates, centres));
    }

    private static double[] toDoubles(float[] values) {
        double[] result = new double[values.length];
        for (int n = 0; n < result.length; n++) {
            result[n] = values[n];
        }
        return result;
    }
}
