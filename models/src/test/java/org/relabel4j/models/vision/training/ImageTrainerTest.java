package org.relabel4j.models.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.weights.NamedTensors;

class ImageTrainerTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PAD);
    private static final ImageSet IMAGES = TinyImages.coloured(120, 1);
    private static final int[] TRAIN = IntStream.range(0, 90).toArray();
    private static final int[] TEST = IntStream.range(90, 120).toArray();
    private static final Descent DESCENT = new Descent(6, 16, 0.05, 0.9, 1e-4, 1, LearningRateSchedule.COSINE);
    private static final Regularisation PLAIN = new Regularisation(Augmentation.none(), 0, 0, 0, 0, 1);

    private static int[] labels(int[] rows) {
        return Arrays.stream(rows).map(i -> i % 3).toArray();
    }

    private static ImageTrainer trainer(Regularisation regularisation) {
        return new ImageTrainer(NETWORK, Optional.empty(), DESCENT, regularisation, InputSize.AS_THEY_ARE);
    }

    private static Classifier train(ImageTrainer trainer, long seed) {
        return trainer.train(IMAGES, TRAIN, labels(TRAIN), 3, seed);
    }

    private static double[] values(Probabilities p) {
        double[] values = new double[p.numExamples() * p.numClasses()];
        p.copyRows(0, p.numExamples(), values, 0);
        return values;
    }

    private static double accuracy(Classifier classifier) {
        Probabilities p = classifier.predict(IMAGES, TEST);
        int right = 0;
        for (int n = 0; n < TEST.length; n++) {
            int label = TEST[n] % 3;
            right += p.get(n, label) > 0.5 ? 1 : 0;
        }
        return (double) right / TEST.length;
    }

    @Test
    void learnsFromRandomWeights() {
        try (Classifier classifier = train(trainer(PLAIN), 1)) {
            assertTrue(accuracy(classifier) > 0.9);
            assertEquals(8, classifier.embed(IMAGES, TEST).dimension());
            assertEquals(0, classifier.predict(IMAGES, new int[0]).numExamples());
        }
    }

    @Test
    void learnsWithEverythingSwitchedOn() {
        Regularisation all = new Regularisation(new Augmentation(true, 1, 0.1), 0.1, 0.2, 0.1, 0.2, 2);

        try (Classifier classifier = train(trainer(all), 1)) {
            assertTrue(accuracy(classifier) > 0.6);
        }
    }

    @Test
    void theSeedDecidesEverything() {
        Regularisation random = new Regularisation(Augmentation.standard(), 0, 0.2, 0.3, 0.2, 2);
        try (Classifier one = train(trainer(random), 1);
                Classifier same = train(trainer(random), 1);
                Classifier other = train(trainer(random), 2)) {
            double[] expected = values(one.predict(IMAGES, TEST));

            assertArrayEquals(expected, values(same.predict(IMAGES, TEST)), 1e-6);
            assertFalse(Arrays.equals(expected, values(other.predict(IMAGES, TEST))));
        }
    }

    @Test
    void predictsEachRowAloneAsAmongOthers() {
        try (Classifier classifier = train(trainer(PLAIN), 1)) {
            double[] all = values(classifier.predict(IMAGES, TEST));
            double[] third = values(classifier.predict(IMAGES, new int[] {TEST[2]}));

            assertArrayEquals(Arrays.copyOfRange(all, 6, 9), third, 1e-6);
        }
    }

    @Test
    void startsFromGivenWeights() {
        NamedTensors start = RandomWeights.of(NETWORK, 3, 7, 5);
        Descent barely = new Descent(1, 90, 1e-9, 0, 0, 0, LearningRateSchedule.CONSTANT);
        ImageTrainer trainer = new ImageTrainer(NETWORK, Optional.of(start), barely, PLAIN, InputSize.AS_THEY_ARE);

        try (Classifier classifier = train(trainer, 1)) {
            double[] p = values(classifier.predict(IMAGES, TEST));

            // The last layer starts from zero.
            assertEquals(1.0 / 3, p[0], 1e-3);
        }
    }

    @Test
    void keepsTheBestEpochOfThoseJudged() {
        Regularisation judged = new Regularisation(Augmentation.none(), 0, 0, 0, 0.2, 1);
        Descent wild = new Descent(12, 16, 0.05, 0.9, 0, 0, LearningRateSchedule.CONSTANT);

        try (Classifier classifier =
                train(new ImageTrainer(NETWORK, Optional.empty(), wild, judged, InputSize.AS_THEY_ARE), 3)) {
            assertTrue(accuracy(classifier) > 0.9);
        }
    }

    @Test
    void dropoutPassesDifferAndAverageToThePrediction() {
        try (ImageClassifier classifier = assertInstanceOf(ImageClassifier.class, train(trainer(PLAIN), 1))) {
            List<Probabilities> passes = classifier.predictWithDropout(IMAGES, TEST, 0.3, 4, 9);
            List<Probabilities> none = classifier.predictWithDropout(IMAGES, TEST, 0, 1, 9);

            assertEquals(4, passes.size());
            assertFalse(Arrays.equals(values(passes.get(0)), values(passes.get(1))));
            assertArrayEquals(
                    values(passes.get(1)),
                    values(classifier
                            .predictWithDropout(IMAGES, TEST, 0.3, 2, 9)
                            .get(1)));
            assertArrayEquals(values(classifier.predict(IMAGES, TEST)), values(none.get(0)));
            assertThrows(IllegalArgumentException.class, () -> classifier.predictWithDropout(IMAGES, TEST, 1, 1, 9));
        }
    }

    @Test
    void leavesOutInPredictionWhatTrainingLeftOut() {
        ImageTrainer dropping = trainer(new Regularisation(Augmentation.standard(), 0, 0, 0.3, 0, 1));
        try (ImageClassifier with = assertInstanceOf(ImageClassifier.class, train(dropping, 1));
                Classifier without = train(trainer(PLAIN), 1)) {
            assertArrayEquals(
                    values(with.predictWithDropout(IMAGES, TEST, 0.3, 2, 9).get(1)),
                    values(with.predictWithDropout(IMAGES, TEST, 2, 9).get(1)));
            assertThrows(UnsupportedOperationException.class, () -> without.predictWithDropout(IMAGES, TEST, 2, 9));
        }
        assertTrue(dropping.hasDropout() && !trainer(PLAIN).hasDropout());
    }

    @Test
    void trainsOnOneImageOfOneClassAmongMany() {
        try (Classifier classifier = trainer(PLAIN).train(IMAGES, new int[] {3}, new int[] {2}, 5, 1)) {
            Probabilities p = classifier.predict(IMAGES, new int[] {3});

            assertEquals(5, p.numClasses());
        }
    }

    @Test
    void saysWhatItCannotUse() {
        FeatureMatrix table = FeatureMatrix.ofRowMajor(2, 3, new float[6]);
        ImageTrainer trainer = trainer(PLAIN);
        var error = assertThrows(
                IllegalArgumentException.class, () -> trainer.train(table, new int[] {0}, new int[] {0}, 2, 1));
        assertEquals(
                "model tiny needs images, but the examples have shape [3]; use a data set of images, or the model mlp",
                error.getMessage());

        ImageSet other = new ImageSet(4, 4, 3, new byte[][] {new byte[48]});
        try (Classifier classifier = train(trainer, 1)) {
            var size = assertThrows(IllegalArgumentException.class, () -> classifier.predict(other, new int[] {0}));
            assertTrue(size.getMessage().startsWith("tiny was built for images of"), size::getMessage);
        }

        NamedTensors wrong = RandomWeights.of(TinyImages.basic(Shortcut.PROJECTION), 3, 3, 1);
        ImageTrainer mismatched = new ImageTrainer(NETWORK, Optional.of(wrong), DESCENT, PLAIN, InputSize.AS_THEY_ARE);
        var weights = assertThrows(IllegalArgumentException.class, () -> train(mismatched, 1));
        assertTrue(weights.getMessage().contains("layer2.0.downsample.0.weight"), weights::getMessage);
    }

    @Test
    void saysWhenTheLossIsLost() {
        Descent wild = new Descent(3, 16, 1e30, 0.9, 0, 0, LearningRateSchedule.CONSTANT);
        ImageTrainer trainer = new ImageTrainer(NETWORK, Optional.empty(), wild, PLAIN, InputSize.AS_THEY_ARE);

        var error = assertThrows(IllegalArgumentException.class, () -> train(trainer, 1));

        assertTrue(error.getMessage().contains("choose a smaller lr than 1.0E30"), error::getMessage);
    }
}
