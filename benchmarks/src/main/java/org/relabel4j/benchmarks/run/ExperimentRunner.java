package org.relabel4j.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.format.InputException;

/**
 * Runs an experiment: all its cells, several at a time, each by one thread, with a checkpoint of each cell after each round.
 *
 * <p>{@code rounds.csv} is a function of the configuration alone: it has the same bytes whatever the number of jobs, and
 * whether or not the run was killed and resumed. A failing cell does not stop the others. What the disk or the listener
 * refuses stops all, at the end of their rounds.
 */
public final class ExperimentRunner {
    private final Components components;

    /**
     * @param components the parts that the configuration names
     */
    public ExperimentRunner(Components components) {
        this.components = components;
    }

    /** Runs an experiment made of the built-in parts; as {@link #run(ExperimentConfig, Path, RunOptions, ProgressListener)}. */
    public static RunResult runBuiltIn(
            ExperimentConfig config, Path runDir, RunOptions options, ProgressListener listener)
            throws InputException, InterruptedException {
        return new ExperimentRunner(new BuiltInComponents()).run(config, runDir, options, listener);
    }

    /**
     * Runs an experiment, or the rest of one.
     *
     * @param config what to run
     * @param runDir the run folder; made if it is missing
     * @param options how
     * @param listener hears of each round
     * @return where the results are, and which cells failed
     * @throws IllegalArgumentException if the configuration does not fit the data, or the folder cannot be used; nothing has
     *     been written then
     * @throws InputException if a file cannot be written; all files are whole, and the run can be resumed
     * @throws InterruptedException if the calling thread is interrupted; the run can be resumed
     */
    public RunResult run(ExperimentConfig config, Path runDir, RunOptions options, ProgressListener listener)
            throws InputException, InterruptedException {
        try (FolderUse use = FolderUse.start(runDir, options.resume(), RunFolder.FOLDERS)) {
            use.checkSettings(() -> settings(runDir), config.toMap());
            Trials trials = new Trials(config, components);
            RunIdentity identity = use.identify(config.toMap(), trials.check());
            RunFolder folder = new RunFolder(runDir, identity.run());
            Run run = new Run(config, components, folder, trials, listener);
            run.restore();
            use.begin(identity, config.toYaml(), facts(config), options.jobs(), backend(config));
            folder.create();
            return run.execute(options.jobs());
        }
    }

    private Map<String, Object> settings(Path runDir) {
        String file = new RunFolder(runDir).config().toString();
        return Experiments.load(file, List.of(), components).toMap();
    }

    private Map<String, String> backend(ExperimentConfig config) {
        List<Trainer> trainers = new ArrayList<>();
        for (ExperimentConfig part : config.parts().values()) {
            for (String model : part.grid().models()) {
                trainers.addAll(ModelNames.trainers(model, part, components));
            }
        }
        return components.environment(trainers);
    }

    /** What environment.json says of this run beyond program and machine. */
    private static Map<String, Object> facts(ExperimentConfig config) {
        Map<String, Object> seeds = new LinkedHashMap<>();
        seeds.put("seed", config.seeds().seed());
        seeds.put("data_seed", config.toMap().get("data-seed"));
        List<String> trials = new ArrayList<>();
        int most = config.parts().values().stream()
                .mapToInt(part -> part.grid().trials())
                .max()
                .orElseThrow();
        for (int trial = 0; trial < most; trial++) {
            trials.add(String.valueOf(Trial.seed(config, trial)));
        }
        seeds.put("trials", trials);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("seeds", seeds);
        facts.put("rounds_csv_version", RoundsCsv.SCHEMA_VERSION);
        return facts;
    }
}
