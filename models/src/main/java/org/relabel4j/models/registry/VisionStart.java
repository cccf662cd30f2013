package org.relabel4j.models.registry;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;

/** What the training of a residual network begins with: the network with its stem, and weights unless they are random. */
record VisionStart(ResNet network, Optional<NamedTensors> weights) {
    static final String MODE = "mode";
    static final String WEIGHTS = "weights";

    /** Which layers are trained, and from what. */
    enum Mode {
        SCRATCH,
        FINETUNE,
        HEAD;

        static Mode of(ModelOptions options) {
            return options.choice(MODE, SCRATCH);
        }
    }

    /**
     * What the options say to start from.
     *
     * @throws IllegalArgumentException if weights are missing, have no effect, cannot be read or do not fit
     */
    static VisionStart of(ResNet network, ModelOptions options) {
        Optional<NamedTensors> weights = weights(network, Mode.of(options), options);
        ResNet shaped = network.stem() == Stem.CIFAR
                ? network
                : network.withStem(weights.map(ResNetWeights::stem).orElse(Stem.BY_SIZE));
        ResNet chosen = shaped.withStem(options.choice("stem", shaped.stem()));
        if (weights.isPresent() && chosen.stem() != Stem.BY_SIZE) {
            // Now, and not when the first training starts.
            int channels = ResNetWeights.channels(weights.get());
            ResNetWeights.checkFinite(ResNetWeights.checked(chosen, channels, weights.get(), false));
        }
        return new VisionStart(chosen, weights);
    }

    private static Optional<NamedTensors> weights(ResNet network, Mode mode, ModelOptions options) {
        String file = options.text(WEIGHTS, "");
        if (mode == Mode.SCRATCH) {
            options.refuse(List.of(WEIGHTS), "with mode=scratch; choose mode=finetune or mode=head");
            return Optional.empty();
        }
        if (file.isEmpty()) {
            throw new IllegalArgumentException("model " + network.name() + " with mode="
                    + mode.name().toLowerCase(Locale.ROOT)
                    + " needs weights to start from: give it the option weights=FILE, a safetensors file"
                    + source(network));
        }
        try {
            return Optional.of(SafetensorsFile.open(Path.of(file)));
        } catch (IOException e) {
            String problem =
                    e instanceof NoSuchFileException ? file + ": no such file" + source(network) : e.getMessage();
            throw new IllegalArgumentException("option " + WEIGHTS + " of model " + network.name() + ": " + problem, e);
        }
    }

    /** Where weights can be had. */
    private static String source(ResNet network) {
        return network.stem() == Stem.CIFAR
                ? "; relabel4j pretrain makes one from images without labels"
                : "; relabel4j fetch " + network.name() + " downloads ImageNet's";
    }
}
