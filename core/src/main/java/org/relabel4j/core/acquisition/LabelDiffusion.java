package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.embedding.NeighbourGraph;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.random.Shuffles;

/**
 * Asks again where the labels given contradict those of similar examples, without a model; never about unlabelled examples while a
 * labelled one is left.
 *
 * <p>The examples are divided at random into {@value #PARTS} parts. For each, the consensus labels of all others, each class with a
 * total of 1, spread over the graph of neighbours ({@link NeighbourGraph}); what arrives, over {@value #SCALE}, are the logarithms of
 * p but for a constant. Score of example i, in nats: {@code s_i = -CE(q_i, p_i)} with q the distribution of the labels given; an
 * unlabelled one scores 1, above all others.
 *
 * <p>Source: Bernhardt et al. 2022, arXiv:2109.00574, as their code's {@code GraphBasedSelector} has it
 * (microsoft/InnerEye-DeepLearning, InnerEye-DataQuality), cross-entropy alone and no class priors. A class that no other example
 * has spreads nothing, where theirs divides by zero.
 *
 * @param neighbours that each example is linked to, at least 1; empty for one in 200 of the examples, at least 5
 * @param alpha how far labels spread, 0 to below 1
 */
public record LabelDiffusion(OptionalInt neighbours, double alpha) implements AcquisitionStrategy {
    /** As in the authors' code. */
    public static final double DEFAULT_ALPHA = 0.95;

    static final int PARTS = 10;
    static final double SCALE = 0.01;

    private static final double UNLABELLED = 1;
    private static final int EXAMPLES_A_NEIGHBOUR = 200;
    private static final int LEAST_NEIGHBOURS = 5;

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public LabelDiffusion {
        if (neighbours.isPresent() && neighbours.getAsInt() < 1) {
            throw new IllegalArgumentException("neighbours is " + neighbours.getAsInt() + ", expected at least 1");
        }
        if (!(alpha >= 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", expected 0 to below 1");
        }
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
        int numExamples = state.numExamples();
        int[] part = new int[numExamples];
        int[] order = Shuffles.permutation(numExamples, rng);
        for (int place = 0; place < numExamples; place++) {
            part[order[place]] = (int) ((long) place * PARTS / numExamples);
        }
        return score(state, part);
    }

    /** The scores with given parts, 0 to {@value #PARTS} - 1. */
    Scores score(PoolState state, int[] part) {
        Embeddings embeddings = state.requireEmbeddings("label-diffusion");
        int numClasses = state.numClasses();
        int links = neighbours.orElse(Math.max(LEAST_NEIGHBOURS, part.length / EXAMPLES_A_NEIGHBOUR));
        NeighbourGraph graph = new NeighbourGraph(embeddings, links);
        int[] labels = state.consensus().labels();
        double[][] arrived = new double[numClasses][part.length];
        Blocks.forEachOf(PARTS * numClasses, 1, () -> null, (block, task, to, none) -> {
            int k = task / PARTS;
            spread(graph, labels, k, part, task % PARTS, arrived[k]);
        });
        return scores(state.annotations(), arrived);
    }

    /** Spreads the labels of a class from all other parts to one. */
    private void spread(NeighbourGraph graph, int[] labels, int k, int[] part, int asked, double[] arrived) {
        double[] source = new double[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == k && part[i] != asked) {
                source[i] = 1;
                count++;
            }
        }
        if (count == 0) {
            return;
        }
        double share = 1.0 / count;
        double[] spread =
                graph.spread(Arrays.stream(source).map(value -> value * share).toArray(), alpha);
        for (int i = 0; i < labels.length; i++) {
            if (part[i] == asked) {
                arrived[i] = spread[i];
            }
        }
    }

    private static Scores scores(Annotations annotations, double[][] arrived) {
        int numClasses = arrived.length;
        double[] scores = new double[annotations.numExamples()];
        for (int i = 0; i < scores.length; i++) {
            if (!annotations.isLabelled(i)) {
                scores[i] = UNLABELLED;
                continue;
            }
            int[] counts = new int[numClasses];
            annotations.addVotes(i, counts);
            double largest = Double.NEGATIVE_INFINITY;
            for (double[] ofClass : arrived) {
                largest = Math.max(largest, ofClass[i] / SCALE);
            }
            double sum = 0;
            double mean = 0;
            for (int k = 0; k < numClasses; k++) {
                double logit = arrived[k][i] / SCALE - largest;
                sum += Math.exp(logit);
                mean += (double) counts[k] / annotations.count(i) * logit;
            }
            scores[i] = Math.min(0, mean - Math.log(sum));
        }
        return Scores.of(scores);
    }
}
