package org.relabel4j.benchmarks.cleaning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.run.FolderUse;
import org.relabel4j.benchmarks.run.RunIdentity;
import org.relabel4j.benchmarks.run.RunOptions;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.format.InputException;

/**
 * Runs a label-cleaning experiment: all its cells, several at a time, each by one thread, on the disk after each stage.
 *
 * <p>The tables are a function of the configuration alone: they have the same bytes whatever the number of jobs, and whether or
 * not the run was killed and resumed. A failing cell does not stop the others.
 */
public final class CleaningRunner {
    private final Components components;

    /**
     * @param components the models and data sets that the configuration names
     */
    public CleaningRunner(Components components) {
        this.components = components;
    }

    /**
     * How a run ended.
     *
     * @param folder where the results are
     * @param failures cells that failed, in order; {@code resume} tries them again
     */
    public record Result(CleaningFolder folder, List<Failure> failures) {
        public Result {
            failures = List.copyOf(failures);
        }
    }

    /** A cell that failed, and why. */
    public record Failure(CleaningCell cell, Throwable cause) {}

    /** Runs an experiment made of the built-in parts; as {@link #run}. */
    public static Result runBuiltIn(CleaningConfig config, Path runDir, RunOptions options, CleaningListener listener)
            throws InputException, InterruptedException {
        return new CleaningRunner(new BuiltInComponents()).run(config, runDir, options, listener);
    }

    /**
     * Runs an experiment, or the rest of one.
     *
     * @param config what to run
     * @param runDir the run folder; made if it is missing
     * @param options how
     * @param listener hears of each step
     * @throws IllegalArgumentException if the configuration does not fit the data, or the folder cannot be used; nothing has
     *     been written then
     * @throws InputException if a file cannot be written; all files are whole, and the run can be resumed
     * @throws InterruptedException if the calling thread is interrupted; the run can be resumed
     */
    public Result run(CleaningConfig config, Path runDir, RunOptions options, CleaningListener listener)
            throws InputException, InterruptedException {
        try (FolderUse use = FolderUse.start(runDir, options.resume(), Set.of(CleaningFolder.CELLS))) {
            use.checkSettings(() -> settings(runDir), config.toMap());
            CleaningTrials trials = new CleaningTrials(config, components);
            RunIdentity identity =
                    use.identify(config.toMap(), List.of(trials.get(0).data()));
            CleaningFolder folder = new CleaningFolder(runDir, identity.run());
            CleaningCellRunner cells = new CleaningCellRunner(config, components, trials, folder);
            CleaningRun run = new CleaningRun(config, folder, cells, listener);
            run.restore();
            use.begin(identity, config.toYaml(), facts(config), options.jobs(), backend(config));
            folder.create();
            return run.execute(options.jobs());
        }
    }

    private Map<String, Object> settings(Path runDir) {
        String file = new CleaningFolder(runDir).config().toString();
        return CleaningExperiments.load(file, List.of(), components).toMap();
    }

    private Map<String, String> backend(CleaningConfig config) {
        List<Trainer> trainers = new ArrayList<>(new Selectors(config, components).trainers());
        config.effects()
                .models()
                .forEach(model -> trainers.addAll(ModelNames.trainers(model, config::optionsOf, components)));
        return components.environment(trainers);
    }

    private static Map<String, Object> facts(CleaningConfig config) {
        Map<String, Object> seeds = new LinkedHashMap<>();
        seeds.put("seed", config.seed());
        seeds.put(
                "trials",
                IntStream.range(0, config.grid().trials())
                        .mapToObj(trial -> String.valueOf(CleaningTrial.seed(config, trial)))
                        .toList());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seeds", seeds);
        facts.put("cleaning_tables_version", CleaningTables.VERSION);
        return facts;
    }
}
