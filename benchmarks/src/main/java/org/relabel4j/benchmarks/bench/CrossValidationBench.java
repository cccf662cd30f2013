package org.relabel4j.benchmarks.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.registry.ModelInfo;
import org.relabel4j.models.registry.Models;

/**
 * Times the cross-validation of a model: training on all folds but one, for each fold, and out-of-sample probabilities of
 * all examples. The examples are the first of the Wall Robot pool, with their true classes. Each call has a seed of its own,
 * since training time depends on it.
 */
final class CrossValidationBench extends Bench {
    private static final int POOL = 2000;
    private static final Option<Integer> EXAMPLES =
            Option.integer("examples", 2, POOL, "examples of the pool").withDefault(POOL);
    private static final Option<String> WRITE = Option.text(
                    "write", "CSV file for the examples and their classes, if any")
            .withDefault("");

    private final String model;

    private CrossValidationBench(String name, String model, int warmUp, int repeat) {
        super(
                name,
                "cross-validation of the model " + model + " on the Wall Robot data",
                warmUp,
                repeat,
                List.of(EXAMPLES, folds(POOL), WRITE),
                modelOptions(model));
        this.model = model;
    }

    static CrossValidationBench folds() {
        return new CrossValidationBench("folds", "mlp", 1, 5);
    }

    static CrossValidationBench extraTrees() {
        return new CrossValidationBench("extra-trees", "extra-trees", 3, 10);
    }

    private static Option<Integer> folds(int most) {
        return Option.integer("folds", 2, most, "folds").withDefault(5);
    }

    private static List<Option<?>> modelOptions(String model) {
        return Models.all().stream()
                .filter(info -> info.name().equals(model))
                .findFirst()
                .map(ModelInfo::options)
                .orElseThrow();
    }

    @Override
    BenchResult run(Options options) throws Exception {
        int seed = options.get(SEED);
        Dataset data = Datasets.load("wall-robot", Map.of(), Seeds.derive(seed, "data"));
        int size = options.get(EXAMPLES);
        Examples pool = first(data.pool(), size);
        int[] labels = Arrays.copyOf(data.poolLabels(), size);
        if (!options.get(WRITE).isEmpty()) {
            write(Path.of(options.get(WRITE)), pool, labels);
        }
        int numClasses = data.classNames().size();
        int folds = options.get(folds(size));
        CrossValidation validation = new CrossValidation(new CrossValidation.Scheme(
                Models.trainers(model, chosen(options)),
                pool,
                FeatureMatrix.ofRowMajor(0, pool.length(), new float[0]),
                folds,
                false,
                false));
        long[] call = {0};
        Measurement<List<MemberPredictions>> measured =
                measure(options, () -> validation.fit(labels, numClasses, Seeds.derive(seed, "fit", call[0]++)));
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("model", model);
        sizes.putAll(chosen(options));
        sizes.put(EXAMPLES.name(), size);
        sizes.put("features", pool.length());
        sizes.put("classes", numClasses);
        sizes.put("folds", folds);
        double accuracy = Accuracy.of(measured.last().get(0).pool(), labels);
        return BenchResult.of(name(), sizes, measured, Map.of("out_of_sample_accuracy", accuracy));
    }

    private Map<String, String> chosen(Options options) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Option<?> option : modelOptions(model)) {
            if (options.isGiven(option)) {
                chosen.put(option.name(), options.given().get(option.name()));
            }
        }
        return chosen;
    }

    private static Examples first(Examples all, int size) {
        float[] values = new float[size * all.length()];
        for (int i = 0; i < size; i++) {
            all.copyTo(i, values, i * all.length());
        }
        return FeatureMatrix.ofRowMajor(size, all.length(), values);
    }

    private static void write(Path file, Examples pool, int[] labels) throws IOException, InputException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.write(file, stream -> {
            PrintStream text = new PrintStream(stream, false, StandardCharsets.US_ASCII);
            float[] row = new float[pool.length()];
            for (int i = 0; i < labels.length; i++) {
                pool.copyTo(i, row, 0);
                for (float value : row) {
                    text.print(value + ",");
                }
                text.print(labels[i] + "\n");
            }
            text.flush();
        });
    }
}
