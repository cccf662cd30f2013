package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Embeddings;

/**
 * Asks about typical examples of clusters without labels: for the beginning, when a model knows little.
 *
 * <p>A batch is chosen from as many clusters (k-means) as there are labelled examples and examples to choose, at most {@link
 * Settings#mostClusters}: each time from the cluster with the fewest labels (those chosen count), of these the largest, the example that is
 * most typical: nearest on average to its neighbours within the cluster. Clusters of five or fewer come last. Above 20,000
 * candidates or labelled examples, so many are drawn at random first. Score of one example: how typical it is of the whole pool
 * (the inverse of the mean distance to its neighbours), negated; 0 if it is labelled, which it is only asked about again when
 * no other is left.
 *
 * <p>Source: Hacohen, Dekel and Weinshall 2022, "Active learning on a budget: opposite strategies suit high and low budgets",
 * arXiv:2202.02794, algorithm 1. Their code takes squared distances among a cluster's unlabelled examples, of at most half of
 * them.
 *
 * @param settings how many neighbours and clusters
 */
public record TypiClust(Settings settings) implements AcquisitionStrategy {
    /** Distances of floats are larger, or 0: so that scores of equal examples are numbers, too. */
    private static final double LEAST_DISTANCE = 0x1p-100;

    /**
     * How many.
     *
     * @param neighbours neighbours that make an example typical; fewer where the cluster has no more
     * @param mostClusters clusters at most
     */
    public record Settings(int neighbours, int mostClusters) {
        /** Those of the paper. */
        public static final Settings PAPER = new Settings(20, 500);

        /**
         * @throws IllegalArgumentException if a number is below 1
         */
        public Settings {
            if (neighbours < 1 || mostClusters < 1) {
                throw new IllegalArgumentException("neighbours is " + neighbours + " and clusters at most "
                        + mostClusters + ", expected at least 1 each");
            }
        }
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
        Embeddings embeddings = state.requireEmbeddings("typiclust");
        double[] distances = TypicalExamples.meanDistances(embeddings, state.all(), settings.neighbours());
        double[] scores = new double[distances.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = state.annotations().isLabelled(i) ? 0 : -1 / Math.max(LEAST_DISTANCE, distances[i]);
        }
        return Scores.of(scores);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Embeddings embeddings = state.requireEmbeddings("typiclust");
        Annotations annotations = state.annotations();
        int[] unlabelled = Candidates.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = Candidates.where(candidates, annotations::isLabelled);
        int numNew = Math.min(batchSize, unlabelled.length);
        int[] batch = TypicalExamples.choose(embeddings, unlabelled, state.labelled(), numNew, settings, rng);
        int[] repeats = TypicalExamples.choose(embeddings, labelled, new int[0], batchSize - numNew, settings, rng);
        return Candidates.concat(batch, repeats);
    }
}
