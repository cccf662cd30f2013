package org.relabel4j.models.vision.pretraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.features.FeatureCache;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.vision.head.FrozenNetwork;
import org.relabel4j.models.vision.head.HeadTrainer;
import org.relabel4j.models.vision.training.Augmentation;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.vision.training.ImageTrainer;
import org.relabel4j.models.vision.training.LearningRateSchedule;
import org.relabel4j.models.vision.training.Regularisation;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.SafetensorsFile;

class PretrainerTest {
    private static final ResNet NETWORK = TinyImages.basic(Shortcut.PAD);
    private static final ImageSet IMAGES = lit(40);
    private static final Descent DESCENT = new Descent(4, 8, 0.05, 0.9, 1e-4, 1, LearningRateSchedule.COSINE);

    @TempDir
    private Path folder;

    /** Images that are light above and dark below, more or less, so that there is an up and a down to see. */
    private static ImageSet lit(int size) {
        ImageSet noise = TinyImages.coloured(size, 3);
        byte[][] images = new byte[size][noise.length()];
        for (int i = 0; i < size; i++) {
            noise.copyTo(i, images[i], 0);
            for (int n = 0; n < images[i].length; n++) {
                int row = n / (3 * noise.width());
                images[i][n] = (byte) ((images[i][n] & 0xff) / 2 + 15 * (noise.height() - 1 - row));
            }
        }
        return new ImageSet(noise.height(), noise.width(), noise.channels(), images);
    }

    private static Pretrainer pretrainer(PretrainingMethod method, long seed) {
        return new Pretrainer(method, NETWORK, DESCENT, OptionalInt.empty(), seed);
    }

