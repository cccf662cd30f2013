package org.relabel4j.benchmarks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.LayerKind;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.training.StepsToTime;

/** Times a residual network on random images: a training step, or a prediction, of one batch. */
final class ResNetBench implements Bench {
    private static final String MODEL = "model";
    private static final String BATCH = "batch";
    private static final String SIZE = "size";
    private static final String PHASE = "phase";
    private static final String LAYERS = "layers";
    private static final String CLASSES = "classes";

    private enum Phase {
        TRAIN,
        INFER
    }

    @Override
    public String name() {
        return "resnet";
    }

    @Override
    public String summary() {
        return "a training step or a prediction of a residual network on one batch of random images";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec(MODEL, "resnet18", "one of " + String.join(", ", ResNets.names())),
                new OptionSpec(PHASE, "train", "train or infer"),
                new OptionSpec(BATCH, "64", "images a batch, at least 1"),
                new OptionSpec(SIZE, "32", "rows and columns of an image, 8 to 512"),
                new OptionSpec(CLASSES, "10", "classes, at least 2"),
                new OptionSpec(LAYERS, "fast", "layers to train with: fast, or standard for Deeplearning4j's own"));
    }

    @Override
    public Repetition repetition() {
        return new Repetition(3, 10);
    }

    @Override
    public BenchResult run(Options options) throws Exception {
        int size = options.integer(SIZE, 8, 512);
        int batch = options.integer(BATCH, 1, 1 << 16);
        int classes = options.integer(CLASSES, 2, 1 << 16);
        Phase phase = options.choice(PHASE, Phase.class);
        LayerKind kind = options.choice(LAYERS, LayerKind.class);
        MemorySize.check("batch x size x size x 3", batch, size, size, 3);
        MemorySize.check("batch x classes", batch, classes);
        ImageShape shape = new ImageShape(size, size, 3);
        ResNet network =
                ResNets.byName(options.text(MODEL)).withStem(Stem.BY_SIZE).forImages(shape);
        try (StepsToTime steps = new StepsToTime(network, shape, batch, classes, kind, Repetition.seed(options))) {
            Measurement<Double> measured =
                    Repetition.measure(options, phase == Phase.TRAIN ? steps::train : steps::predict);
            Map<String, Object> sizes = new LinkedHashMap<>();
            for (String key : List.of(MODEL, PHASE, LAYERS)) {
                sizes.put(key, options.text(key));
            }
            sizes.put(BATCH, batch);
            sizes.put(SIZE, size);
            sizes.put(CLASSES, classes);
            double imagesASecond = batch * 1000 / measured.timing().medianMs();
            return BenchResult.of(
                    name(), sizes, measured, Map.of("images_per_second", Math.round(imagesASecond * 10) / 10.0));
        }
    }
}
