package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.network.EvaluationJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Measure how well a network with given weights classifies a data set's test images, or what its features"
                        + " are worth.",
        footer = {
            "",
            "Examples:",
            "  relabel4j evaluate --model resnet20 --weights w.safetensors --dataset cifar-10 --data-dir data",
            "  relabel4j evaluate --model resnet20 --weights w.safetensors --dataset cifar-10 \\",
            "      --option test-size=1000 --logits logits.npy",
            "  relabel4j evaluate --model resnet20 --weights backbone.safetensors --dataset cifar-10 --linear",
            "  relabel4j evaluate --model resnet --weights imagenet.safetensors --dataset cifar-10 \\",
            "      --model-option size=96 --features test.npy"
        })
final class EvaluateCommand extends Subcommand {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            completionCandidates = KnownNames.FeatureModels.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String model;

    @Mixin
    private NetworkArguments arguments;

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "The network's weights, as safetensors with torchvision's names.")
    private Path weights;

    @Option(
            names = "--model-option",
            paramLabel = "KEY=VALUE",
            description =
                    "An option of the model that decides about its features, such as size=96, the side in pixels that images"
                            + " are brought to first; relabel4j models lists them. Repeat it for more.")
    private Map<String, String> modelOptions = new LinkedHashMap<>();

    @Option(
            names = "--linear",
            description =
                    "Train a last layer on the labels of the data set's pool first: what the features of a network"
                            + " that was pretrained without labels are worth.")
    private boolean linear;

    @Option(
            names = "--features",
            paramLabel = "NPY",
            description =
                    "Where to write the test images' features, in the data set's order; the weights need no last layer.")
    private Optional<Path> features = Optional.empty();

    @Option(names = "--logits", paramLabel = "NPY", description = "Where to write the scores before the softmax.")
    private Optional<Path> logits = Optional.empty();

    @Option(names = "--probs", paramLabel = "NPY", description = "Where to write the class probabilities.")
    private Optional<Path> probabilities = Optional.empty();

    @Override
    public Integer call() throws InputException, IOException {
        Console console = console();
        EvaluationJob.Result result;
        try (JobProgress progress = new JobProgress(console)) {
            result = EvaluationJob.run(
                    new EvaluationJob.Request(
                            arguments.inputs(model),
                            weights,
                            modelOptions,
                            linear,
                            new EvaluationJob.Outputs(features, logits, probabilities)),
                    progress);
        }
        result.right()
                .ifPresent(right -> console.out()
                        .println(String.format(
                                Locale.ROOT,
                                "accuracy %.4f (%d of %d test images)",
                                (double) right / result.images(),
                                right,
                                result.images())));
        features.ifPresent(file -> console.out()
                .println(result.dimension() + " features each of " + result.images() + " test images in " + file));
        return 0;
    }
}
