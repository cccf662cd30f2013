package org.relabel4j.benchmarks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Choices;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.LayerKind;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.training.StepsToTime;

/** Times a residual network on random images: a training step, or a prediction, of one batch. */
final class ResNetBench extends Bench {
    static final Option<String> MODEL =
            Option.oneOf("model", ResNets.names(), "network").withDefault("resnet18");
    static final Option<Integer> BATCH =
            Option.integer("batch", 1, 1 << 16, "images a step").withDefault(64);
    static final Option<Integer> SIZE =
            Option.integer("size", 8, 512, "rows and columns of an image").withDefault(32);
    private static final Option<Phase> PHASE =
            Option.choice("phase", Phase.class, "what is measured").withDefault(Phase.TRAIN);
    private static final Option<LayerKind> LAYERS = Option.choice(
                    "layers",
                    LayerKind.class,
                    "layers to train with",
                    Map.of(LayerKind.STANDARD, "Deeplearning4j's own"))
            .withDefault(LayerKind.FAST);
    private static final Option<Integer> CLASSES =
            Option.integer("classes", 2, 1 << 16, "classes").withDefault(10);

    private enum Phase {
        TRAIN,
        INFER
    }

    ResNetBench() {
        super(
                "resnet",
                "a training step or a prediction of a residual network on one batch of random images",
                3,
                10,
                List.of(MODEL, PHASE, BATCH, SIZE, CLASSES, LAYERS));
    }

    @Override
    BenchResult run(Options options) throws Exception {
        int size = options.get(SIZE);
        int batch = options.get(BATCH);
        int classes = options.get(CLASSES);
        Phase phase = options.get(PHASE);
        LayerKind kind = options.get(LAYERS);
        MemorySize.check("batch x size x size x 3", batch, size, size, 3);
        MemorySize.check("batch x classes", batch, classes);
        ImageShape shape = new ImageShape(size, size, 3);
        ResNet network =
                ResNets.byName(options.get(MODEL)).withStem(Stem.BY_SIZE).forImages(shape);
        try (StepsToTime steps = new StepsToTime(network, shape, batch, classes, kind, options.get(SEED))) {
            Measurement<Double> measured = measure(options, phase == Phase.TRAIN ? steps::train : steps::predict);
            Map<String, Object> sizes = new LinkedHashMap<>();
            sizes.put("model", network.name());
            sizes.put("phase", Choices.written(phase));
            sizes.put("layers", Choices.written(kind));
            sizes.put("batch", batch);
            sizes.put("size", size);
            sizes.put("classes", classes);
            double imagesASecond = batch * 1000 / measured.timing().medianMs();
            return BenchResult.of(
                    name(), sizes, measured, Map.of("images_per_second", Math.round(imagesASecond * 10) / 10.0));
        }
    }
}
