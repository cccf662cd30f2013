package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.embedding.KCentre;
import org.relabel4j.core.probability.Embeddings;

/**
 * Asks about unlabelled examples so that no example of the pool is far from a labelled one in the model's embedding.
 *
 * <p>A batch is chosen greedily: each time the unlabelled example farthest from everything labelled or chosen. Score of one
 * example: its Euclidean distance to the nearest labelled one, negated; 0 if it is labelled; without any
 * label, all score −1.8e19. Labelled examples are asked about only when no other is left, spread out likewise.
 *
 * <p>Where unlabelled × (labelled + batch size) × dimension exceeds 1e11, each choice may be nearer than the farthest example
 * by a factor of 1 + slack, so that the largest distance left is at most 2 (1 + slack) times the smallest possible instead of
 * twice ({@link KCentre}); a score is then the distance to the nearest of about 2 √L of the L labelled examples, never less
 * than the true one. Below, everything is exact.
 *
 * <p>Source: Sener and Savarese 2018, "Active learning for convolutional neural networks: a core-set approach",
 * arXiv:1708.00489, algorithm 1 (k-centre greedy). Their mixed integer program, which improves it a little, is left out.
 */
public final class CoreSet implements AcquisitionStrategy {
    /** The default of {@link #CoreSet(double)}. */
    public static final double DEFAULT_SLACK = 0.05;

    /** Pairs × dimension: about ten seconds of one core, at the 5.2e10 in 4.9 s measured with 256 components. */
    private static final double MOST_EXACT_WORK = 1e11;

    private final double slack;

    /** A strategy with a slack of {@value #DEFAULT_SLACK} where the pool is large. */
    public CoreSet() {
        this(DEFAULT_SLACK);
    }

    /**
     * @param slack where the pool is large, each choice may be nearer than the farthest example by a factor of 1 + slack; 0 =
     *     always exact
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public CoreSet(double slack) {
        if (!(slack >= 0)) {
            throw new IllegalArgumentException("core-set slack is " + slack + ", expected at least 0");
        }
        this.slack = slack;
    }

    @Override
    public boolean composesBatches() {
        return true;
    }

    @Override
    public Needs needs() {
        return Needs.EMBEDDINGS_ALONE;
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Embeddings embeddings = state.requireEmbeddings("core-set");
        int[] unlabelled = state.unlabelled();
        int[] labelled = state.labelled();
        double[] squared = isLarge(embeddings, unlabelled.length, labelled.length)
                ? KCentre.squaredUpperBounds(embeddings, unlabelled, labelled)
                : KCentre.squaredDistances(embeddings, unlabelled, labelled);
        double[] scores = new double[state.numExamples()];
        for (int n = 0; n < unlabelled.length; n++) {
            // Without a centre, or beyond the range of float, as far away as a number says.
            scores[unlabelled[n]] = 0 - Math.sqrt(Math.min(squared[n], Float.MAX_VALUE));
        }
        return Scores.of(scores);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Embeddings embeddings = state.requireEmbeddings("core-set");
        Annotations annotations = state.annotations();
        int[] unlabelled = Candidates.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = Candidates.where(candidates, annotations::isLabelled);
        int numNew = Math.min(batchSize, unlabelled.length);
        int[] batch = greedy(embeddings, unlabelled, state.labelled(), numNew, rng);
        int[] repeats = greedy(embeddings, labelled, batch, batchSize - numNew, rng);
        return Candidates.concat(batch, repeats);
    }

    private int[] greedy(Embeddings embeddings, int[] candidates, int[] centres, int count, RandomGenerator rng) {
        boolean large = isLarge(embeddings, candidates.length, (long) centres.length + count);
        return KCentre.greedy(embeddings, candidates, centres, count, large ? slack : 0, rng);
    }

    private boolean isLarge(Embeddings embeddings, int numCandidates, long numCentres) {
        return slack > 0 && (double) numCandidates * numCentres * embeddings.dimension() > MOST_EXACT_WORK;
    }
}
