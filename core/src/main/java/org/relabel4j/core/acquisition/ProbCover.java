package org.relabel4j.core.acquisition;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.embedding.BallCover;
import org.relabel4j.core.embedding.KMeans;
import org.relabel4j.core.probability.Embeddings;

/**
 * Asks so that as many examples as possible lie near a labelled one: for the beginning, when a model knows little.
 *
 * <p>A batch is chosen greedily: each time the unlabelled example in whose ball the most examples lie that no ball about a
 * labelled or chosen one covers; when all are covered, at random. Score of one example: the share of the examples looked at that
 * its ball would newly cover, negated; 0 if it is labelled. Labelled examples are asked about only when no other is left, spread
 * out likewise.
 *
 * <p>Without a given radius it is the largest with which a share {@link #purity} of the balls are of one cluster alone (k-means, as
 * many clusters as classes). Above 20,000 candidates or labelled examples, so many are drawn at random first; scores count
 * on as many, but where all examples × those × dimension exceeds 1e11 on fewer, at least 1,000.
 *
 * <p>Source: Yehuda, Dekel, Hacohen and Weinshall 2022, "Active learning through a covering lens", arXiv:2205.11320, algorithm 1
 * and section 3.3. They try radii in steps; here it is the largest one of all, by distances from other clusters.
 *
 * @param radius of the balls, by Euclidean distance, above 0; empty to choose it
 * @param purity share of pure balls that a chosen radius leaves, above 0, at most 1
 */
public record ProbCover(OptionalDouble radius, double purity) implements AcquisitionStrategy {
    /** The purity of the paper. */
    public static final double DEFAULT_PURITY = 0.95;

    private static final double MOST_WORK = 1e11;
    private static final int LEAST_COUNTED = 1000;

    /**
     * @throws IllegalArgumentException if radius or purity is out of range
     */
    public ProbCover {
        if (radius.isPresent() && !(radius.getAsDouble() > 0 && radius.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("radius is " + radius.getAsDouble() + ", expected a number above 0");
        }
        if (!(purity > 0 && purity <= 1)) {
            throw new IllegalArgumentException("purity is " + purity + ", expected above 0, at most 1");
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
        Embeddings embeddings = state.requireEmbeddings("probcover");
        int[] unlabelled = state.unlabelled();
        double[] scores = new double[state.numExamples()];
        if (unlabelled.length == 0) {
            return Scores.of(scores);
        }
        double affordable = MOST_WORK / embeddings.dimension() / unlabelled.length;
        int most = (int) Math.max(LEAST_COUNTED, Math.min(TypicalExamples.MOST_EXAMPLES, affordable));
        int[] counted = Candidates.sample(unlabelled, most, rng);
        int[] labelled = Candidates.sample(state.labelled(), TypicalExamples.MOST_EXAMPLES, rng);
        double squaredRadius = squaredRadius(state, embeddings, rng);
        int[] counts = BallCover.counts(embeddings, unlabelled, counted, labelled, squaredRadius);
        for (int n = 0; n < counts.length; n++) {
            scores[unlabelled[n]] = 0 - (double) counts[n] / counted.length;
        }
        return Scores.of(scores);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Embeddings embeddings = state.requireEmbeddings("probcover");
        double squaredRadius = squaredRadius(state, embeddings, rng);
        Annotations annotations = state.annotations();
        int[] unlabelled = Candidates.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = Candidates.where(candidates, annotations::isLabelled);
        int[] centres = Candidates.sample(state.labelled(), TypicalExamples.MOST_EXAMPLES, rng);
        int numNew = Math.min(batchSize, unlabelled.length);
        int[] batch = choose(embeddings, unlabelled, centres, numNew, squaredRadius, rng);
        int[] repeats = choose(embeddings, labelled, new int[0], batchSize - numNew, squaredRadius, rng);
        return Candidates.concat(batch, repeats);
    }

    private static int[] choose(
            Embeddings embeddings,
            int[] candidates,
            int[] centres,
            int count,
            double squaredRadius,
            RandomGenerator rng) {
        if (count == 0) {
            return new int[0];
        }
        int[] rows = Candidates.sample(candidates, Math.max(count, TypicalExamples.MOST_EXAMPLES), rng);
        BallCover cover = new BallCover(embeddings, rows, centres, squaredRadius);
        boolean[] chosen = new boolean[rows.length];
        int[] batch = new int[count];
        for (int n = 0; n < count; n++) {
            // Rows are in random order: the first of equal ones is a random one.
            int best = -1;
            for (int place = 0; place < rows.length; place++) {
                if (!chosen[place] && (best < 0 || cover.count(place) > cover.count(best))) {
                    best = place;
                }
            }
            chosen[best] = true;
            if (cover.count(best) > 0) {
                cover.choose(best);
            }
            batch[n] = rows[best];
        }
        return batch;
    }

    private double squaredRadius(PoolState state, Embeddings embeddings, RandomGenerator rng) {
        if (radius.isPresent()) {
            return radius.getAsDouble() * radius.getAsDouble();
        }
        int[] rows = Candidates.sample(state.all(), TypicalExamples.MOST_EXAMPLES, rng);
        if (rows.length == 0) {
            return 0;
        }
        int[] clusters = KMeans.clusters(embeddings, rows, Math.min(state.numClasses(), rows.length), rng);
        return BallCover.largestPureRadius(embeddings, rows, clusters, purity);
    }
}
