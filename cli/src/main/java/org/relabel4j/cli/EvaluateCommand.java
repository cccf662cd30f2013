package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.network.EvaluationJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j evaluate}. */
@Command(
        name = "evaluate",
        description = "Measure how well a network with given weights classifies a data set's test images.",
        footer = {
            "",
            "Examples:",
            "  relabel4j evaluate --model resnet20 --weights w.safetensors --dataset cifar-10 --data-dir data",
            "  relabel4j evaluate --model resnet20 --weights w.safetensors --dataset cifar-10 \\",
            "      --option test-size=1000 --logits logits.npy",
            "  relabel4j evaluate --model resnet20 --weights backbone.safetensors --dataset cifar-10 --linear"
        })
final class EvaluateCommand extends Subcommand {
    @Mixin
    private NetworkArguments arguments;

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "The network's weights, as safetensors with torchvision's names.")
    private Path weights;

    @Option(
            names = "--linear",
            description =
                    "Train a last layer on the labels of the data set's pool first: what the features of a network"
                            + " that was pretrained without labels are worth.")
    private boolean linear;

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
                    new EvaluationJob.Request(arguments.inputs(), weights, linear, logits, probabilities), progress);
        }
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "accuracy %.4f (%d of %d test images)",
                        result.accuracy(),
                        result.right(),
                        result.images()));
        return 0;
    }
}
