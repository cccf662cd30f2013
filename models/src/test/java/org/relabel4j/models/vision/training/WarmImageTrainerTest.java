package org.relabel4j.models.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.WarmTrainer.Trained;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

class WarmImageTrainerTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PAD);
    private static final ImageSet IMAGES = TinyImages.coloured(120, 1);
    private static final int[] FIRST = IntStream.range(0, 60).toArray();
    private static final int[] SECOND = IntStream.range(0, 90).toArray();
    private static final int[] TEST = IntStream.range(90, 120).toArray();
    private static final Descent DESCENT = new Descent(4, 16, 0.05, 0.9, 1e-4, 1, LearningRateSchedule.COSINE);
    private static final Regularisation PLAIN = new Regularisation(Augmentation.none(), 0, 0, 0, 0, 1);

    private static ImageTrainer cold(Descent descent, Regularisation regularisation) {
        return new ImageTrainer(NETWORK, Optional.empty(), descent, regularisation, InputSize.AS_THEY_ARE);
    }

    private static WarmImageTrainer warm(ImageTrainer cold, double shrink, double perturb, int epochs) {
        return new WarmImageTrainer(cold, new WarmStart(shrink, perturb, epochs));
    }

    private static int[] labels(int[] rows) {
        return Arrays.stream(rows).map(i -> i % 3).toArray();
    }

    private static FoldMemory firstRound(WarmImageTrainer trainer) {
        Trained trained = trainer.trainFrom(IMAGES, FIRST, labels(FIRST), 3, 1, Optional.empty());
        trained.classifier().close();
        return trained.memory();
    }

    private static Trained secondRound(WarmImageTrainer trainer, FoldMemory before) {
        return trainer.trainFrom(IMAGES, SECOND, labels(SECOND), 3, 2, Optional.of(before));
    }

    private static double[] values(Classifier classifier) {
        try (classifier) {
            Probabilities p = classifier.predict(IMAGES, TEST);
            double[] values = new double[TEST.length * 3];
            p.copyRows(0, TEST.length, values, 0);
            return values;
        }
    }

    @Test
    void shrinksAndPerturbs() {
        // 0.5 * 1 + 0.25 * 4 = 1.5; 0.5 * -3 + 0.25 * 2 = -1; all are exact in binary.
        float[] mixed = new WarmStart(0.5, 0.25, 1).shrinkAndPerturb(new float[] {1, -3}, new float[] {4, 2});

        assertArrayEquals(new float[] {1.5f, -1f}, mixed);
    }

    @Test
    void mixesAllButTheStatisticsOfBatchNorms() {
        TensorMap fresh = new TensorMap("fresh");
        Map<String, float[]> before = new LinkedHashMap<>();
        for (String name : new String[] {"bn1.weight", "bn1.running_mean", "bn1.running_var", "fc.bias"}) {
            fresh.put(name, new int[] {1}, new float[] {4});
            before.put(name, new float[] {1});
        }

        NamedTensors mixed = new WarmStart(0.5, 0.25, 1).weights(before::get, fresh);

        assertEquals(1.5f, mixed.floats("bn1.weight")[0]);
        assertEquals(1.5f, mixed.floats("fc.bias")[0]);
        assertEquals(4f, mixed.floats("bn1.running_mean")[0]);
        assertEquals(4f, mixed.floats("bn1.running_var")[0]);
    }

    @Test
    void theFirstRoundIsTheColdOne() {
        Regularisation random = new Regularisation(Augmentation.standard(), 0, 0.2, 0.3, 0.2, 2);
        ImageTrainer cold = cold(DESCENT, random);
        WarmImageTrainer warm = warm(cold, 0.4, 0.1, 1);

        double[] expected = values(cold.train(IMAGES, FIRST, labels(FIRST), 3, 1));

        assertArrayEquals(
                expected,
                values(warm.trainFrom(IMAGES, FIRST, labels(FIRST), 3, 1, Optional.empty())
                        .classifier()));
        assertArrayEquals(expected, values(warm.train(IMAGES, FIRST, labels(FIRST), 3, 1)));
    }

    @Test
    void laterRoundsStartFromTheLastNetworkAndFreshNoise() {
        Descent barely = new Descent(1, 90, 1e-9, 0, 0, 0, LearningRateSchedule.CONSTANT);
        FoldMemory before = firstRound(warm(cold(DESCENT, PLAIN), 0.4, 0.1, 1));

        Trained second = secondRound(warm(cold(barely, PLAIN), 0.4, 0.1, 1), before);
        second.classifier().close();

        NamedTensors fresh = RandomWeights.of(NETWORK, 3, 3, Seeds.derive(2, "first weights"));
        for (String name : fresh.names()) {
            if (!name.contains("running")) {
                float[] old = before.vector(name);
                float[] noise = fresh.floats(name);
                float[] expected = new float[old.length];
                for (int n = 0; n < expected.length; n++) {
                    expected[n] = 0.4f * old[n] + 0.1f * noise[n];
                }
                // One step of 1e-9 times a gradient of order 1, and the rounding of floats of order 1.
                assertArrayEquals(expected, second.memory().vector(name), 1e-6f, name);
            }
        }
    }

    @Test
    void withoutTheLastNetworkAndAllOfTheNoiseItIsTheColdStart() {
        ImageTrainer cold = cold(DESCENT, PLAIN);
        FoldMemory before = firstRound(warm(cold, 0, 1, 4));

        double[] expected = values(cold.train(IMAGES, SECOND, labels(SECOND), 3, 2));
        double[] shorter = values(cold(DESCENT.over(2, 16), PLAIN).train(IMAGES, SECOND, labels(SECOND), 3, 2));

        assertArrayEquals(
                expected, values(secondRound(warm(cold, 0, 1, 4), before).classifier()));
        assertArrayEquals(
                shorter, values(secondRound(warm(cold, 0, 1, 2), before).classifier()));
        assertFalse(Arrays.equals(
                expected, values(secondRound(warm(cold, 0.4, 0.1, 4), before).classifier())));
    }

    @Test
    void whatIsHeldOutStaysHeldOut() {
        Regularisation judged = new Regularisation(Augmentation.none(), 0, 0, 0, 0.2, 2);
        WarmImageTrainer trainer = warm(cold(DESCENT, judged), 0.4, 0.1, 2);
        FoldMemory first = firstRound(trainer);
        Trained second = secondRound(trainer, first);
        second.classifier().close();

        float[] before = first.vector("roles");
        float[] after = second.memory().vector("roles");

        assertEquals(IMAGES.size(), after.length);
        int judges = 0;
        for (int i = 0; i < after.length; i++) {
            assertTrue(before[i] == HoldOut.Duty.NEW.ordinal() || before[i] == after[i]);
            assertEquals(i < 90, after[i] != HoldOut.Duty.NEW.ordinal());
            judges += after[i] == HoldOut.Duty.JUDGE.ordinal() ? 1 : 0;
        }
        assertEquals(18, judges);
    }

    @Test
    void saysWhenTheMemoryIsAnothers() {
        WarmImageTrainer trainer = warm(cold(DESCENT, PLAIN), 0.4, 0.1, 1);
        FoldMemory none = new FoldMemory(Map.of());
        FoldMemory few = new FoldMemory(Map.of("roles", new float[3]));
        Map<String, float[]> vectors = new LinkedHashMap<>();
        firstRound(trainer).names().forEach(name -> vectors.put(name, new float[1]));
        vectors.put("roles", new float[IMAGES.size()]);

        assertMessage("the memory of the last round has no roles; it is that of another model", trainer, none);
        assertMessage(
                "the network of the last round was trained among 3 examples, but now there are 120", trainer, few);
        assertMessage(
                "the network of the last round has 1 value of conv1.weight, but this one has 108; it is that of another"
                        + " model",
                trainer,
                new FoldMemory(vectors));
    }

    private static void assertMessage(String expected, WarmImageTrainer trainer, FoldMemory memory) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> secondRound(trainer, memory))
                        .getMessage());
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertOutOfRange("resnet shrink is 1.5, expected 0 to 1", 1.5, 0.1, 1);
        assertOutOfRange("resnet perturb is -0.1, expected at least 0, and more than 0 if shrink is 0", 0.4, -0.1, 1);
        assertOutOfRange("resnet perturb is 0.0, expected at least 0, and more than 0 if shrink is 0", 0, 0, 1);
        assertOutOfRange("resnet warm-epochs is 0, expected at least 1", 0.4, 0.1, 0);
    }

    private static void assertOutOfRange(String expected, double shrink, double perturb, int epochs) {
        var error = assertThrows(IllegalArgumentException.class, () -> new WarmStart(shrink, perturb, epochs));
        assertEquals(expected, error.getMessage());
    }
}
