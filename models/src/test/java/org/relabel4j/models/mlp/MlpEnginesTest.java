package org.relabel4j.models.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.TestData;
import org.relabel4j.core.training.TestData.Problem;

/** The engines agree, with Deeplearning4j's MultiLayerNetwork as the reference. */
class MlpEnginesTest {
    /** What the project promises. Observed is below 1e-9: all engines compute in double precision. */
    private static final double TOLERANCE = 1e-4;

    private static final Problem PROBLEM = TestData.clusters(200, 5, 3, 11);
    /** Stops early: a coarse tolerance and little patience. */
    private static final MlpConfig STOPS_EARLY = stopsEarly(500);

    private static final List<int[]> UNEQUAL_FOLDS =
            List.of(PROBLEM.rows(0, 101), PROBLEM.rows(60, 190), PROBLEM.rows(20, 40), PROBLEM.rows(100, 196));
    private static final long[] SEEDS = {5, 6, 7, 8};

    private static MlpConfig stopsEarly(int maxEpochs) {
        return new MlpConfig(10, 0.02, 32, BatchSplit.SHORT_LAST, 1e-4, maxEpochs, 2e-3, 3, MlpEngine.JAVA);
    }

    private static MlpTrainer trainer(MlpConfig c, MlpEngine engine) {
        return new MlpTrainer(new MlpConfig(
                c.hidden(),
                c.learningRate(),
                c.batchSize(),
                c.batchSplit(),
                c.l2(),
                c.maxEpochs(),
                c.tolerance(),
                c.patience(),
                engine));
    }

    private static List<Classifier> trainFolds(MlpConfig config, MlpEngine engine) {
        return trainer(config, engine)
                .trainFolds(
                        PROBLEM.examples(),
                        UNEQUAL_FOLDS,
                        UNEQUAL_FOLDS.stream().map(PROBLEM::labelsOf).toList(),
                        3,
                        SEEDS);
    }

    private static double[] predict(Classifier classifier) {
        double[] p = new double[200 * 3];
        classifier.predict(PROBLEM.examples(), PROBLEM.rows(0, 200)).copyRows(0, 200, p, 0);
        return p;
    }

    @ParameterizedTest
    @EnumSource(
            value = MlpEngine.class,
            names = {"JAVA", "ND4J"})
    void foldsOfUnequalSizeThatStopEarlyEqualMultiLayerNetworks(MlpEngine engine) {
        List<Classifier> expected = trainFolds(STOPS_EARLY, MlpEngine.DL4J);

        List<Classifier> actual = trainFolds(STOPS_EARLY, engine);

        for (int fold = 0; fold < UNEQUAL_FOLDS.size(); fold++) {
            assertArrayEquals(predict(expected.get(fold)), predict(actual.get(fold)), TOLERANCE, "fold " + fold);
        }
    }

    @Test
    void thoseFoldsDoStopAtDifferentEpochs() {
        // Otherwise the test above would not show that a fold may leave while others go on.
        long distinct = IntStream.range(0, UNEQUAL_FOLDS.size())
                .map(fold -> epochs(UNEQUAL_FOLDS.get(fold), SEEDS[fold]))
                .distinct()
                .count();

        assertTrue(distinct >= 3, "distinct numbers of epochs: " + distinct);
    }

    private static int epochs(int[] rows, long seed) {
        MiniBatches batches = new MiniBatches(rows.length, STOPS_EARLY.batchSize(), STOPS_EARLY.batchSplit(), seed);
        MlpParameters start = MlpParameters.random(5, STOPS_EARLY.hidden(), 3, seed);
        TrainingSet set = new TrainingSet(PROBLEM.examples(), rows, PROBLEM.labelsOf(rows), 3, seed);
        Convergence stopping = new Convergence(STOPS_EARLY);
        JavaNetwork network = new JavaNetwork(STOPS_EARLY, start, batches.maxSize());
        double loss;
        do {
            batches.startEpoch();
            loss = 0;
            for (int batch = 0; batch < batches.count(); batch++) {
                loss += network.step(set, batches, batch) * batches.size(batch) / rows.length;
            }
        } while (!stopping.stopAfter(loss));
        assertTrue(stopping.epochs() < STOPS_EARLY.maxEpochs());
        return stopping.epochs();
    }

    /** Sizes that are and are not multiples of four, on either side of one batch; a class without an example. */
    @ParameterizedTest
    @CsvSource({"1, 2, 1, 3, 4", "4, 4, 8, 10, 40", "6, 3, 5, 7, 29", "9, 7, 13, 200, 33", "2, 11, 100, 8, 17"})
    void everyShapeEqualsMultiLayerNetwork(int numFeatures, int numClasses, int hidden, int batchSize, int size) {
        Problem problem = TestData.clusters(size, numFeatures, numClasses, 3);
        MlpConfig config = new MlpConfig(hidden, 1e-3, batchSize, BatchSplit.EVEN, 1e-4, 4, 1e-4, 10, MlpEngine.JAVA);
        TrainingSet set =
                new TrainingSet(problem.examples(), problem.rows(0, size), problem.labels(), numClasses + 1, 9);

        MlpParameters expected = new Dl4jFitter(config).fit(List.of(set)).get(0);

        for (MlpEngine engine : List.of(MlpEngine.JAVA, MlpEngine.ND4J)) {
            MlpParameters actual = engine.fitter(config).fit(List.of(set)).get(0);
            // 4 epochs of rounding in doubles.
            for (int f = 0; f < numFeatures; f++) {
                assertArrayEquals(expected.hiddenWeights[f], actual.hiddenWeights[f], 1e-9, engine + " weights");
            }
            assertArrayEquals(expected.hiddenBias, actual.hiddenBias, 1e-9, engine + " hidden bias");
            for (int k = 0; k <= numClasses; k++) {
                assertArrayEquals(expected.outputWeights[k], actual.outputWeights[k], 1e-9, engine + " output weights");
            }
            assertArrayEquals(expected.outputBias, actual.outputBias, 1e-9, engine + " output bias");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MlpEngine.class,
            names = {"JAVA", "ND4J"})
    void trainingsInParallelGiveTheSameBytes(MlpEngine engine) throws Exception {
        MlpConfig config = stopsEarly(10);
        List<double[]> alone =
                trainFolds(config, engine).stream().map(MlpEnginesTest::predict).toList();

        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<Classifier>>> futures = new ArrayList<>();
            for (int job = 0; job < 3; job++) {
                futures.add(executor.submit((Callable<List<Classifier>>) () -> trainFolds(config, engine)));
            }
            for (Future<List<Classifier>> future : futures) {
                List<Classifier> beside = future.get();
                for (int fold = 0; fold < alone.size(); fold++) {
                    assertArrayEquals(alone.get(fold), predict(beside.get(fold)), 0);
                }
            }
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void noFoldsGiveNoClassifiers() {
        assertEquals(
                List.of(),
                trainer(STOPS_EARLY, MlpEngine.ND4J)
                        .trainFolds(PROBLEM.examples(), List.of(), List.of(), 3, new long[0]));
    }
}