    /** All numbers of a backbone. */
    private static float[] numbers(NamedTensors tensors) {
        List<Float> values = new ArrayList<>();
        for (String name : tensors.names()) {
            for (float value : tensors.floats(name)) {
                values.add(value);
            }
        }
        float[] numbers = new float[values.size()];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = values.get(n);
        }
        return numbers;
    }

    private static float[] run(Pretrainer pretrainer, Optional<Path> checkpoint) throws IOException {
        return numbers(
                pretrainer.run(IMAGES, checkpoint, new Pretrainer.Listener() {}).backbone());
    }

    /** Thrown after an epoch or a step, as a machine that is switched off. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Pretrainer.Listener stoppingIn(int epoch, int step) {
        return new Pretrainer.Listener() {
            @Override
            public void afterStep(int inEpoch, int ofStep, int steps) {
                if (inEpoch == epoch && ofStep == step) {
                    throw new Stopped();
                }
            }
        };
    }

    @ParameterizedTest
    @EnumSource(PretrainingMethod.class)
    void theLossFalls(PretrainingMethod method) throws IOException {
        List<Double> losses = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        Pretrainer longer = new Pretrainer(method, NETWORK, DESCENT.over(12, 8), OptionalInt.empty(), 1);

        double last = longer.run(IMAGES, Optional.empty(), new Pretrainer.Listener() {
                    @Override
                    public void afterStep(int epoch, int step, int count) {
                        steps.add(epoch + " " + step + " " + count);
                    }

                    @Override
                    public void afterEpoch(int epoch, double loss) {
                        assertEquals(losses.size() + 1, epoch);
                        losses.add(loss);
                    }
                })
                .loss();

        assertEquals(12, losses.size());
        assertEquals(last, losses.get(11));
        assertTrue(last < losses.get(0) - 0.1, () -> "losses " + losses);
        assertEquals("1 1 5", steps.get(0));
        assertEquals("12 5 5", steps.get(59));
    }

    @ParameterizedTest
    @EnumSource(PretrainingMethod.class)
    void aResumedRunEndsWithTheSameBits(PretrainingMethod method) throws IOException {
        float[] expected = run(pretrainer(method, 1), Optional.empty());
        Path checkpoint = folder.resolve("checkpoint");

        // Switched off in the second epoch, which is lost, and in the fourth.
        for (int epoch : new int[] {2, 4}) {
            assertThrows(
                    Stopped.class,
                    () -> pretrainer(method, 1).run(IMAGES, Optional.of(checkpoint), stoppingIn(epoch, 3)));
            assertEquals(
                    Integer.toString(epoch - 1),
                    SafetensorsFile.open(checkpoint).metadata().get("epochs-done"));
        }
        float[] resumed = run(pretrainer(method, 1), Optional.of(checkpoint));

        assertArrayEquals(expected, resumed);
        // All is done: it is only read.
        assertArrayEquals(expected, run(pretrainer(method, 1), Optional.of(checkpoint)));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(checkpoint), files.toList());
        }
    }

    @Test
    void theSeedDecidesEverything() throws IOException {
        float[] one = run(pretrainer(PretrainingMethod.SIMCLR, 1), Optional.empty());

        assertArrayEquals(one, run(pretrainer(PretrainingMethod.SIMCLR, 1), Optional.empty()));
        assertFalse(Arrays.equals(one, run(pretrainer(PretrainingMethod.SIMCLR, 2), Optional.empty())));
    }

    @ParameterizedTest
    @EnumSource(PretrainingMethod.class)
    void headAndFinetuningStartFromItsFile(PretrainingMethod method) throws IOException {
        Path file = folder.resolve("backbone.safetensors");
        NamedTensors backbone = pretrainer(method, 1)
                .run(IMAGES, Optional.empty(), new Pretrainer.Listener() {})
                .backbone();
        Safetensors.write(file, backbone, Map.of());
        NamedTensors read = SafetensorsFile.open(file);
        int[] rows = IntStream.range(0, 30).toArray();
        int[] labels = Arrays.stream(rows).map(i -> i % 3).toArray();
        Regularisation plain = new Regularisation(Augmentation.none(), 0, 0, 0, 0, 1);
        List<Trainer> trainers = List.of(
                new HeadTrainer(
                        NETWORK.name(),
                        new Features(
                                new FrozenNetwork(NETWORK, read, InputSize.AS_THEY_ARE),
                                Optional.of(new FeatureCache(folder.resolve("cache")))),
                        new SoftmaxTrainer(1)),
                new ImageTrainer(NETWORK, Optional.of(read), DESCENT, plain, InputSize.AS_THEY_ARE));

        assertTrue(read.names().stream().noneMatch(name -> name.startsWith("fc")));
        assertEquals(
                ResNetWeights.checked(NETWORK, 3, RandomWeights.of(NETWORK, 3, 2, 1), false)
                        .names(),
                read.names());
        for (Trainer trainer : trainers) {
            try (Classifier classifier = trainer.train(IMAGES, rows, labels, 3, 1)) {
                assertEquals(3, classifier.predict(IMAGES, rows).numClasses());
            }
        }
    }

    @Test
    void refusesAnotherRunsCheckpoint() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        run(pretrainer(PretrainingMethod.ROTATION, 1), Optional.of(checkpoint));

        assertRefused(pretrainer(PretrainingMethod.ROTATION, 2), IMAGES, checkpoint, "of a run with seed 1", "has 2");
        assertRefused(pretrainer(PretrainingMethod.SIMCLR, 1), IMAGES, checkpoint, "method rotation", "has simclr");
        assertRefused(pretrainer(PretrainingMethod.ROTATION, 1), lit(41), checkpoint, "of a run with images");
        Pretrainer longer =
                new Pretrainer(PretrainingMethod.ROTATION, NETWORK, DESCENT.over(9, 8), OptionalInt.empty(), 1);
        assertRefused(longer, IMAGES, checkpoint, "epochs=4", "epochs=9");
    }

    @Test
    void refusesADamagedCheckpoint() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        Pretrainer pretrainer = pretrainer(PretrainingMethod.ROTATION, 1);
        run(pretrainer, Optional.of(checkpoint));
        byte[] bytes = Files.readAllBytes(checkpoint);

        byte[] flipped = bytes.clone();
        flipped[bytes.length - 1] ^= 1;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] renamed = text.replace("epochs-done", "epochs-gone").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] damaged : List.of(Arrays.copyOf(bytes, bytes.length - 4), flipped, renamed)) {
            Files.write(checkpoint, damaged);
            var error = assertThrows(IOException.class, () -> run(pretrainer, Optional.of(checkpoint)));
            assertTrue(error.getMessage().startsWith(checkpoint + ": cannot be gone on from: it"), error::getMessage);
            assertTrue(error.getMessage().endsWith("restore it, or remove it to start anew"), error::getMessage);
        }
    }

    @Test
    void saysWhatItCannotUse() {
        ImageSet wide = new ImageSet(8, 9, 3, new byte[4][8 * 9 * 3]);
        Pretrainer rotation = pretrainer(PretrainingMethod.ROTATION, 1);
        Path none = folder.resolve("none");

        assertRefused(rotation, wide, none, "images are 8 x 9, but only square ones can be turned");
        assertRefused(rotation, lit(1), none, "found 1 image to pretrain on, expected at least 2");
        Pretrainer wild = new Pretrainer(
                PretrainingMethod.ROTATION,
                NETWORK,
                new Descent(3, 16, 1e30, 0.9, 0, 0, LearningRateSchedule.CONSTANT),
                OptionalInt.empty(),
                1);
        var lost = assertThrows(IllegalArgumentException.class, () -> run(wild, Optional.of(none)));
        assertTrue(lost.getMessage().contains("choose a smaller lr than 1.0E30"), lost::getMessage);
        assertFalse(Files.exists(none));
        var unknown = assertThrows(IllegalArgumentException.class, () -> PretrainingMethod.byName("simclt"));
        assertTrue(unknown.getMessage().contains("did you mean \"simclr\"?"), unknown::getMessage);
    }

    private static void assertRefused(Pretrainer pretrainer, ImageSet images, Path checkpoint, String... parts) {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> pretrainer.run(images, Optional.of(checkpoint), new Pretrainer.Listener() {}));
        for (String part : parts) {
            assertTrue(error.getMessage().contains(part), error::getMessage);
        }
    }
}
