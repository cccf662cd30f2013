package org.relabel4j.core.acquisition;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.embedding.KCentre;
import org.relabel4j.core.probability.Embeddings;

/**
 * Asks about unlabelled examples so that no example of the pool is far from a labelled one in the model's embedding.
 *
 * <p>A batch is chosen greedily: each time the unlabelled example farthest from everything labelled or chosen. Score of one
 * example: its Euclidean distance to the nearest labelled one, negated; 0 if it is labelled; all are −∞ if nothing is
 * labelled. Labelled examples are asked about only when no other is left, spread out likewise.
 *
 * <p>Source: Sener and Savarese 2018, "Active learning for convolutional neural networks: a core-set approach",
 * arXiv:1708.00489, algorithm 1 (k-centre greedy). Their mixed integer program, which improves it a little, is left out.
 */
public final class CoreSet implements AcquisitionStrategy {
    @Override
    public Needs needs() {
        return Needs.EMBEDDINGS;
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Embeddings embeddings = state.requireEmbeddings("core-set");
        int[] unlabelled = state.unlabelled();
        double[] squared = KCentre.squaredDistances(embeddings, unlabelled, state.labelled());
        double[] scores = new double[state.numExamples()];
        for (int n = 0; n < unlabelled.length; n++) {
            scores[unlabelled[n]] = -Math.sqrt(squared[n]);
        }
        return Scores.of(scores);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Batches.checkSize(batchSize, candidates.length);
        Embeddings embeddings = state.requireEmbeddings("core-set");
        Annotations annotations = state.annotations();
        int[] unlabelled = Batches.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = Batches.where(candidates, annotations::isLabelled);
        int numNew = Math.min(batchSize, unlabelled.length);
        int[] batch = KCentre.greedy(embeddings, unlabelled, state.labelled(), numNew, rng);
        int[] repeats = KCentre.greedy(embeddings, labelled, batch, batchSize - numNew, rng);
        return Batches.concat(batch, repeats);
    }
}
