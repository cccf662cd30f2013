package org.relabel4j.models.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.vision.training.BatchSource.ImageBatch;
import org.relabel4j.models.weights.NamedTensors;

class ImageCoTeachingTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PAD);
    private static final ImageSet IMAGES = TinyImages.coloured(120, 1);
    private static final int[] ROWS = IntStream.range(0, 120).toArray();
    private static final Descent DESCENT = new Descent(8, 24, 0.05, 0.9, 1e-4, 1, LearningRateSchedule.COSINE);
    private static final Regularisation MIRRORED = new Regularisation(new Augmentation(true, 1, 0), 0, 0, 0, 0, 1);

    /** Every fourth label is wrong. */
    private static int[] noisy() {
        return Arrays.stream(ROWS).map(i -> i % 4 == 0 ? (i + 1) % 3 : i % 3).toArray();
    }

    private static ImageCoTeachingTrainer trainer(Optional<NamedTensors> start) {
        return new ImageCoTeachingTrainer(
                NETWORK, start, DESCENT, MIRRORED, new CoTeachingConfig(8, 24, 0.25, 2, 1), InputSize.AS_THEY_ARE);
    }

    private static double[] predict(ImageCoTeachingTrainer trainer, long seed) {
        try (Classifier classifier = trainer.train(IMAGES, ROWS, noisy(), 3, seed)) {
            Probabilities p = classifier.predict(IMAGES, ROWS);
            double[] values = new double[120 * 3];
            p.copyRows(0, 120, values, 0);
            return values;
        }
    }

    @Test
    void doubtsWrongLabelsMoreThanRightOnes() {
        int[] labels = noisy();
        double[] p = predict(trainer(Optional.empty()), 1);

        double above = 0;
        for (int wrong = 0; wrong < 120; wrong += 4) {
            for (int i = 0; i < 120; i++) {
                above += i % 4 != 0 && p[wrong * 3 + labels[wrong]] < p[i * 3 + labels[i]] ? 1 : 0;
            }
        }
        // Share of pairs in the right order: 0.5 by chance.
        assertTrue(above / (30 * 90) > 0.9, "area under the curve " + above / (30 * 90));
    }

    @Test
    void threadsDoNotChangeAByte() throws Exception {
        double[] alone = predict(trainer(Optional.empty()), 5);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<double[]>> both = IntStream.range(0, 2)
                    .mapToObj(n -> threads.submit((Callable<double[]>) () -> predict(trainer(Optional.empty()), 5)))
                    .toList();
            for (Future<double[]> one : both) {
                assertArrayEquals(alone, one.get(), 0);
            }
        } finally {
            threads.shutdown();
        }
        assertFalse(Arrays.equals(alone, predict(trainer(Optional.empty()), 6)));
    }

    @Test
    void networksFromOneFileDiffer() {
        NamedTensors weights = RandomWeights.of(NETWORK, 3, 3, 1);

        try (Classifier classifier = trainer(Optional.of(weights)).train(IMAGES, ROWS, noisy(), 3, 1)) {
            float[] both = new float[16];
            classifier.embed(IMAGES, new int[] {7}).copyRow(0, both, 0);
            assertFalse(Arrays.equals(Arrays.copyOf(both, 8), Arrays.copyOfRange(both, 8, 16)));
        }
    }

    @Test
    void partsOfABatchKeepTheirLabels() {
        float[] targets = {0.1f, 0.9f, 0.8f, 0.2f, 0, 1};
        LabelledBatch batch = new LabelledBatch(new ImageBatch(3, new float[] {1, 2, 3, 4, 5, 6}, targets));

        LabelledBatch part = batch.at(new int[] {2, 0});

        assertArrayEquals(new int[] {1, 0, 1}, batch.labels());
        assertEquals(2, part.batch().size());
        assertArrayEquals(new float[] {5, 6, 1, 2}, part.batch().input());
        assertArrayEquals(new float[] {0, 1, 0.1f, 0.9f}, part.batch().targets());
    }

    @Test
    void refusesToHoldOutAndToMix() {
        CoTeachingConfig forgetting = CoTeachingConfig.defaults();
        Regularisation holding = Regularisation.defaults();
        Regularisation mixing = new Regularisation(Augmentation.none(), 0, 0.2, 0, 0, 1);

        for (Regularisation regularisation : List.of(holding, mixing)) {
            var error = assertThrows(
                    IllegalArgumentException.class,
                    () -> new ImageCoTeachingTrainer(
                            NETWORK, Optional.empty(), DESCENT, regularisation, forgetting, InputSize.AS_THEY_ARE));
            assertTrue(error.getMessage().endsWith("0.2, expected 0 with co-teaching"), error::getMessage);
        }
    }
}
