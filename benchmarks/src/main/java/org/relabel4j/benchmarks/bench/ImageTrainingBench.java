package org.relabel4j.benchmarks.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.vision.training.ImageTrainer;
import org.relabel4j.models.vision.training.Regularisation;

/**
 * Trains a residual network as an experiment does, for an epoch, on some of many images in memory: weights, augmented batches
 * prepared on another thread, judgement by the fifth held out, predictions. It is there for the memory that all of it takes together; how
 * long a step takes is better measured by {@link ResNetBench}, as a call begins with building the network.
 */
final class ImageTrainingBench implements Bench {
    private static final String MODEL = "model";
    private static final String IMAGES = "images";
    private static final String TRAINED = "trained";
    private static final String BATCH = "batch";
    private static final String SIZE = "size";
    private static final int CLASSES = 10;
    private static final int CHANNELS = 3;

    @Override
    public String name() {
        return "image-training";
    }

    @Override
    public String summary() {
        return "an epoch of a residual network on some of many images in memory, for the memory it takes";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec(MODEL, "resnet18", "one of " + String.join(", ", ResNets.names())),
                new OptionSpec(IMAGES, "60000", "random images in memory, at least 10"),
                new OptionSpec(TRAINED, "640", "of these, images to train on, to judge by and to predict, 10 to all"),
                new OptionSpec(BATCH, "64", "images a step, at least 1"),
                new OptionSpec(SIZE, "32", "rows and columns of an image, 8 to 512"));
    }

    @Override
    public Repetition repetition() {
        return new Repetition(0, 2);
    }

    @Override
    public BenchResult run(Options options) throws Exception {
        int size = options.integer(SIZE, 8, 512);
        int images = options.integer(IMAGES, CLASSES, 1 << 24);
        int trained = options.integer(TRAINED, CLASSES, images);
        int batch = options.integer(BATCH, 1, 1 << 16);
        MemorySize.check("images x size x size x 3 / 4", images, size, size, CHANNELS / 4.0);
        long seed = Repetition.seed(options);
        ResNet network = ResNets.byName(options.text(MODEL)).withStem(Stem.BY_SIZE);
        Trainer trainer = new ImageTrainer(
                network, Optional.empty(), Descent.scratch().over(1, batch), Regularisation.defaults());
        ImageSet set = randomImages(images, size, seed);
        long[] call = {0};
        Measurement<Integer> measured =
                Repetition.measure(options, () -> train(trainer, set, trained, Seeds.derive(seed, "call", call[0]++)));
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put(MODEL, network.name());
        sizes.put(IMAGES, images);
        sizes.put(TRAINED, trained);
        sizes.put(BATCH, batch);
        sizes.put(SIZE, size);
        sizes.put("classes", CLASSES);
        return BenchResult.of(name(), sizes, measured, Map.of("predicted", measured.last()));
    }

    private static ImageSet randomImages(int number, int size, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        byte[][] images = new byte[number][size * size * CHANNELS];
        for (byte[] image : images) {
            rng.nextBytes(image);
        }
        return new ImageSet(size, size, CHANNELS, images);
    }

    /** Trains on images drawn at random, of classes drawn at random, and predicts them; returns how many. */
    private static int train(Trainer trainer, ImageSet images, int number, long seed) {
        RandomGenerator rng = Seeds.generator(seed, "rows");
        int[] rows = Arrays.copyOf(Shuffles.permutation(images.size(), rng), number);
        int[] labels = rng.ints(number, 0, CLASSES).toArray();
        try (Classifier classifier = trainer.train(images, rows, labels, CLASSES, seed)) {
            return classifier.predict(images, rows).numExamples();
        }
    }
}
