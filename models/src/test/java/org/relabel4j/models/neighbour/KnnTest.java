package org.relabel4j.models.neighbour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FeatureMatrix;

class KnnTest {
    private static double[] predict(int k, float[] line, int[] rows, int[] labels, int numClasses, int query) {
        FeatureMatrix examples = FeatureMatrix.ofRowMajor(line.length, 1, line);
        Probabilities p =
                new KnnTrainer(k).train(examples, rows, labels, numClasses, 0).predict(examples, new int[] {query});
        double[] row = new double[numClasses];
        p.copyRows(0, 1, row, 0);
        return row;
    }

    @Test
    void countsTheVotesOfTheNearest() {
        // Query 0; the three nearest of 1, 2, 3, 9 are labelled 0, 1, 1.
        double[] p = predict(3, new float[] {0, 1, 2, 3, 9}, new int[] {1, 2, 3, 4}, new int[] {0, 1, 1, 0}, 2, 0);

        assertArrayEquals(new double[] {1 / 3.0, 2 / 3.0}, p, 1e-7);
    }

    @Test
    void ofEquallyFarExamplesTheEarlierRowIsNearer() {
        // 4 and 6 are both 1 from 5.
        float[] line = {5, 4, 6};

        assertArrayEquals(new double[] {1, 0}, predict(1, line, new int[] {1, 2}, new int[] {0, 1}, 2, 0), 0);
        assertArrayEquals(new double[] {0, 1}, predict(1, line, new int[] {2, 1}, new int[] {1, 0}, 2, 0), 0);
    }

    @Test
    void fewerExamplesThanNeighboursAllVote() {
        assertArrayEquals(
                new double[] {0.5, 0.5, 0},
                predict(5, new float[] {0, 1, 2}, new int[] {1, 2}, new int[] {0, 1}, 3, 0),
                0);
    }

    @Property(tries = 100)
    void agreesWithSorting(
            @ForAll @IntRange(min = 1, max = 30) int size,
            @ForAll @IntRange(min = 1, max = 4) int features,
            @ForAll @IntRange(min = 1, max = 9) int k,
            @ForAll long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[(size + 1) * features];
        for (int n = 0; n < values.length; n++) {
            // Few distinct values, so that there are ties.
            values[n] = rng.nextInt(4);
        }
        int[] rows = IntStream.range(0, size).toArray();
        int[] labels = rng.ints(size, 0, 3).toArray();
        FeatureMatrix examples = FeatureMatrix.ofRowMajor(size + 1, features, values);

        Probabilities p = new KnnTrainer(k).train(examples, rows, labels, 3, 0).predict(examples, new int[] {size});

        double[] expected = new double[3];
        int voters = Math.min(k, size);
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> squaredDistance(values, features, i, size)))
                .limit(voters)
                .forEach(i -> expected[labels[i]] += 1.0 / voters);
        for (int c = 0; c < 3; c++) {
            assertEquals(expected[c], p.get(0, c), 1e-6);
        }
    }

    private static double squaredDistance(float[] values, int features, int a, int b) {
        double sum = 0;
        for (int f = 0; f < features; f++) {
            double difference = values[a * features + f] - values[b * features + f];
            sum += difference * difference;
        }
        return sum;
    }
}
