package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.relabel4j.benchmarks.cleaning.CleanedCell;
import org.relabel4j.benchmarks.cleaning.CleaningCell;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.experiment.OwnParts;
import org.relabel4j.benchmarks.experiment.Settings;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.benchmarks.report.Report;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;

/**
 * An experiment to run from a program, as {@code relabel4j benchmark} and {@code relabel4j clean} run it: the same settings, engine,
 * run folder and report, and the same bytes of its tables. Strategies, consensus methods, models and data sets of the program's own
 * are given as objects; the settings name them beside the built-in ones.
 *
 * <pre>{@code
 * LearningRun run = Benchmark.of("wall-robot")
 *         .strategy("mine", new Mine())
 *         .with("strategies=activelab,mine,random", "trials=3")
 *         .run(folder);
 * }</pre>
 *
 * <p>Immutable: each method gives another value.
 */
public final class Benchmark {
    /** The vote, which needs no model. */
    private static final String CONSENSUS = "majority-vote";

    private final String experiment;
    private final List<String> settings;
    private final OwnParts parts;
    private final RunOptions options;

    private Benchmark(String experiment, List<String> settings, OwnParts parts, RunOptions options) {
        this.experiment = experiment;
        this.settings = List.copyOf(settings);
        this.parts = parts;
        this.options = options;
    }

    /**
     * An experiment, run by as many threads as there are processors.
     *
     * @param nameOrFile name of a bundled experiment, or path of a YAML file
     */
    public static Benchmark of(String nameOrFile) {
        return new Benchmark(
                nameOrFile,
                List.of(),
                OwnParts.NONE,
                new RunOptions(Runtime.getRuntime().availableProcessors(), false));
    }

    /**
     * With further settings.
     *
     * @param more {@code key=value}, which win over the file's, as on the command line: {@code trials=3}, {@code preset=paper}
     */
    public Benchmark with(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return new Benchmark(experiment, all, parts, options);
    }

    private Benchmark with(OwnParts more) {
        return new Benchmark(experiment, settings, more, options);
    }

    /**
     * With a strategy, whose labels are found by majority vote where the experiment leaves that to the strategies. It takes the options
     * that all strategies take, such as {@code NAME.ask=new}.
     *
     * @param name id for settings and tables, lower case with hyphens
     * @param strategy used by several threads
     */
    public Benchmark strategy(String name, AcquisitionStrategy strategy) {
        return strategy(name, strategy, CONSENSUS);
    }

    /**
     * With a strategy.
     *
     * @param consensus id of the consensus method that goes with it where the experiment leaves that to the strategies
     */
    public Benchmark strategy(String name, AcquisitionStrategy strategy, String consensus) {
        return with(parts.withStrategy(name, strategy, consensus));
    }

    /**
     * With a consensus method.
     *
     * @param name id for {@code consensus=NAME}, lower case with hyphens
     * @param method used by several threads
     */
    public Benchmark consensusMethod(String name, ConsensusMethod method) {
        return with(parts.withConsensusMethod(name, method));
    }

    /** With a model: {@code models=NAME}, where NAME is the trainer's, lower case with hyphens. It is used by several threads. */
    public Benchmark model(Trainer trainer) {
        return with(parts.withModel(trainer));
    }

    /** With a data set: {@code dataset=NAME}, where NAME is its own, lower case with hyphens. All trials have the same examples. */
    public Benchmark dataset(Dataset dataset) {
        return with(parts.withDataset(dataset));
    }

    /**
     * With another number of threads; results do not depend on it.
     *
     * @throws IllegalArgumentException if it is below 1 or above 4096
     */
    public Benchmark jobs(int jobs) {
        return new Benchmark(experiment, settings, parts, new RunOptions(jobs, options.resume()));
    }

    /** The same, which goes on with a run folder that exists. */
    public Benchmark resumed() {
        return new Benchmark(experiment, settings, parts, new RunOptions(options.jobs(), true));
    }

    /** Runs a learning experiment; as the other method, silently. */
    public LearningRun run(Path folder) throws IOException, InputException, InterruptedException {
        return run(folder, GridListener.SILENT);
    }

