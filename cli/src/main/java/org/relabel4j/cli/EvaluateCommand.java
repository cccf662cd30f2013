package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.network.EvaluationJob;
import org.relabel4j.jobs.network.NetworkInputs;
import org.relabel4j.jobs.network.PreprocessingProbe;
import org.relabel4j.jobs.network.SavedEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j evaluate}. */
@Command(
        name = "evaluate",
        description =
                "Measure how well a network with given weights, or an exported model, classifies a data set's test"
                        + " images, or what a network's features are worth.",
        footer = {
            "",
            "Examples:",
            "  relabel4j evaluate --model resnet20 --weights w.safetensors --dataset cifar-10 --data-dir data",
            "  relabel4j evaluate --model resnet20 --weights w.safetensors --dataset cifar-10 \\",
            "      --option test-size=1000 --logits logits.npy",
            "  relabel4j evaluate --model resnet20 --weights backbone.safetensors --dataset cifar-10 --linear",
            "  relabel4j evaluate --model resnet --weights imagenet.safetensors --dataset cifar-10 \\",
            "      --model-option size=96 --features test.npy",
            "  relabel4j evaluate --model onnx --weights net.onnx --dataset cifar-10 --probe",
            "  relabel4j evaluate --model-file flowers.safetensors --dataset image-folder --data-dir known"
        })
final class EvaluateCommand extends Subcommand {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            completionCandidates = KnownNames.FeatureModels.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String model;

    @Mixin
    private NetworkArguments arguments;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "The network's weights, as safetensors with torchvision's names; of the model onnx the ONNX file.")
    private Path weights;

    @Option(
            names = "--model-file",
            paramLabel = "FILE",
            description = "A model that relabel4j export wrote, in place of --model and --weights.")
    private Path modelFile;

    @Option(
            names = "--model-option",
            parameterConsumer = KeyValues.class,
            paramLabel = "KEY=VALUE",
            description =
                    "An option of the model that decides about its features, such as size=96, the side in pixels that images"
                            + " are brought to first; relabel4j models lists them. Repeat it for more.")
    private Map<String, String> modelOptions = new LinkedHashMap<>();

    @Option(
            names = "--linear",
            description =
                    "Train a last layer on the labels of the data set's pool first, by softmax regression with the penalty l2=1:"
                            + " what the features of a network that was pretrained without labels are worth.")
    private boolean linear;

    @Option(
            names = "--probe",
            description =
                    "Find out how images have to be prepared for the model onnx: compare all presets, and the file beside"
                            + " the network, on labelled images of the data set's pool.")
    private boolean probe;

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
        if (modelFile == null ? model == null || weights == null : model != null || weights != null) {
            throw new IllegalArgumentException("evaluate needs --model and --weights, or else --model-file");
        }
        if (probe && modelFile == null) {
            return probe(console);
        }
        EvaluationJob.Result result;
        try (JobProgress progress = new JobProgress(console)) {
            result = modelFile == null ? ofNetwork(progress) : ofFile(progress);
        }
        result.quality().ifPresent(quality -> console.out().println(shown(quality, result.images())));
        features.ifPresent(file -> console.out()
                .println(Counted.of(result.dimension(), "feature") + " each of "
                        + Counted.of(result.images(), "test image") + " in " + file));
        return 0;
    }

    private EvaluationJob.Result ofNetwork(JobProgress progress) throws InputException, IOException {
        return EvaluationJob.run(
                new EvaluationJob.Request(
                        arguments.inputs(model),
                        weights,
                        modelOptions,
                        linear,
                        new EvaluationJob.Outputs(features, logits, probabilities)),
                progress);
    }

    private EvaluationJob.Result ofFile(JobProgress progress) throws InputException, IOException {
        if (probe || linear || features.isPresent() || logits.isPresent() || !modelOptions.isEmpty()) {
            throw new IllegalArgumentException(
                    "--model-file has all that the model needs, and gives probabilities; leave out --probe, --linear, --features,"
                            + " --logits and --model-option");
        }
        NetworkInputs inputs = arguments.inputs("");
        return SavedEvaluation.run(
                new SavedEvaluation.Request(
                        modelFile, inputs.dataset(), inputs.datasetOptions(), inputs.seed(), probabilities),
                progress);
    }

    private static String shown(EvaluationJob.Quality quality, int images) {
        ModelMetrics metrics = quality.metrics();
        return String.format(
                Locale.ROOT,
                "accuracy %.4f (%d of %s)%nmacro F1 %.4f, balanced accuracy %.4f, AUC %s, log loss %.4f, Brier score %.4f,"
                        + " calibration error %.4f",
                (double) quality.right() / images,
                quality.right(),
                Counted.of(images, "test image"),
                metrics.macroF1(),
                metrics.balancedAccuracy(),
                Double.isNaN(metrics.auc())
                        ? "unknown (one class only)"
                        : String.format(Locale.ROOT, "%.4f", metrics.auc()),
                metrics.logLoss(),
                metrics.brier(),
                metrics.ece());
    }

    private int probe(Console console) throws InputException {
        if (linear || features.isPresent() || logits.isPresent() || probabilities.isPresent()) {
            throw new IllegalArgumentException(
                    "--probe compares ways to prepare images only; leave out --linear, --features, --logits and --probs");
        }
        List<PreprocessingProbe.Row> rows;
        try (JobProgress progress = new JobProgress(console)) {
            rows = PreprocessingProbe.run(arguments.inputs(model), weights, modelOptions, progress);
        }
        for (PreprocessingProbe.Row row : rows) {
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "accuracy %.4f, log loss %.4f: %s%s",
                            row.accuracy(),
                            row.logLoss(),
                            String.join(", ", row.names()),
                            row == rows.get(0) ? " (best)" : row.asGood() ? " (as good, as far as can be told)" : ""));
        }
        return 0;
    }
}
