package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.embedding.NearestNeighbours;
import org.relabel4j.core.numeric.FastLog;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;

/**
 * Asks about unlabelled examples that the model sees like labelled ones but predicts unlike them: contrastive active learning.
 *
 * <p>Score of example i, in nats: {@code s_i = -1/k sum_l KL(p_l || p_i)} over its k nearest labelled examples l, by Euclidean
 * distance of embeddings; 0 if it is labelled, or if nothing is. With several models, p is the mean of their probabilities and
 * the embedding that of the first that has one.
 *
 * <p>Where unlabelled × labelled × dimension exceeds 1e11, neighbours are found among fewer labelled examples, drawn at random.
 *
 * <p>Source: Margatina et al. 2021, "Active learning by acquiring contrastive examples", arXiv:2109.03764, algorithm 1. As in the
 * loop everywhere, predictions of labelled examples are out of sample; the paper's are in sample.
 *
 * @param neighbours labelled examples to compare with, k, at least 1
 */
public record Cal(int neighbours) implements AcquisitionStrategy {
    /** The number of the paper. */
    public static final int DEFAULT_NEIGHBOURS = 10;

    private static final double MOST_WORK = 1e11;

    /**
     * @throws IllegalArgumentException if neighbours is below 1
     */
    public Cal {
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours is " + neighbours + ", expected at least 1");
        }
    }

    @Override
    public Needs needs() {
        return Needs.EMBEDDINGS;
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Embeddings embeddings = state.requireEmbeddings("cal");
        int[] unlabelled = state.unlabelled();
        double affordable = MOST_WORK / embeddings.dimension() / Math.max(1, unlabelled.length);
        int most = (int) Math.max(neighbours, Math.min(Integer.MAX_VALUE, affordable));
        int[] all = state.labelled();
        int[] labelled = all.length <= most ? all : Candidates.sample(all, most, rng);
        NearestNeighbours nearest = NearestNeighbours.between(embeddings, unlabelled, labelled, neighbours);
        double[] scores = new double[state.numExamples()];
        if (nearest.k() > 0) {
            Contrast contrast = new Contrast(state.meanPredProbs(), labelled, nearest);
            Blocks.forEach(
                    unlabelled.length,
                    state.numClasses(),
                    () -> new double[state.numClasses()],
                    (block, from, to, row) -> {
                        for (int n = from; n < to; n++) {
                            scores[unlabelled[n]] = Math.min(0, 0 - contrast.divergence(unlabelled[n], n, row));
                        }
                    });
        }
        return Scores.of(scores);
    }

    /** Compares examples with their neighbours among the labelled ones. */
    private static final class Contrast {
        private final Probabilities predProbs;
        private final NearestNeighbours nearest;
        private final double[][] labelled;
        private final double[][] logs;

        Contrast(Probabilities predProbs, int[] examples, NearestNeighbours nearest) {
            this.predProbs = predProbs;
            this.nearest = nearest;
            this.labelled = new double[examples.length][predProbs.numClasses()];
            this.logs = new double[examples.length][];
            for (int l = 0; l < examples.length; l++) {
                predProbs.copyRows(examples[l], examples[l] + 1, labelled[l], 0);
                logs[l] = Arrays.stream(labelled[l]).map(FastLog::of).toArray();
            }
        }

        /** Mean divergence of the neighbours of place n from example i; the row is a buffer. */
        double divergence(int i, int n, double[] row) {
            predProbs.copyRows(i, i + 1, row, 0);
            for (int k = 0; k < row.length; k++) {
                row[k] = FastLog.of(row[k]);
            }
            double sum = 0;
            for (int rank = 0; rank < nearest.k(); rank++) {
                int l = nearest.neighbour(n, rank);
                for (int k = 0; k < row.length; k++) {
                    sum += labelled[l][k] * (logs[l][k] - row[k]);
                }
            }
            return sum / nearest.k();
        }
    }
}
