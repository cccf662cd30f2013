package org.relabel4j.benchmarks.grid;

import java.nio.file.Path;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.YamlText;

/**
 * Runs an experiment: all its cells, several at a time, with a checkpoint of each cell after each step.
 *
 * <p>The tables are a function of the configuration alone: they have the same bytes whatever the number of jobs, and
 * whether or not the run was killed and resumed. A failing cell does not stop the others. What the disk or the listener
 * refuses stops all, at the end of their steps.
 */
public final class Grid {
    private Grid() {}

    /**
     * What an experiment's results depend on besides the program, so that another machine can find out whether it would run the same.
     *
     * @return a digest of the settings, the data, and the weights in files that the settings name
     * @throws IllegalArgumentException if the configuration does not fit the data
     * @throws InputException if the data cannot be read
     */
    public static String identify(Experiment<?, ?> experiment) throws InputException {
        return RunIdentity.of(experiment.settings(), experiment.data()).run();
    }

    /** Runs an experiment, or the rest of one, on threads of this process; as the other method. */
    public static <C extends Cell, S extends CellState> GridResult<S> run(
            Experiment<C, S> experiment, Path runDir, RunOptions options, GridListener<? super C, ? super S> listener)
            throws InputException, InterruptedException {
        return run(experiment, runDir, options, listener, new ThreadWorkers(options.jobs()));
    }

    /**
     * Runs an experiment, or the rest of one.
     *
     * @param experiment what to run
     * @param runDir the run folder; made if it is missing
     * @param options how
     * @param listener hears of each step
     * @param workers where cells run
     * @return where the results are, and which cells failed
     * @throws IllegalArgumentException if the configuration does not fit the data, or the folder cannot be used; nothing has
     *     been written then
     * @throws InputException if a file cannot be written; all files are whole, and the run can be resumed
     * @throws InterruptedException if the calling thread is interrupted; the run can be resumed
     */
    public static <C extends Cell, S extends CellState> GridResult<S> run(
            Experiment<C, S> experiment,
            Path runDir,
            RunOptions options,
            GridListener<? super C, ? super S> listener,
            CellWorkers workers)
            throws InputException, InterruptedException {
        try (FolderUse use = FolderUse.start(runDir, options.resume())) {
            use.checkSettings(() -> experiment.settings(new RunFolder(runDir).config()), experiment.settings());
            RunIdentity identity = use.identify(experiment.settings(), experiment.data(), experiment.ownParts());
            RunFolder folder = new RunFolder(runDir, identity.run());
            GridRun<C, S> run = new GridRun<>(experiment, folder, listener);
            run.restore();
            use.begin(
                    identity,
                    YamlText.write(experiment.settings()),
                    experiment.facts(),
                    new Environment.Session(workers.facts(), experiment.backend(), experiment.ownParts()));
            folder.create();
            return run.execute(workers);
        }
    }
}
