package org.relabel4j.models.registry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.vision.ResNets;

/** What gives features of examples by fixed weights from a file, by the names and options of the models whose heads learn on them. */
public final class Extractors {
    private Extractors() {}

    /** The name of every model that there are features of. */
    public static List<String> names() {
        return Stream.concat(Stream.of(OnnxModels.NAME), ResNets.models().stream())
                .toList();
    }

    /**
     * What a model takes features by.
     *
     * @param model one of {@link #names}
     * @param weights its file
     * @param options the model's other options that decide about features, value by name
     * @throws IllegalArgumentException if the model is unknown or an option is none that counts here, or the file cannot be read or does not
     *     fit; one line
     */
    public static FeatureExtractor of(String model, Path weights, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put(VisionOptions.WEIGHTS.name(), weights.toString());
        if (!names().contains(model)) {
            throw new IllegalArgumentException(
                    "unknown network \"" + model + "\"; " + Suggestions.hint(model, names()));
        }
        if (model.equals(OnnxModels.NAME)) {
            return OnnxModels.extractor(parsed(model, OnnxModels.OPTIONS, all));
        }
        all.putIfAbsent(VisionOptions.MODE.name(), "head");
        Options parsed = parsed(model, VisionOptions.of(model), all);
        if (parsed.get(VisionOptions.MODE) != VisionOptions.TrainingMode.HEAD) {
            throw parsed.complaint(VisionOptions.MODE, "must be head here, where nothing but a last layer is trained");
        }
        return VisionModels.frozen(model, parsed);
    }

    /**
     * Pixels of a side that images should have at least, so that nothing is lost before a network sees them; empty if they may have any,
     * or it takes vectors.
     *
     * @param model one of {@link #names}
     * @param options all of the model's
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Optional<Integer> imageSize(String model, Map<String, String> options) {
        List<Option<?>> declared = model.equals(OnnxModels.NAME) ? OnnxModels.OPTIONS : VisionOptions.of(model);
        Options parsed = Options.parse("model " + model, declared, options);
        return model.equals(OnnxModels.NAME)
                ? OnnxModels.extractor(parsed).imageSize()
                : parsed.get(VisionOptions.SIZE);
    }

    private static Options parsed(String model, List<Option<?>> declared, Map<String, String> values) {
        Options options = Options.parse("model " + model, declared, values);
        options.refuseIdle();
        options.refuse(
                List.of(HeadOptions.DROPOUT, HeadOptions.HEAD, HeadOptions.L2, HeadOptions.CACHE),
                "on the features themselves, only on heads");
        return options;
    }
}
