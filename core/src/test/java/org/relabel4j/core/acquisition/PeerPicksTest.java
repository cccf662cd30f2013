package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/**
 * Choices of scikit-activeml 1.0.1 and small-text 1.4.1 on the same embeddings and probabilities, as {@code
 * benchmarks/peers/acquisition_picks.py} prints them.
 */
class PeerPicksTest {
    private static final int EXAMPLES = 400;
    private static final int DIMENSION = 3;
    private static final int CLASSES = 4;
    private static final int MODELS = 5;
    private static final int LABELLED = 12;

    private static final Annotations ANNOTATIONS = annotations();
    private static final Embeddings EMBEDDINGS = embeddings();

    private static Annotations annotations() {
        AnnotationsBuilder builder = Annotations.builder(EXAMPLES, 1, CLASSES);
        for (int i = 0; i < LABELLED; i++) {
            builder.add(i, 0, i % CLASSES);
        }
        return builder.build();
    }

    private static Embeddings embeddings() {
        float[] values = new float[EXAMPLES * DIMENSION];
        for (int i = 0; i < EXAMPLES; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                double whole = (i * i * (7 + d) + i * 13 * (d + 1) + d * 29) % 1009;
                values[i * DIMENSION + d] = (float) (whole * whole * whole / (1 << 26));
            }
        }
        return Embeddings.ofRowMajor(EXAMPLES, DIMENSION, values);
    }

    private static Probabilities probabilities(int model) {
        double[][] rows = new double[EXAMPLES][CLASSES];
        for (int i = 0; i < EXAMPLES; i++) {
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                rows[i][k] = 1 + (i * i * 31 + k * 17 + i * k * 7 + model * (i + 3) * (k + 1) * 41) % 997;
                sum += rows[i][k];
            }
            for (int k = 0; k < CLASSES; k++) {
                rows[i][k] /= sum;
            }
        }
        return DenseProbabilities.of(rows);
    }

    private static PoolState state(int numModels) {
        List<MemberPredictions> members = new ArrayList<>();
        for (int model = 0; model < numModels; model++) {
            members.add(new MemberPredictions(
                    "model", probabilities(model), List.of(), List.of(), Optional.of(EMBEDDINGS)));
        }
        return PoolStates.of(ANNOTATIONS, members);
    }

    private static int[] select(AcquisitionStrategy strategy, int numModels, int batchSize) {
        return strategy.select(state(numModels), batchSize, new SplittableRandom(1));
    }

    @Test
    void probCover() {
        ProbCover small = new ProbCover(OptionalDouble.of(3.5), 0.95);

        assertArrayEquals(new int[] {166, 170, 63}, select(small, 1, 3));
        assertArrayEquals(new int[] {178, 173, 245}, select(new ProbCover(OptionalDouble.of(4.75), 0.95), 1, 3));
        // Its first ball covers 39 of the 388 unlabelled examples anew.
        assertEquals(-39.0 / 388, small.score(state(1), new SplittableRandom(1)).get(166), 1e-15);
    }

    @Test
    void contrastive() {
        assertArrayEquals(new int[] {299, 338, 83, 142, 133, 84, 289, 25}, select(new Cal(5), 1, 8));
    }

    @Test
    void batchBald() {
        AcquisitionStrategy exact = new BatchBald(new Bald(), 1 << 20);

        assertArrayEquals(new int[] {116, 83, 178, 211, 170}, select(exact, MODELS, 5));
        // The first two have 16 configurations: the third is chosen exactly, too.
        assertArrayEquals(new int[] {116, 83, 178}, select(new BatchBald(new Bald(), 16), MODELS, 3));
    }

    @Test
    void bald() {
        assertArrayEquals(new int[] {116, 83, 178, 0, 44, 324, 290, 170}, select(new Bald(), MODELS, 8));
    }

    @Test
    void discriminative() {
        assertArrayEquals(new int[] {364, 72, 16, 26, 46, 319, 346, 189}, select(new Discriminative(8), 1, 8));
    }

    @Test
    void nearLabelled() {
        NearLabelled seals = new NearLabelled(new Entropy(), 4, 0);
        int[] unlabelled = IntStream.range(LABELLED, EXAMPLES).toArray();

        assertArrayEquals(
                new int[] {276, 125, 271, 300, 305, 267, 129, 353},
                seals.select(state(1), unlabelled, 8, new SplittableRandom(1)));
    }
}
