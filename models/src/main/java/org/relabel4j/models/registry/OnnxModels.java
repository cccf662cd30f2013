package org.relabel4j.models.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.onnx.Presets;

/** Heads on networks from ONNX files in the registry. */
final class OnnxModels {
    static final String NAME = OnnxFeatures.KIND;

    static final Option<String> WEIGHTS = Option.path("weights", "ONNX file of a network that gives features");
    private static final Option<Optional<String>> PRESET = Option.oneOf(
                    "preset", Presets.names(), "how images are prepared, if no file beside the network says it")
            .optional();
    private static final Option<Optional<Integer>> SIZE =
            VisionOptions.SIZE.withDefault("the network's own, or the preset's", options -> Optional.empty());
    private static final Option<Optional<String>> OUTPUT = Option.text(
                    "output", "name of the network's output to use, if it has several")
            .optional();

    static final List<Option<?>> OPTIONS = List.of(
            WEIGHTS, PRESET, SIZE, OUTPUT, HeadOptions.DROPOUT, HeadOptions.HEAD, HeadOptions.L2, HeadOptions.CACHE);

    static final ModelEntry ENTRY = new ModelEntry(
            NAME,
            "A head on the features that a network in an ONNX file gives of images or vectors",
            OPTIONS,
            options -> HeadOptions.trainer(NAME, extractor(options), options));

    private OnnxModels() {}

    /** Two heads on one network that teach each other. */
    static Trainer coTeaching(Options options, Trainer heads) {
        return HeadOptions.coTeaching(extractor(options), options, heads);
    }

    static OnnxFeatures extractor(Options options) {
        Map<String, String> own = new HashMap<>();
        for (Option<?> option : List.of(SIZE, OUTPUT)) {
            if (options.isGiven(option)) {
                own.put(option.name(), options.given().get(option.name()));
            }
        }
        Path weights = Path.of(options.get(WEIGHTS));
        if (Files.notExists(weights)) {
            throw new IllegalArgumentException("option \"" + WEIGHTS.name() + "\" of model " + NAME + ": " + weights
                    + ": no such file; put it there, or name another");
        }
        return OnnxFeatures.open(weights, options.get(PRESET), own);
    }
}
