package org.relabel4j.benchmarks.bench;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.MemberPredictions;

/** Generated pools with embeddings that have the structure of a network's: classes, and few directions of variation. */
final class SelectionInput {
    private static final int DIRECTIONS = 16;
    private static final double NOISE = 0.3;
    private static final double BETWEEN_CLASSES = 1.5;

    private SelectionInput() {}

    /**
     * The sizes of an input.
     *
     * @param examples in all
     * @param labelled the first ones, with one label each
     * @param dimension of an embedding
     * @param classes of which example i has number i mod classes
     */
    record PoolSizes(int examples, int labelled, int dimension, int classes) {}

    /**
     * Draws a pool: an embedding is {@code max(0, 1.5 c + sum of 16 z_f b_f + 0.3 e)} with c the vector of the class, b_f
     * directions shared by all, and c, b, z, e standard normal; probabilities are even noise plus as much for the class.
     */
    static PoolState generate(PoolSizes sizes, long seed) {
        AnnotationsBuilder labels = Annotations.builder(sizes.examples(), 1, sizes.classes());
        for (int i = 0; i < sizes.labelled(); i++) {
            labels.add(i, 0, i % sizes.classes());
        }
        Annotations annotations = labels.build();
        Consensus consensus =
                new MajorityVote().infer(annotations, List.of(), Seeds.generator(seed, "selection-consensus"));
        MemberPredictions member = new MemberPredictions(
                "generated",
                FloatProbabilities.ofRowMajor(sizes.examples(), sizes.classes(), probabilities(sizes, seed)),
                List.of(),
                List.of(),
                Optional.of(Embeddings.ofRowMajor(sizes.examples(), sizes.dimension(), embeddings(sizes, seed))));
        return new PoolState(0, annotations, consensus, List.of(member));
    }

    private static float[] probabilities(PoolSizes sizes, long seed) {
        int numClasses = sizes.classes();
        float[] values = new float[Math.multiplyExact(sizes.examples(), numClasses)];
        Blocks.forEach(sizes.examples(), numClasses, () -> new double[numClasses], (block, from, to, row) -> {
            for (int i = from; i < to; i++) {
                SplittableRandom rng = new SplittableRandom(Seeds.derive(seed, "selection-probabilities", i));
                double sum = 0;
                for (int k = 0; k < numClasses; k++) {
                    row[k] = rng.nextDouble() * (k == i % numClasses ? numClasses : 1);
                    sum += row[k];
                }
                for (int k = 0; k < numClasses; k++) {
                    values[i * numClasses + k] = (float) (row[k] / sum);
                }
            }
        });
        return values;
    }

    private static float[] embeddings(PoolSizes sizes, long seed) {
        int dimension = sizes.dimension();
        RandomGenerator rng = Seeds.generator(seed, "selection-directions");
        float[][] directions = gaussian(DIRECTIONS, dimension, rng);
        float[][] centres = gaussian(sizes.classes(), dimension, rng);
        float[] values = new float[Math.multiplyExact(sizes.examples(), dimension)];
        Blocks.forEach(sizes.examples(), dimension, () -> new float[dimension], (block, from, to, row) -> {
            for (int i = from; i < to; i++) {
                SplittableRandom own = new SplittableRandom(Seeds.derive(seed, "selection-embeddings", i));
                float[] centre = centres[i % centres.length];
                for (int d = 0; d < dimension; d++) {
                    row[d] = (float) (BETWEEN_CLASSES * centre[d] + NOISE * own.nextGaussian());
                }
                for (float[] direction : directions) {
                    addScaled((float) own.nextGaussian(), direction, row);
                }
                for (int d = 0; d < dimension; d++) {
                    values[i * dimension + d] = Math.max(0, row[d]);
                }
            }
        });
        return values;
    }

    private static void addScaled(float factor, float[] values, float[] sum) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += factor * values[d];
        }
    }

    private static float[][] gaussian(int numVectors, int dimension, RandomGenerator rng) {
        float[][] vectors = new float[numVectors][dimension];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimension; d++) {
                vector[d] = (float) rng.nextGaussian();
            }
        }
        return vectors;
    }
}
