package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.relabel4j.benchmarks.bench.Benches;
import org.relabel4j.benchmarks.cleaning.CleanedCell;
import org.relabel4j.benchmarks.cleaning.CleaningConfig;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.cleaning.CleaningKeys;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.models.registry.Models;

/**
 * Every declared key and option at the ends of what numbers there are: refused in one line that names it before anything is
 * done, or a run whose results are numbers. No key may take the largest int: what has no range of its own asks for more memory
 * than there is.
 */
class ExtremeValuesTest {
    private static final String LARGEST = "2147483647";
    private static final List<String> EXTREMES = List.of(
            LARGEST, "99999999999999999999", "-1", "-2147483648", "0", "1e308", "-1e308", "1e-320", "NaN", "Infinity");

    /** Texts, names and paths among them, and seeds, which are what they are. */
    private static final Set<String> NO_NUMBERS = Set.of(
            "description",
            "name",
            "data-dir",
            "labels-dir",
            "labels",
            "file",
            "cache",
            "costs.unit",
            "self-supervised-model",
            "noise.mistaken-for",
            "seed",
            "data-seed");

    private static final Map<String, String> NOISE_KINDS = Map.of(
            "noise.rate", "symmetric",
            "noise.matrix", "matrix",
            "noise.mistaken-for", "asymmetric",
            "noise.accuracies", "heterogeneous",
            "noise.outliers", "heterogeneous",
            "noise.outlier-accuracies", "heterogeneous");

    private static final Set<String> NEED_WEIGHTS = Set.of("onnx", "resnet");

    @TempDir
    Path folder;

