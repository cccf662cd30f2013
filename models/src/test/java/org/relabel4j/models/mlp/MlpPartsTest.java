package org.relabel4j.models.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.TestData;
import org.relabel4j.core.training.TestData.Problem;

class MlpPartsTest {
    private static MlpConfig config(double learningRate, int maxEpochs, double tolerance, int patience) {
        return new MlpConfig(
                100, learningRate, 200, BatchSplit.EVEN, 1e-4, maxEpochs, tolerance, patience, MlpEngine.JAVA);
    }

    @Property(tries = 100)
    void anEpochSeesEveryExampleOnce(
            @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll @IntRange(min = 1, max = 60) int batchSize,
            @ForAll BatchSplit split,
            @ForAll long seed) {
        MiniBatches batches = new MiniBatches(size, batchSize, split, seed);
        batches.startEpoch();
        int[] seen = new int[size];
        int total = 0;
        for (int batch = 0; batch < batches.count(); batch++) {
            assertTrue(batches.size(batch) >= 1 && batches.size(batch) <= batches.maxSize());
            for (int n = 0; n < batches.size(batch); n++) {
                seen[batches.position(batch, n)]++;
                total++;
            }
        }

        assertEquals(size, total);
        assertTrue(Arrays.stream(seen).allMatch(count -> count == 1));
    }

    @Test
    void evenBatchesDifferByOneAndShortLastLeavesTheRest() {
        // 801 = 161 + 4 * 160 = 4 * 200 + 1.
        assertArrayEquals(new int[] {0, 161, 321, 481, 641, 801}, BatchSplit.EVEN.starts(801, 200));
        assertArrayEquals(new int[] {0, 200, 400, 600, 800, 801}, BatchSplit.SHORT_LAST.starts(801, 200));
    }

    @Test
    void everyEpochHasItsOwnOrder() {
        MiniBatches batches = new MiniBatches(30, 30, BatchSplit.EVEN, 1);
        batches.startEpoch();
        int[] first = IntStream.range(0, 30).map(n -> batches.position(0, n)).toArray();
        batches.startEpoch();
        int[] second = IntStream.range(0, 30).map(n -> batches.position(0, n)).toArray();

        assertFalse(Arrays.equals(first, second));
    }

    @Test
    void stopsAfterMoreThanPatienceEpochsWithoutImprovement() {
        Convergence rule = new Convergence(config(1e-3, 500, 0.1, 2));

        assertFalse(rule.stopAfter(1.0)); // best 1.0
        assertFalse(rule.stopAfter(0.95)); // better, but by less than 0.1: first without improvement; best 0.95
        assertFalse(rule.stopAfter(0.80)); // 0.15 below the best: starts anew
        assertFalse(rule.stopAfter(0.75));
        assertFalse(rule.stopAfter(0.85));
        assertTrue(rule.stopAfter(0.75)); // the third in a row, more than 2
    }

    @Test
    void stopsAtTheLimitOfEpochs() {
        Convergence rule = new Convergence(config(1e-3, 2, 1e-4, 10));

        assertFalse(rule.stopAfter(2));
        assertTrue(rule.stopAfter(1));
    }

    @Test
    void saysThatTrainingDiverged() {
        Convergence rule = new Convergence(MlpConfig.defaults());

        var error = assertThrows(IllegalArgumentException.class, () -> rule.stopAfter(Double.NaN));

        assertEquals(
                "mlp training diverged: its loss is NaN after epoch 1; scale the features to about [-1, 1] or lower the"
                        + " step size",
                error.getMessage());
    }

    @Test
    void softmaxLossByHand() {
        // Scores ln 1, ln 2, ln 5: probabilities 1/8, 2/8, 5/8.
        double[] scores = {0, Math.log(2), Math.log(5)};

        double loss = SoftmaxLoss.replaceByDerivative(scores, 1);

        assertEquals(Math.log(4), loss, 1e-12);
        assertArrayEquals(new double[] {0.125, -0.75, 0.625}, scores, 1e-12);
    }

    @Test
    void softmaxLossOfHugeScoresIsFinite() {
        double[] scores = {1000, -1000};

        assertEquals(2000, SoftmaxLoss.replaceByDerivative(scores, 1), 1e-9);
        assertArrayEquals(new double[] {1, -1}, scores, 1e-12);
    }

