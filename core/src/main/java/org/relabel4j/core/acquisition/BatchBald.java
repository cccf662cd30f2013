package org.relabel4j.core.acquisition;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.relabel4j.core.probability.Probabilities;

/**
 * Asks for the labels that together say most about which model is right: as BALD, without asking the same thing many times.
 *
 * <p>A batch is chosen greedily: each time the example whose label adds most to the mutual information between the labels of the
 * batch and the model. Since that never grows with the batch, an example is only looked at again if what it could add at an
 * earlier time exceeds the best found: the same choices as by looking at all. Where no example adds {@value #LEAST_GAIN}
 * nats any more (1e-9 as long as nothing is sampled), and after {@value #MOST_JOINT} choices, the rest are chosen by BALD. Scores
 * are those of BALD.
 *
 * <p>Joint entropies are exact as long as there are at most so many configurations of labels; beyond, configurations are sampled.
 *
 * <p>Source: Kirsch, van Amersfoort and Gal 2019, "BatchBALD: efficient and diverse batch acquisition for deep Bayesian active
 * learning", arXiv:1906.08158, algorithm 1.
 *
 * @param bald says which models are compared, and scores
 * @param configurations labels of the batch that are told apart at most, at least 1; beyond, as many are sampled
 */
public record BatchBald(Bald bald, int configurations) implements AcquisitionStrategy {
    /** As many as four examples of ten classes have. */
    public static final int DEFAULT_CONFIGURATIONS = 10_000;

    static final double LEAST_GAIN = 1e-3;
    static final int MOST_JOINT = 100;

    /** What is left is rounding. */
    private static final double LEAST_EXACT_GAIN = 1e-9;

    /**
     * @throws IllegalArgumentException if configurations is below 1
     */
    public BatchBald {
        if (configurations < 1) {
            throw new IllegalArgumentException("configurations is " + configurations + ", expected at least 1");
        }
    }

    @Override
    public boolean composesBatches() {
        return true;
    }

    @Override
    public Needs needs() {
        return bald.needs();
    }

    /**
     * @throws IllegalArgumentException as {@link Bald#score}
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return bald.score(state, rng);
    }

    /**
     * @throws IllegalArgumentException as {@link Bald#score}, or if batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Scores scores = bald.score(state, rng);
        int[] order = BatchSelector.lowest(scores, candidates, candidates.length, rng);
        Search search = new Search(bald.models(state), scores, order, configurations);
        return search.run(batchSize, rng);
    }

    /** A candidate, and what it would have added when so many were chosen: the most that it could add now. */
    private record Bound(int example, double gain, int chosen) {}

    /** The greedy choice. */
    private static final class Search {
        private final List<Probabilities> models;
        private final Scores scores;
        /** By BALD; those from place {@code next} on have not been looked at. */
        private final int[] order;

        private int next;
        private final PriorityQueue<Bound> looked =
                new PriorityQueue<>(Comparator.comparingDouble(bound -> -bound.gain()));
        private final JointLabels joint;

        Search(List<Probabilities> models, Scores scores, int[] order, int configurations) {
            this.models = models;
            this.scores = scores;
            this.order = order;
            this.joint = new JointLabels(models.size(), configurations);
        }

        int[] run(int batchSize, RandomGenerator rng) {
            int[] batch = new int[batchSize];
            int size = 0;
            while (size < Math.min(batchSize, MOST_JOINT)) {
                Bound best = best(size);
                if (best.gain() < (joint.isSampled() ? LEAST_GAIN : LEAST_EXACT_GAIN)) {
                    looked.add(best);
                    break;
                }
                batch[size++] = best.example();
                joint.add(rows(best.example()), rng);
            }
            boolean[] open = new boolean[scores.size()];
            looked.forEach(bound -> open[bound.example()] = true);
            for (int place = 0; size < batchSize; place++) {
                if (place >= next || open[order[place]]) {
                    batch[size++] = order[place];
                }
            }
            return batch;
        }

        /** Takes away the candidate that adds most. */
        private Bound best(int size) {
            while (true) {
                double unseen = next < order.length ? -scores.get(order[next]) : Double.NEGATIVE_INFINITY;
                if (looked.isEmpty() || looked.peek().gain() < unseen) {
                    looked.add(bound(order[next++], size));
                } else if (looked.peek().chosen() == size) {
                    return looked.poll();
                } else {
                    looked.add(bound(looked.poll().example(), size));
                }
            }
        }

        private Bound bound(int example, int size) {
            // Of a single label BALD's score says it: equal examples stay equal.
            double gain = size == 0 ? -scores.get(example) : joint.gain(rows(example));
            return new Bound(example, gain, size);
        }

        private double[][] rows(int example) {
            double[][] rows = new double[models.size()][models.get(0).numClasses()];
            for (int l = 0; l < rows.length; l++) {
                models.get(l).copyRows(example, example + 1, rows[l], 0);
            }
            return rows;
        }
    }
}
