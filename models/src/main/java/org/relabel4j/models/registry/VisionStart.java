package org.relabel4j.models.registry;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Choices;
import org.relabel4j.models.registry.VisionOptions.TrainingMode;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;

/** What the training of a residual network begins with: the network with its stem, and weights unless they are random. */
record VisionStart(ResNet network, Optional<NamedTensors> weights) {
    /**
     * What the options say to start from.
     *
     * @throws IllegalArgumentException if weights are missing, have no effect, cannot be read or do not fit
     */
    static VisionStart of(ResNet network, Options options) {
        Optional<NamedTensors> weights = weights(network, options);
        ResNet shaped = network.stem() == Stem.CIFAR
                ? network
                : network.withStem(weights.map(ResNetWeights::stem).orElse(Stem.BY_SIZE));
        ResNet chosen =
                shaped.withStem(options.isGiven(VisionOptions.STEM) ? options.get(VisionOptions.STEM) : shaped.stem());
        if (weights.isPresent() && chosen.stem() != Stem.BY_SIZE) {
            // Now, and not when the first training starts.
            int channels = ResNetWeights.channels(weights.get());
            ResNetWeights.checkFinite(ResNetWeights.checked(chosen, channels, weights.get(), false));
        }
        return new VisionStart(chosen, weights);
    }

    private static Optional<NamedTensors> weights(ResNet network, Options options) {
        TrainingMode mode = options.get(VisionOptions.MODE);
        if (mode == TrainingMode.SCRATCH) {
            return Optional.empty();
        }
        String file = options.get(VisionOptions.WEIGHTS);
        if (file.isEmpty()) {
            throw new IllegalArgumentException("model " + network.name() + " with mode="
                    + Choices.written(mode)
                    + " needs weights to start from: give it the option weights=FILE, a safetensors file"
                    + source(network));
        }
        try {
            return Optional.of(SafetensorsFile.open(Path.of(file)));
        } catch (IOException e) {
            String problem =
                    e instanceof NoSuchFileException ? file + ": no such file" + source(network) : e.getMessage();
            throw new IllegalArgumentException("option \"weights\" of model " + network.name() + ": " + problem, e);
        }
    }

    /** Where weights can be had. */
    private static String source(ResNet network) {
        return network.stem() == Stem.CIFAR
                ? "; relabel4j pretrain makes one from images without labels"
                : "; relabel4j fetch " + network.name() + " downloads ImageNet's";
    }
}