    /**
     * Runs a learning experiment, and writes its report.
     *
     * @param folder the run folder, a new one unless the run is resumed
     * @param listener hears of each round
     * @return what came of it; trials that failed are in {@link LearningRun#failures}
     * @throws IllegalArgumentException if a setting is wrong or does not fit the data, a name is taken, a part that was given is not
     *     named by a setting, or the folder cannot be used; in one line, and nothing has been written then
     * @throws InputException if a file cannot be read or written; all files are whole, and the run can be resumed
     * @throws IOException if a file of the run cannot be read for its report
     * @throws InterruptedException if the calling thread is interrupted; the run can be resumed
     */
    public LearningRun run(Path folder, GridListener<? super LearningCell, ? super LearningState> listener)
            throws IOException, InputException, InterruptedException {
        BuiltInComponents components = new BuiltInComponents(parts);
        GridResult<LearningState> result = run(
                () -> new LearningExperiment(Experiments.load(experiment, settings, components), components),
                folder,
                listener);
        LearningRun run = new LearningRun(result, LearningRun.report(folder, result.states()));
        write(run.report(), folder);
        return run;
    }

    /** Runs a label-cleaning experiment; as the other method, silently. */
    public CleaningRun clean(Path folder) throws IOException, InputException, InterruptedException {
        return clean(folder, GridListener.SILENT);
    }

    /** Runs a label-cleaning experiment, in which strategies are selectors; else as {@link #run(Path, GridListener)}. */
    public CleaningRun clean(Path folder, GridListener<? super CleaningCell, ? super CleanedCell> listener)
            throws IOException, InputException, InterruptedException {
        BuiltInComponents components = new BuiltInComponents(parts);
        GridResult<CleanedCell> result = run(
                () -> new CleaningExperiment(CleaningExperiments.load(experiment, settings, components), components),
                folder,
                listener);
        CleaningRun run = new CleaningRun(result, CleaningRun.report(folder, result.states()));
        write(run.report(), folder);
        return run;
    }

    private <C extends Cell, S extends CellState> GridResult<S> run(
            Supplier<Experiment<C, S>> loader, Path folder, GridListener<? super C, ? super S> listener)
            throws InputException, InterruptedException {
        try {
            Experiment<C, S> loaded = loader.get();
            checkUse(loaded.settings());
            return Grid.run(loaded, folder, options, listener);
        } catch (IllegalArgumentException e) {
            throw ofCalls(e);
        }
    }

    /** The same mistake, told by the calls of this class where the message has the words of the command line. */
    private static IllegalArgumentException ofCalls(IllegalArgumentException mistake) {
        String told = String.valueOf(mistake.getMessage());
        String inCalls = told.replaceFirst("^" + Settings.COMMAND_LINE + ": ", "Benchmark.with: ")
                .replaceFirst(" by --resume", " by resumed()")
                .replaceFirst(" by --out$", "");
        return inCalls.equals(told) ? mistake : new IllegalArgumentException(inCalls, mistake);
    }

    private static void write(Optional<? extends Report> report, Path folder) throws InputException {
        if (report.isPresent()) {
            report.get().write(folder);
        }
    }

    /** A part that no setting names is a mistake, as is a setting that nothing reads. */
    private void checkUse(Map<String, Object> resolved) {
        Set<String> named = new TreeSet<>();
        resolved.values().forEach(value -> {
            for (Object item : value instanceof List<?> list ? list : List.of(value)) {
                named.addAll(List.of(item.toString().split("[+]")));
            }
        });
        for (OwnParts.OwnPart part : parts.parts()) {
            if (part.kind().equals(OwnParts.STRATEGY)) {
                named.add(parts.strategies().byName(part.name()).consensus());
            }
        }
        for (OwnParts.OwnPart part : parts.parts()) {
            if (!named.contains(part.name())) {
                throw new IllegalArgumentException(
                        part + " was given, but no setting names it; set " + part.key() + "=" + part.name());
            }
        }
    }
}