    /** What is wrong, or empty if nothing is; fails unless it is one short line that names the key. */
    private static Optional<String> problem(String key, Executable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (IllegalArgumentException | org.relabel4j.datasets.format.InputException e) {
            String message = String.valueOf(e.getMessage());
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.contains(key), () -> key + " is not named in: " + message);
            return Optional.of(message);
        } catch (Exception e) {
            return fail(key, e);
        }
    }

    private interface Executable {
        void run() throws Exception;
    }

    static List<String> experimentKeys() {
        return ExperimentKeys.names();
    }

    @ParameterizedTest
    @MethodSource("experimentKeys")
    void keysOfExperiments(String key) throws Exception {
        List<String> common = new ArrayList<>(List.of(
                "preset=quick", "models=knn", "strategies=random,activelab", "rounds=2", "trials=1", "batch=5"));
        if (NOISE_KINDS.containsKey(key)) {
            common.add("noise.kind=" + NOISE_KINDS.get(key));
        }
        if (key.equals("noise.mistaken-for")) {
            common.add("noise.rate=0.1");
        }
        common.removeIf(setting -> setting.startsWith(key + "="));
        for (String value : EXTREMES) {
            List<String> settings = new ArrayList<>(common);
            settings.add(key + "=" + value);
            ExperimentConfig[] config = new ExperimentConfig[1];
            Optional<String> problem = problem(key, () -> config[0] = Experiments.load("wall-robot", settings));

            if (problem.isEmpty() && !NO_NUMBERS.contains(key)) {
                // So much money there may be.
                assertFalse(value.equals(LARGEST) && !key.equals("budget"), key + " takes " + value);
                runs(key + "=" + value, config[0]);
            }
        }
    }

    private void runs(String what, ExperimentConfig config) throws Exception {
        Path out = folder.resolve(what.replaceAll("[^a-z0-9]", "-"));
        AtomicReference<GridResult<LearningState>> result = new AtomicReference<>();
        Optional<String> problem = problem(
                what.substring(0, what.indexOf('=')),
                () -> result.set(
                        Grid.run(new LearningExperiment(config), out, new RunOptions(1, false), GridListener.SILENT)));
        if (problem.isEmpty()) {
            assertEquals(List.of(), result.get().failures(), what);
            for (String line : Files.readAllLines(result.get().folder().table("rounds.csv"))) {
                assertFalse(line.contains("NaN") || line.contains("Infinity"), what + ": " + line);
            }
        }
    }

    static Stream<String> cleaningKeys() {
        return CleaningKeys.ALL.stream().map(Option::name);
    }

    @ParameterizedTest
    @MethodSource("cleaningKeys")
    void keysOfCleaningExperiments(String key) throws Exception {
        List<String> common = new ArrayList<>(List.of(
                "preset=quick",
                "models=knn",
                "selectors=random,neighbour",
                "effects.models=none",
                "trials=1",
                "budget=3"));
        common.add(key.equals("noise.temperatures") ? "noise.rates=" : "noise.rates=0.2");
        common.removeIf(setting -> setting.startsWith(key + "="));
        for (String value : EXTREMES) {
            List<String> settings = new ArrayList<>(common);
            settings.add(key + "=" + value);
            CleaningConfig[] config = new CleaningConfig[1];
            Optional<String> problem =
                    problem(key, () -> config[0] = CleaningExperiments.load("wall-robot-cleaning", settings));

            if (problem.isEmpty() && !NO_NUMBERS.contains(key)) {
                assertFalse(value.equals(LARGEST), key + " takes " + value);
                cleans(key + "=" + value, config[0]);
            }
        }
    }

    private void cleans(String what, CleaningConfig config) throws Exception {
        Path out = folder.resolve(what.replaceAll("[^a-z0-9]", "-"));
        AtomicReference<GridResult<CleanedCell>> result = new AtomicReference<>();
        // The noise rates are compared with what the people's keys allow.
        String key = what.startsWith("people.") ? "people" : what.substring(0, what.indexOf('='));
        Optional<String> problem = problem(
                key,
                () -> result.set(
                        Grid.run(new CleaningExperiment(config), out, new RunOptions(1, false), GridListener.SILENT)));
        if (problem.isEmpty()) {
            result.get()
                    .failures()
                    .forEach(failure -> assertTrue(
                            failure.cause() instanceof IllegalArgumentException
                                    && failure.cause().getMessage().contains(key),
                            () -> what + ": " + failure.cause()));
            for (String line : Files.readAllLines(result.get().folder().table("curves.csv"))) {
                assertFalse(line.contains("NaN") || line.contains("Infinity"), what + ": " + line);
            }
        }
    }

    static Stream<Arguments> modelOptions() {
        return Models.all().stream()
                .flatMap(model -> model.options().stream().map(option -> Arguments.of(model.name(), option.name())));
    }

    @ParameterizedTest
    @MethodSource("modelOptions")
    void optionsOfModels(String model, String option) {
        for (String value : EXTREMES) {
            List<Trainer> trainers = new ArrayList<>();
            String own = option.substring(option.lastIndexOf('.') + 1);
            Optional<String> problem =
                    problem("", () -> trainers.addAll(Models.trainers(model, Map.of(option, value))));

            // What is sound by itself is refused where the model cannot do without weights.
            problem.ifPresent(line -> assertTrue(
                    line.contains(own)
                            || NEED_WEIGHTS.contains(model)
                                    && line.contains("weights")
                                    && inRange(model, option, value),
                    line));
            assertFalse(problem.isEmpty() && value.equals(LARGEST), model + " takes " + option + "=" + value);
            if (problem.isEmpty() && !model.contains("resnet") && !own.equals("trees")) {
                predictsNumbers(trainers);
            }
        }
    }

    private static boolean inRange(String model, String option, String value) {
        List<Option<?>> declared =
                Models.all().stream()
                        .filter(one -> one.name().equals(model))
                        .findFirst()
                        .orElseThrow()
                        .options()
                        .stream()
                        .filter(one -> one.name().equals(option))
                        .toList();
        try {
            Options.parse(model, declared, Map.of(option, value));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void predictsNumbers(List<Trainer> trainers) {
        FeatureMatrix examples = FeatureMatrix.ofRowMajor(8, 1, new float[] {0, 1, 2, 3, 10, 11, 12, 13});
        int[] rows = {0, 1, 2, 3, 4, 5, 6, 7};
        for (Trainer trainer : trainers) {
            try (var classifier = trainer.train(examples, rows, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2, 1)) {
                var predicted = classifier.predict(examples, rows);
                for (int i : rows) {
                    assertTrue(Double.isFinite(predicted.get(i, 0)), trainer.name());
                }
            }
        }
    }

    @Test
    void optionsOfStrategies() {
        for (StrategyInfo strategy : Strategies.all()) {
            for (Option<?> option : strategy.options()) {
                for (String value : EXTREMES) {
                    Optional<String> problem = problem(
                            option.name().equals("base") ? value : option.name(),
                            () -> strategy.create(Map.of(option.name(), value)));

                    assertFalse(
                            problem.isEmpty() && value.equals(LARGEST),
                            strategy.name() + " takes " + option.name() + "=" + value);
                }
            }
        }
    }

    @Test
    void optionsOfDataSets() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "x,label\n1,a\n2,b\n3,a\n4,b\n");
        for (var dataset : Datasets.all()) {
            for (Option<?> option : dataset.options()) {
                for (String value : EXTREMES) {
                    Map<String, String> options = new HashMap<>();
                    if (dataset.name().equals("csv")) {
                        options.put("file", table.toString());
                    }
                    if (dataset.name().equals("image-folder") || dataset.name().startsWith("cifar")) {
                        options.put("data-dir", folder.toString());
                    }
                    options.put(option.name(), value);
                    Optional<String> problem = problem("", () -> Datasets.load(dataset.name(), options, 1));

                    assertFalse(
                            problem.isEmpty() && value.equals(LARGEST),
                            dataset.name() + " takes " + option.name() + "=" + value);
                }
            }
        }
    }

    static Stream<Arguments> benchOptions() {
        return Benches.all().stream()
                .flatMap(bench -> bench.options().stream()
                        .filter(option -> option.defaultText().matches("[0-9.]+")
                                && !option.name().equals("seed"))
                        .map(option -> Arguments.of(bench.name(), option.name())));
    }

    @ParameterizedTest
    @MethodSource("benchOptions")
    void sizesOfMeasurements(String bench, String option) {
        for (String value : List.of(LARGEST, "99999999999999999999", "-1", "1e308", "1e-320", "NaN", "Infinity")) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> Benches.run(bench, Arrays.asList("warm-up=0", "repeat=1", option + "=" + value)),
                            () -> bench + " takes " + option + "=" + value)
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.contains(option), message);
        }
    }

    @Test
    void productsOfSizesThatPassAloneAreRefused() {
        for (List<String> call : List.of(
                List.of("scoring", "labeled=200000000", "classes=200000000"),
                List.of("scoring", "labeled=200000000", "labels-per-example=400"),
                List.of("selection", "n=200000000", "dim=200000000"),
                List.of("resnet", "batch=65536", "size=512"),
                List.of("image-training", "images=16777216", "size=512"))) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> Benches.run(call.get(0), call.subList(1, call.size())),
                            call::toString)
                    .getMessage();
            assertTrue(message.contains("expected at most"), message);
        }
        FeatureMatrix wide = FeatureMatrix.ofRowMajor(2, 20_000, new float[40_000]);
        for (String model : List.of("mlp", "co-teaching")) {
            Trainer trainer = Models.trainer(model, Map.of("hidden", "10000"));
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> trainer.train(wide, new int[] {0, 1}, new int[] {0, 1}, 2, 1))
                    .getMessage();
            assertTrue(message.startsWith(model + " hidden is 10000, which with 20000 values"), message);
        }
    }
}
