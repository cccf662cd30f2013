package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.ByName;

/**
 * Asks about unlabelled examples that a classifier tells most surely from labelled ones, so that the two become alike:
 * discriminative active learning.
 *
 * <p>A batch is chosen in parts: after each the examples chosen count as labelled, and the classifier, a logistic regression on
 * embeddings, learns anew. Score of one example: the probability that it is unlabelled, negated, −1 to 0; 0 if it is labelled; all alike if nothing is.
 * Labelled examples are asked about only when no other is left, at random.
 *
 * <p>The classifier learns from at most 20,000 examples of each kind, drawn at random; parts cost as many passes over the
 * candidates.
 *
 * <p>Source: Gissin and Shalev-Shwartz 2019, "Discriminative active learning", arXiv:1907.06347, algorithm 1. Their classifier is
 * a network of three hidden layers.
 *
 * @param parts parts of a batch, at least 1; a smaller batch has as many as examples
 */
public record Discriminative(int parts) implements AcquisitionStrategy {
    /** As in the authors' experiments. */
    public static final int DEFAULT_PARTS = 10;

    /**
     * @throws IllegalArgumentException if parts is below 1
     */
    public Discriminative {
        if (parts < 1) {
            throw new IllegalArgumentException("parts is " + parts + ", expected at least 1");
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
        int[] unlabelled = state.unlabelled();
        double[] scores = new double[state.numExamples()];
        if (unlabelled.length > 0) {
            double[] logits = new Search(state, unlabelled, rng).logits();
            for (int n = 0; n < logits.length; n++) {
                scores[unlabelled[n]] = -1 / (1 + Math.exp(-logits[n]));
            }
        }
        return Scores.of(scores);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Annotations annotations = state.annotations();
        int[] unlabelled = Candidates.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = Candidates.where(candidates, annotations::isLabelled);
        int numNew = Math.min(batchSize, unlabelled.length);
        int[] repeats = Candidates.sample(labelled, batchSize - numNew, rng);
        return numNew == 0 ? repeats : Candidates.concat(choose(state, unlabelled, numNew, rng), repeats);
    }

    private int[] choose(PoolState state, int[] unlabelled, int count, RandomGenerator rng) {
        Search search = new Search(state, unlabelled, rng);
        int[] batch = new int[0];
        int numParts = Math.min(parts, count);
        for (int part = 0; part < numParts; part++) {
            int size = (count - batch.length) / (numParts - part);
            batch = Candidates.concat(batch, search.choose(size, rng));
        }
        return batch;
    }

    /** The examples of both kinds, of which more and more count as labelled, and the classifier. */
    private static final class Search {
        private final Discriminator discriminator;
        private int[] labelled;
        private int[] unlabelled;
        /** The unlabelled ones to learn from. */
        private int[] sample;

        Search(PoolState state, int[] unlabelled, RandomGenerator rng) {
            Embeddings embeddings = state.requireEmbeddings("dal");
            this.labelled = Candidates.sample(state.labelled(), TypicalExamples.MOST_EXAMPLES, rng);
            this.unlabelled = unlabelled;
            this.sample = Candidates.sample(unlabelled, TypicalExamples.MOST_EXAMPLES, rng);
            this.discriminator = new Discriminator(embeddings, Candidates.concat(labelled, sample));
        }

        /** How surely each is unlabelled; 0 as long as there is only one kind. */
        double[] logits() {
            if (labelled.length > 0 && sample.length > 0) {
                discriminator.learn(labelled, sample);
            }
            return discriminator.logits(unlabelled);
        }

        int[] choose(int count, RandomGenerator rng) {
            double[] negated = logits();
            for (int n = 0; n < negated.length; n++) {
                negated[n] = -negated[n];
            }
            int[] chosen = Candidates.at(
                    unlabelled, BatchSelector.lowest(Scores.of(negated), count, ByName.at(rng, unlabelled)));
            BitSet taken = new BitSet();
            Arrays.stream(chosen).forEach(taken::set);
            labelled = Candidates.concat(labelled, chosen);
            unlabelled = Candidates.where(unlabelled, i -> !taken.get(i));
            sample = Candidates.where(sample, i -> !taken.get(i));
            return chosen;
        }
    }
}
