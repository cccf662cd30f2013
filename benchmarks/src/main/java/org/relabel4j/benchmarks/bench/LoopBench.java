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
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;

/**
 * Times a whole experiment: every round of every cell, with its checkpoints and result files, in a temporary run folder that
 * is removed afterwards. The report is not part of it.
 */
final class LoopBench implements Bench {
    /** Of the temporary folders of this process. */
    static final String TEMPORARY_PREFIX =
            "relabel4j-bench-" + ProcessHandle.current().pid() + "-";

    private static final String EXPERIMENT = "experiment";
    private static final String JOBS = "jobs";
    private static final List<String> OVERRIDES = List.of("models", "strategies", "trials", "rounds", "batch");

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String summary() {
        return "a whole active-learning experiment: training, scoring, labelling and checkpoints of every round";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec(EXPERIMENT, "wall-robot", "a bundled experiment or a YAML file"),
                new OptionSpec("models", "extra-trees", "models, separated by commas"),
                new OptionSpec("strategies", "activelab", "strategies, separated by commas"),
                new OptionSpec("trials", "1", "trials, at least 1"),
                new OptionSpec("rounds", "20", "rounds, at least 1"),
                new OptionSpec("batch", "100", "labels bought a round, at least 1"),
                new OptionSpec(JOBS, "1", "cells run at a time, at least 1"));
    }

    @Override
    public Repetition repetition() {
        return new Repetition(1, 3);
    }

    @Override
    public BenchResult run(Options options) throws Exception {
        List<String> overrides = new ArrayList<>(List.of("seed=" + Repetition.seed(options)));
        Map<String, Object> sizes = new LinkedHashMap<>(Map.of(EXPERIMENT, options.text(EXPERIMENT)));
        for (String key : OVERRIDES) {
            overrides.add(key + "=" + options.text(key));
            sizes.put(key, options.text(key));
        }
        ExperimentConfig config = Experiments.load(options.text(EXPERIMENT), overrides);
        RunOptions how = new RunOptions(options.integer(JOBS, 1, RunOptions.MAX_JOBS), false);
        sizes.put(JOBS, how.jobs());
        Measurement<List<RoundRow>> measured = Repetition.measure(options, () -> runOnce(config, how));
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
