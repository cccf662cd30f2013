package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.network.PretrainingJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code relabel4j pretrain}. */
@Command(
        name = "pretrain",
        description = "Train a network on a data set's images without their labels.",
        footer = {
            "",
            "The file has torchvision's names and no last layer; models start from it with mode=head or mode=finetune and",
            "weights=FILE. FILE.checkpoint is written after each epoch: a run that was interrupted goes on with --resume and",
            "ends with the same weights.",
            "",
            "Examples:",
            "  relabel4j pretrain --method rotation --model resnet20 --dataset cifar-10 --out backbone.safetensors",
            "  relabel4j pretrain --method simclr --model resnet20 --dataset cifar-10 --epochs 5 --out b.safetensors --resume",
            "  relabel4j pretrain --method simclr --model resnet20 --dataset image-folder --data-dir photos \\",
            "      --option labels=none --out b.safetensors"
        })
final class PretrainCommand extends Subcommand {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            completionCandidates = KnownNames.Networks.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String model;

    @Mixin
    private NetworkArguments arguments;

    @Option(
            names = "--method",
            completionCandidates = KnownNames.PretrainingMethods.class,
            required = true,
            paramLabel = "METHOD",
            description = "rotation (how an image was turned) or simclr (which views are of one image).")
    private String method;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the images. Default: rotation 10, simclr 22.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images a step; each becomes four inputs (rotation) or two (simclr). Default: 32, 128.")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--lr", paramLabel = "X", description = "Full learning rate. Default: 0.1.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--view-size",
            paramLabel = "N",
            description = "Height and width of a view, for simclr. Default: three quarters of the images'.")
    private Optional<Integer> viewSize = Optional.empty();

    @Option(names = "--resume", description = "Go on from FILE.checkpoint, if it is there.")
    private boolean resume;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Safetensors file to write.")
    private Path out;

    @Override
    public Integer call() throws InputException, IOException {
        Console console = console();
        PretrainingJob.Request request = new PretrainingJob.Request(
                method,
                arguments.inputs(model),
                epochs,
                batch,
                learningRate,
                viewSize.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                out,
                resume,
                new Version().getVersion()[0]);
        PretrainingJob.Result result;
        try (InterruptionNotice notice = new InterruptionNotice(console.err(), resumption());
                JobProgress progress = new JobProgress(console)) {
            result = PretrainingJob.run(request, shownOn(progress, notice, console));
        }
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %s of %s, loss %.4f",
                        out,
                        Counted.of(result.epochs(), "epoch"),
                        Counted.of(result.images(), "image"),
                        result.loss()));
        return 0;
    }

    private static PretrainingJob.Listener shownOn(JobProgress progress, InterruptionNotice notice, Console console) {
        return new PretrainingJob.Listener() {
            @Override
            public void update(String stage, long done, long total) {
                progress.update(stage, done, total);
            }

            @Override
            public void afterEpoch(int epoch, double loss) {
                progress.close();
                // Before it is said: who reads the line and ends the process is told how to go on.
                notice.arm(progress::close);
                console.err().println(String.format(Locale.ROOT, "epoch %d: loss %.4f", epoch, loss));
            }
        };
    }

    /** This call with {@code --resume}. */
    private String resumption() {
        List<String> words =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        if (!resume) {
            words.add("--resume");
        }
        return RunPaths.call(words);
    }
}
