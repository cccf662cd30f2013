package org.relabel4j.benchmarks.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.vision.InputSize;
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
final class ImageTrainingBench extends Bench {
    private static final int CLASSES = 10;
    private static final int CHANNELS = 3;
    private static final int MOST_IMAGES = 1 << 24;
    private static final Option<Integer> IMAGES = Option.integer(
                    "images", CLASSES, MOST_IMAGES, "random images in memory")
            .withDefault(60_000);

    private static Option<Integer> trained(int most) {
        return Option.integer("trained", CLASSES, most, "of these, images to train on, to judge by and to predict")
                .withDefault(640);
    }

    ImageTrainingBench() {
        super(
                "image-training",
                "an epoch of a residual network on some of many images in memory, for the memory it takes",
                0,
                2,
                List.of(ResNetBench.MODEL, IMAGES, trained(MOST_IMAGES), ResNetBench.BATCH, ResNetBench.SIZE));
    }

    @Override
    BenchResult run(Options options) throws Exception {
        int size = options.get(ResNetBench.SIZE);
        int images = options.get(IMAGES);
        int trained = options.get(trained(images));
        int batch = options.get(ResNetBench.BATCH);
        MemorySize.check("images x size x size x 3 / 4", images, size, size, CHANNELS / 4.0);
        long seed = options.get(SEED);
        ResNet network = ResNets.byName(options.get(ResNetBench.MODEL)).withStem(Stem.BY_SIZE);
        Trainer trainer = new ImageTrainer(
                network,
                Optional.empty(),
                Descent.scratch().over(1, batch),
                Regularisation.defaults(),
                InputSize.AS_THEY_ARE);
        ImageSet set = randomImages(images, size, seed);
        long[] call = {0};
        Measurement<Integer> measured =
                measure(options, () -> train(trainer, set, trained, Seeds.derive(seed, "call", call[0]++)));
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("model", network.name());
        sizes.put("images", images);
        sizes.put("trained", trained);
        sizes.put("batch", batch);
        sizes.put("size", size);
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
