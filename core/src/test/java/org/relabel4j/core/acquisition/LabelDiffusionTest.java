package org.relabel4j.core.acquisition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.embedding.NeighbourGraph;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;

class LabelDiffusionTest implements AcquisitionStrategyContract {
    @Override
    public AcquisitionStrategy strategy() {
        return new LabelDiffusion(OptionalInt.empty(), LabelDiffusion.DEFAULT_ALPHA);
    }

    @Override
    public boolean scoresAreRanks() {
        // Which examples are asked about together is random.
        return true;
    }

    private static PoolState state(float[][] vectors, int[] labels, int numClasses) {
        AnnotationsBuilder annotations = Annotations.builder(labels.length, 1, numClasses);
        double[][] even = new double[labels.length][numClasses];
        for (int i = 0; i < labels.length; i++) {
            Arrays.fill(even[i], 1.0 / numClasses);
            if (labels[i] >= 0) {
                annotations.add(i, 0, labels[i]);
            }
        }
        return PoolStates.of(annotations.build(), List.of(PoolStates.member(DenseProbabilities.of(even), vectors)));
    }

    @Test
    void whatSpreadsSolvesTheEquation() {
        // Two examples are each other's only neighbour, whatever the angle: L is 0 1 / 1 0. So z = (1, a) / (1 - a²).
        NeighbourGraph graph = new NeighbourGraph(Embeddings.ofRowMajor(2, 2, new float[] {1, 0, 0, 5}), 1);

        assertArrayEquals(new double[] {4 / 3.0, 2 / 3.0}, graph.spread(new double[] {1, 0}, 0.5), 1e-12);
        assertArrayEquals(new double[] {0, 0}, graph.spread(new double[2], 0.5));
    }

    /** As {@code benchmarks/peers/label_diffusion.py} prints, by the formulas of the authors' code. */
    @Test
    void isAsTheAuthorsCode() {
        float[][] vectors = new float[400][3];
        int[] labels = new int[400];
        for (int i = 0; i < 400; i++) {
            double[] row = new double[3];
            for (int d = 0; d < 3; d++) {
                row[d] = 1 + (i * i * (7 + d) + i * 13 * (d + 1) + d * 29) % 1009;
                vectors[i][d] = (float) row[d];
            }
            labels[i] = (RowMath.argmax(row) + (i % 7 == 3 ? 1 : 0)) % 3;
        }
        LabelDiffusion strategy = new LabelDiffusion(OptionalInt.of(4), 0.95);
        int[] part = IntStream.range(0, 400).map(i -> i % LabelDiffusion.PARTS).toArray();

        double[] scores = strategy.score(state(vectors, labels, 3), part).toArray();

        // Angles are of floats, with errors of 1e-7; what arrives is divided by 0.01.
        assertArrayEquals(
                new double[] {
                    -0.000193161, -0.005010697, -0.000040031, -11.416216608, -0.000576175, -0.000707086,
                    -0.000314515, -0.000008160, -0.000009437, -0.000000002, -0.092045807, -0.215239302
                },
                Arrays.copyOf(scores, 12),
                1e-4);
    }

    @Test
    void asksFirstAboutALabelUnlikeItsNeighbours() {
        float[][] vectors = new float[40][];
        int[] labels = new int[40];
        for (int i = 0; i < 40; i++) {
            vectors[i] = i < 20 ? new float[] {1, i / 1000f} : new float[] {i / 1000f, 1};
            labels[i] = i < 20 ? 0 : 1;
        }
        labels[7] = 1;
        labels[30] = -1;
        PoolState state = state(vectors, labels, 2);

        assertEquals(7, strategy().select(state, 1, new SplittableRandom(1))[0]);
        assertEquals(30, strategy().select(state, 40, new SplittableRandom(1))[39]);
    }

    @Test
    void refusesWhatItCannotUse() {
        assertEquals(
                "alpha is 1.0, expected 0 to below 1",
                assertThrows(IllegalArgumentException.class, () -> new LabelDiffusion(OptionalInt.empty(), 1))
                        .getMessage());
        assertEquals(
                "neighbours is 0, expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> new LabelDiffusion(OptionalInt.of(0), 0.5))
                        .getMessage());
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> strategy()
                                .score(
                                        PoolStates.of(Annotations.empty(1, 1, 2), new double[][] {{0.5, 0.5}}),
                                        new SplittableRandom(1)))
                .getMessage()
                .startsWith("label-diffusion needs embeddings"));
    }
}
