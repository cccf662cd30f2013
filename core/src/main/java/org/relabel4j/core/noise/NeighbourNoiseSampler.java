package org.relabel4j.core.noise;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.embedding.NearestNeighbours;
import org.relabel4j.core.probability.Embeddings;

/**
 * Doubts labels that differ from those of similar examples: for an early or badly calibrated model, since it needs no
 * trustworthy probabilities.
 *
 * <p>Score of an example: the weighted fraction of its k nearest labelled neighbours with its own label, from 0 to 1. A
 * neighbour at squared distance d has weight {@code exp(-d / d̄)}, d̄ being the mean over the k. An example without
 * neighbours scores 1.
 *
 * <p>The neighbours are the nearest ones if up to 20,000 examples are labelled. If there are more, a few of them are missed
 * ({@link NearestNeighbours#near}).
 *
 * <p>Source: ours, for one of the two samplers of DARL (arXiv:2606.08718), whose definition is not public; after Zhu, Dong and
 * Liu 2022, "Detecting corrupted labels without training a model to predict", arXiv:2110.06283.
 */
public final class NeighbourNoiseSampler implements NoiseSampler {
    /** Neighbours asked by default: the value of Zhu et al. */
    public static final int DEFAULT_NEIGHBOURS = 10;

    /** Up to as many labelled examples all are compared. */
    private static final int MOST_EXACT = 20_000;

    private final int numNeighbours;

    /** Asks {@value #DEFAULT_NEIGHBOURS} neighbours. */
    public NeighbourNoiseSampler() {
        this(DEFAULT_NEIGHBOURS);
    }

    /**
     * @param numNeighbours k, at least 1; 5 to 30 are usual
     * @throws IllegalArgumentException if it is below 1
     */
    public NeighbourNoiseSampler(int numNeighbours) {
        if (numNeighbours < 1) {
            throw new IllegalArgumentException("number of neighbours is " + numNeighbours + ", expected at least 1");
        }
        this.numNeighbours = numNeighbours;
    }

    @Override
    public Needs needs() {
        return Needs.EMBEDDINGS_ALONE;
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings
     */
    @Override
    public Scores score(PoolState state, int[] labels, RandomGenerator rng) {
        int[] rows =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        Embeddings embeddings = state.requireEmbeddings("neighbour noise sampler");
        NearestNeighbours neighbours = rows.length <= MOST_EXACT
                ? NearestNeighbours.among(embeddings, rows, numNeighbours)
                : NearestNeighbours.near(embeddings, rows, numNeighbours);
        double[] scores = new double[labels.length];
        Arrays.fill(scores, Double.POSITIVE_INFINITY);
        for (int n = 0; n < rows.length; n++) {
            scores[rows[n]] = agreement(neighbours, n, rows, labels);
        }
        return Scores.of(scores);
    }

    private static double agreement(NearestNeighbours neighbours, int n, int[] rows, int[] labels) {
        int k = neighbours.k();
        double meanDistance = 0;
        for (int rank = 0; rank < k; rank++) {
            meanDistance += neighbours.squaredDistance(n, rank) / k;
        }
        double agreeing = 0;
        double all = 0;
        for (int rank = 0; rank < k; rank++) {
            double weight = meanDistance == 0 ? 1 : Math.exp(-neighbours.squaredDistance(n, rank) / meanDistance);
            all += weight;
            agreeing += labels[rows[neighbours.neighbour(n, rank)]] == labels[rows[n]] ? weight : 0;
        }
        return all == 0 ? 1 : agreeing / all;
    }
}