    @Property(tries = 50)
    void batchesOfSoftmaxLossesEqualOneByOne(
            @ForAll @IntRange(min = 1, max = 700) int size,
            @ForAll @IntRange(min = 1, max = 5) int numClasses,
            @ForAll long seed) {
        // 700 examples of five equal scores have a product of sums, 5^700, far beyond the greatest double.
        SplittableRandom rng = new SplittableRandom(seed);
        double spread = rng.nextInt(3) * 20;
        double[][] scores = new double[numClasses][size + 2];
        int[] labels = new int[size];
        double expectedLoss = 0;
        double[][] expected = new double[size][numClasses];
        for (int b = 0; b < size; b++) {
            labels[b] = rng.nextInt(numClasses);
            for (int k = 0; k < numClasses; k++) {
                scores[k][b] = expected[b][k] = spread * (rng.nextDouble() - 0.5);
            }
            expectedLoss += SoftmaxLoss.replaceByDerivative(expected[b], labels[b]) / size;
        }

        double loss = SoftmaxLoss.replaceByDerivative(scores, numClasses, size, labels, new double[2][size + 2]);

        // Doubles: sums of up to 700 numbers of order 10.
        assertEquals(expectedLoss, loss, 1e-11);
        for (int b = 0; b < size; b++) {
            for (int k = 0; k < numClasses; k++) {
                assertEquals(expected[b][k] / size, scores[k][b], 1e-15);
            }
        }
    }

    @Test
    void firstStepOfAdamByHand() {
        // t = 1: size = 0.01 sqrt(1 - 0.999) / (1 - 0.9) = 0.01 * 0.0316.. / 0.1. With gradient g the moments are 0.1 g
        // and
        // 0.001 g^2, so the step is 0.01 * sign(g), but for epsilon.
        AdamStep step = AdamStep.number(1, 0.01);
        double[] weights = {1, 1};
        DoubleRows.adam(weights, new double[] {3, -0.5}, new double[2], new double[2], step);

        assertEquals(0.01 * Math.sqrt(0.001) / 0.1, step.size(), 1e-15);
        assertArrayEquals(new double[] {0.99, 1.01}, weights, 1e-7);
    }

    @Test
    void initialParametersFillTheGlorotRange() {
        MlpParameters p = MlpParameters.random(4, 100, 4, 1);
        double bound = Math.sqrt(6.0 / 104);

        double[] all =
                Arrays.stream(p.hiddenWeights).flatMapToDouble(Arrays::stream).toArray();
        double max = Arrays.stream(all).map(Math::abs).max().orElseThrow();

        // 400 uniform draws: the greatest is within 5 % of the bound but for one run in 10^8.
        assertTrue(max <= bound && max > 0.95 * bound, "greatest weight " + max);
        assertTrue(Arrays.stream(p.hiddenBias).allMatch(b -> b != 0 && Math.abs(b) <= bound));
    }

    @Test
    void embeddingsAreTheHiddenLayerAfterItsRelu() {
        MlpParameters p = new MlpParameters(2, 2, 2);
        p.hiddenWeights[0][0] = 2; // unit 0: 2 x0 + 1
        p.hiddenBias[0] = 1;
        p.hiddenWeights[1][1] = -1; // unit 1: -x1
        FeatureMatrix x = FeatureMatrix.ofRowMajor(1, 2, new float[] {3, 4});

        Embeddings embeddings = new MlpClassifier(p).embed(x, new int[] {0});

        assertEquals(7f, embeddings.get(0, 0));
        assertEquals(0f, embeddings.get(0, 1));
    }

    @Test
    void hugeFeaturesEndInOneClearLine() {
        Problem problem = TestData.clusters(20, 2, 2, 1);
        MlpTrainer trainer = new MlpTrainer(config(1e200, 500, 1e-4, 10));
        int[] rows = problem.rows(0, 20);

        var error = assertThrows(
                IllegalArgumentException.class, () -> trainer.train(problem.examples(), rows, problem.labels(), 2, 1));

        assertTrue(error.getMessage().startsWith("mlp training diverged"), error::getMessage);
    }

    @Test
    void hostDoublesKeepShapeOrderAndValues() {
        try (INDArray array = Nd4j.create(DataType.DOUBLE, new long[] {2, 3}, 'c')) {
            HostDoubles host = new HostDoubles(array);
            host.write(new double[] {1, 2, 3, 4, 5, 6});

            assertEquals(3, array.getDouble(0, 2));
            assertEquals(4, array.getDouble(1, 0));

            array.muli(2);
            double[] back = new double[6];
            host.read(back);
            assertArrayEquals(new double[] {2, 4, 6, 8, 10, 12}, back, 0);
        }
    }
}
