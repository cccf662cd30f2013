package org.relabel4j.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/**
 * Times a whole experiment: every round of every cell, with its checkpoints and result files, in a temporary run folder that
 * is removed afterwards. The report is not part of it.
 */
final class LoopBench extends Bench {
    /** Of the temporary folders of this process. */
    static final String TEMPORARY_PREFIX =
            "relabel4j-bench-" + ProcessHandle.current().pid() + "-";

    private static final Option<String> EXPERIMENT =
            Option.text("experiment", "a bundled experiment or a YAML file").withDefault("wall-robot");
    private static final List<Option<?>> OVERRIDES = List.of(
            Option.text("models", "models, separated by commas").withDefault("extra-trees"),
            Option.text("strategies", "strategies, separated by commas").withDefault("activelab"),
            Option.text("trials", "trials, at least 1").withDefault("1"),
            Option.text("rounds", "rounds, at least 1").withDefault("20"),
            Option.text("batch", "labels bought a round, at least 1").withDefault("100"));
    private static final Option<Integer> JOBS = Option.integer("jobs", 1, RunOptions.MAX_JOBS, "cells run at a time")
            .withDefault(1);

    LoopBench() {
        super(
                "loop",
                "a whole active-learning experiment: training, scoring, labelling and checkpoints of every round",
                1,
                3,
                List.of(EXPERIMENT),
                OVERRIDES,
                List.of(JOBS));
    }

    @Override
    BenchResult run(Options options) throws Exception {
        List<String> overrides = new ArrayList<>(List.of("seed=" + options.get(SEED)));
        Map<String, Object> sizes = new LinkedHashMap<>(Map.of(EXPERIMENT.name(), options.get(EXPERIMENT)));
        for (Option<?> key : OVERRIDES) {
            overrides.add(key.name() + "=" + options.get(key));
            sizes.put(key.name(), options.get(key));
        }
        ExperimentConfig config = Experiments.load(options.get(EXPERIMENT), overrides);
        RunOptions how = new RunOptions(options.get(JOBS), false);
        sizes.put(JOBS.name(), how.jobs());
        Measurement<List<RoundRow>> measured = measure(options, () -> runOnce(config, how));
        return BenchResult.of(name(), sizes, measured, means(measured.last()));
    }

    private static List<RoundRow> runOnce(ExperimentConfig config, RunOptions how) throws Exception {
        Path folder = Files.createTempDirectory(TEMPORARY_PREFIX);
        try {
            GridResult<LearningState> result =
                    Grid.run(new LearningExperiment(config), folder.resolve("run"), how, GridListener.SILENT);
            if (!result.complete()) {
                throw new IllegalStateException(result.failures().get(0).message());
            }
            return result.states().stream().map(LearningState::lastRow).toList();
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }

    /** The mean accuracies after the cells' last rounds. */
    private static Map<String, Object> means(List<RoundRow> last) {
        Map<String, Object> means = new LinkedHashMap<>();
        means.put("model_accuracy", mean(last, RoundRow::modelAccuracy));
        means.put("consensus_accuracy", mean(last, RoundRow::consensusAccuracy));
        return means;
    }

    private static double mean(List<RoundRow> rows, ToDoubleFunction<RoundRow> value) {
        return Math.round(rows.stream().mapToDouble(value).average().orElseThrow() * 1e6) / 1e6;
    }
}
