package org.relabel4j.models.mlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.registry.Models;

class MlpChoiceTest {
    private static final int DIMENSION = 20;
    private static final int[] ROWS = IntStream.range(0, 240).toArray();
    private static final int[] FRESH = IntStream.range(240, 1000).toArray();
    private static final FeatureMatrix EXAMPLES;
    private static final int[] LABELS = new int[1000];

    static {
        SplittableRandom rng = new SplittableRandom(1);
        float[] x = new float[LABELS.length * DIMENSION];
        for (int n = 0; n < LABELS.length; n++) {
            int label = n % 3;
            for (int d = 0; d < DIMENSION; d++) {
                x[n * DIMENSION + d] = (float) rng.nextGaussian() + (d % 3 == label ? 0.7f : 0);
            }
            LABELS[n] = rng.nextDouble() < 0.3 ? rng.nextInt(3) : label;
        }
        EXAMPLES = FeatureMatrix.ofRowMajor(LABELS.length, DIMENSION, x);
    }

    private static Classifier train(Map<String, String> options) {
        return Models.trainer("mlp", options)
                .train(EXAMPLES, ROWS, IntStream.of(ROWS).map(n -> LABELS[n]).toArray(), 3, 7);
    }

    private static double loss(Classifier classifier) {
        return LogLoss.of(
                classifier.predict(EXAMPLES, FRESH),
                IntStream.of(FRESH).map(n -> LABELS[n]).toArray());
    }

    @Test
    void whatIsChosenForetellsNoisyLabelsBetterThanTheUsualSettings() {
        Classifier auto = train(Map.of("l2", "auto"));

        double chosen = loss(auto);
        double usual = loss(train(Map.of()));

        // The usual settings learn the wrong labels by heart: worse than guessing at 1.1.
        assertTrue(chosen < 0.95 && usual > 1.1, chosen + " " + usual);
        assertEquals(loss(train(auto.choices())), chosen);
    }

    @Test
    void foldsChooseEachForItself() {
        Trainer trainer = Models.trainer("mlp", Map.of("l2", "auto", "epochs", "30"));
        int[] some = IntStream.range(0, 90).toArray();
        int[] oneClass = {0, 3, 6};
        List<int[]> labels = List.of(IntStream.of(some).map(n -> LABELS[n]).toArray(), new int[3]);

        List<Classifier> both = trainer.trainFolds(EXAMPLES, List.of(some, oneClass), labels, 3, new long[] {1, 2});

        Classifier first = trainer.train(EXAMPLES, some, labels.get(0), 3, 1);
        assertEquals(first.choices(), both.get(0).choices());
        assertEquals(Map.of("l2", "0.0001", "epochs", "30"), both.get(1).choices());
    }

    @Test
    void otherEnginesAreRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> train(Map.of("l2", "auto", "engine", "nd4j")));

        assertEquals(
                "mlp l2=auto takes engine=java, but engine is nd4j; give a number for l2, or leave out the engine",
                error.getMessage());
    }
}
