package org.relabel4j.models.registry;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Choices;
import org.relabel4j.models.onnx.OnnxFiles;
import org.relabel4j.models.registry.VisionOptions.TrainingMode;
import org.relabel4j.models.saved.SavedModel;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetOfWeights;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.WeightsException;

/**
 * What the training of a residual network begins with.
 *
 * @param network with its stem
 * @param weights empty for random ones
 * @param size what images are brought to first
 */
record VisionStart(ResNet network, Optional<NamedTensors> weights, InputSize size) {
    /**
     * What the options say to start from.
     *
     * @param model one of {@link ResNets#models}
     * @throws IllegalArgumentException if weights are missing, have no effect, cannot be read or do not fit
     */
    static VisionStart of(String model, Options options) {
        Optional<NamedTensors> file = weights(model, options);
        ResNet network = network(model, file);
        ResNet shaped = network.stem() == Stem.CIFAR
                ? network
                : network.withStem(file.map(ResNetWeights::stem).orElse(Stem.BY_SIZE));
        boolean otherStem = options.isGiven(VisionOptions.STEM);
        ResNet chosen = otherStem ? shaped.withStem(options.get(VisionOptions.STEM)) : shaped;
        // Who asks for no stem wants the one of the file, and another network's file is to be refused.
        Optional<NamedTensors> weights =
                file.map(tensors -> otherStem ? ResNetWeights.forStem(chosen.stem(), tensors) : tensors);
        if (weights.isPresent() && chosen.stem() != Stem.BY_SIZE) {
            // Now, and not when the first training starts.
            int channels = ResNetWeights.channels(weights.get());
            ResNetWeights.checkFinite(ResNetWeights.checked(chosen, channels, weights.get(), false));
        }
        InputSize size = options.get(VisionOptions.SIZE).map(InputSize::of).orElse(InputSize.AS_THEY_ARE);
        return new VisionStart(chosen, weights, size);
    }

    private static ResNet network(String model, Optional<NamedTensors> weights) {
        if (!model.equals(ResNets.OF_FILE)) {
            return ResNets.byName(model);
        }
        return ResNetOfWeights.of(weights.orElseThrow(() -> new IllegalArgumentException("model " + model
                + " is the network that its weights are of, and cannot start without: give it mode=head or mode=finetune, and"
                + " weights=FILE")));
    }

    private static Optional<NamedTensors> weights(String model, Options options) {
        TrainingMode mode = options.get(VisionOptions.MODE);
        if (mode == TrainingMode.SCRATCH) {
            return Optional.empty();
        }
        String file = options.get(VisionOptions.WEIGHTS);
        if (file.isEmpty()) {
            throw new IllegalArgumentException("model " + model + " with mode="
                    + Choices.written(mode)
                    + " needs weights to start from: give it the option weights=FILE, a safetensors file"
                    + source(model));
        }
        try {
            SafetensorsFile tensors = SafetensorsFile.open(Path.of(file));
            if (SavedModel.isIn(tensors)) {
                throw new IOException(
                        file
                                + ": is a whole model that relabel4j export wrote, not a network's weights; relabel4j predict and evaluate take it by --model-file");
            }
            return Optional.of(tensors);
        } catch (WeightsException e) {
            throw complaint(
                    model,
                    isOnnx(Path.of(file))
                            ? file + ": is an ONNX file, expected a safetensors file; of an ONNX file the model is "
                                    + OnnxModels.NAME + " (--model " + OnnxModels.NAME + ")"
                            : e.getMessage(),
                    e);
        } catch (IOException e) {
            String problem =
                    e instanceof NoSuchFileException ? file + ": no such file" + source(model) : e.getMessage();
            throw complaint(model, problem, e);
        }
    }

    private static IllegalArgumentException complaint(String model, String problem, IOException cause) {
        return new IllegalArgumentException("option \"weights\" of model " + model + ": " + problem, cause);
    }

    private static boolean isOnnx(Path file) {
        try {
            return OnnxFiles.isOnnx(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Where weights can be had. */
    private static String source(String model) {
        if (model.equals(ResNets.OF_FILE)) {
            return "";
        }
        return ResNets.byName(model).stem() == Stem.CIFAR
                ? "; relabel4j pretrain makes one from images without labels"
                : "; relabel4j fetch " + model + " downloads ImageNet's";
    }
}
