package org.relabel4j.jobs.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.saved.SavedModel;

/** Measures how well a model that {@code relabel4j export} wrote classifies a data set's test examples. */
public final class SavedEvaluation {
    private static final String SIZE = "size";
    private static final String CHANNELS = "channels";

    private SavedEvaluation() {}

    /**
     * What to evaluate.
     *
     * @param model the file
     * @param dataset id of a data set, whose classes the model knows by their names
     * @param datasetOptions its options, name to value; size and channels of images are those of the model unless they are given
     * @param seed of every random choice, such as which examples are tested
     * @param probabilities float32 {@code .npy} to write, shape (test examples, classes of the model), in its order of classes
     */
    public record Request(
            Path model, String dataset, Map<String, String> datasetOptions, long seed, Optional<Path> probabilities) {
        public Request {
            datasetOptions = Map.copyOf(datasetOptions);
        }
    }

    /**
     * Evaluates.
     *
     * @throws IllegalArgumentException if model, data set and options do not fit each other; one line
     * @throws InputException if data cannot be read or results not written
     * @throws IOException if the model cannot be read
     */
    public static EvaluationJob.Result run(Request request, Progress progress) throws InputException, IOException {
        AtomicFiles.checkWritable(request.probabilities().stream().toList(), List.of(request.model()));
        try (SavedModel model = SavedModel.open(request.model())) {
            check(request, model);
            progress.update("reading " + request.dataset(), 0, 0);
            Dataset dataset = Datasets.load(request.dataset(), options(request, model.like()), request.seed());
            Examples test = dataset.test();
            if (test.size() == 0) {
                throw new IllegalArgumentException(
                        "data set " + request.dataset() + " has no test examples with these options");
            }
            int[] labels = labels(request, model, dataset);
            progress.update("predicting " + Counted.of(test.size(), "example"), 0, 0);
            Probabilities predicted = model.predict(test);
            if (request.probabilities().isPresent()) {
                NpyFile.write(request.probabilities().get(), predicted, NpyFile.Precision.FLOAT32);
            }
            return new EvaluationJob.Result(test.size(), Optional.of(EvaluationJob.Quality.of(predicted, labels)), 0);
        }
    }

    private static void check(Request request, SavedModel model) {
        if (model.areSets()) {
            throw new IllegalArgumentException(request.model()
                    + ": is a model of sets of classes, expected one of a single class an example; relabel4j predict gives"
                    + " its probabilities");
        }
        if (model.like() instanceof FeatureTable) {
            throw new IllegalArgumentException(request.model()
                    + ": is a model of a table with named columns, which no data set has; relabel4j predict"
                    + " --table gives its probabilities");
        }
    }

    private static Map<String, String> options(Request request, Examples like) {
        Map<String, String> options = new HashMap<>(request.datasetOptions());
        List<String> known = Datasets.registry().byName(request.dataset()).info().options().stream()
                .map(Option::name)
                .toList();
        if (like instanceof ImageSet images) {
            Map.of(SIZE, images.height(), CHANNELS, images.channels()).forEach((name, value) -> {
                if (known.contains(name)) {
                    options.putIfAbsent(name, value.toString());
                }
            });
        }
        return options;
    }

    /** The data set's labels by the model's numbers of classes. */
    private static int[] labels(Request request, SavedModel model, Dataset dataset) {
        int[] labels = dataset.testLabels();
        for (int i = 0; i < labels.length; i++) {
            String name = dataset.classNames().get(labels[i]);
            labels[i] = model.classNames().indexOf(name);
            if (labels[i] < 0) {
                throw new IllegalArgumentException(request.model() + ": knows no class \"" + name + "\" of data set "
                        + request.dataset() + "; it tells " + String.join(", ", model.classNames()) + " apart");
            }
        }
        return labels;
    }
}
