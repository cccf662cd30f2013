package org.relabel4j.benchmarks.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.run.RunResult.CellFailure;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of a run: the cells' progress, and the threads that work on them. All state is guarded by this. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** How far the tables may be behind the checkpoints: 10 s, since writing them after each round would be quadratic. */
    private static final long TABLES_INTERVAL_NANOS = 10_000_000_000L;

    private final ExperimentConfig config;
    private final Components components;
    private final RunFolder folder;
    private final Trials trials;
    private final ProgressListener listener;
    private final Map<Cell, CellProgress> progress = new LinkedHashMap<>();
    private final Map<Cell, CellFailure> failures = new LinkedHashMap<>();
    private final Set<Cell> ended = new HashSet<>();
    private final long startNanos = System.nanoTime();
    private Set<Path> warmFiles = Set.of();
    private long roundsBefore;
    private long lastTablesNanos;
    private Optional<RunStopped> stopped = Optional.empty();

    Run(ExperimentConfig config, Components components, RunFolder folder, Trials trials, ProgressListener listener) {
        this.config = config;
        this.components = components;
        this.folder = folder;
        this.trials = trials;
        this.listener = listener;
    }

    /**
     * Reads how far the cells have come. Nothing is written yet.
     *
     * @throws InputException if a file of their state is damaged, or another run's
     */
    void restore() throws InputException {
        for (Cell cell : Cell.inOrder(config)) {
            Optional<CellProgress> found = folder.readCheckpoint(cell);
            if (found.isPresent()) {
                BatchLog.check(
                        folder.batches(cell), found.get().batches(), found.get().hasEnded());
                progress.put(cell, found.get());
            }
        }
        warmFiles = warmStates();
    }

    RunResult execute(int jobs) throws InputException, InterruptedException {
        List<Cell> cells = Cell.inOrder(config);
        folder.keepWarmStates(warmFiles);
        roundsBefore = roundsDone();
        writeTables();
        listener.runStarted(folder, cells.size(), overall());
        // Trial by trial, so that a run that is not finished has comparable cells.
        List<Runnable> tasks = cells.stream()
                .sorted(Comparator.comparingInt(Cell::trial))
                .<Runnable>map(cell -> () -> runCell(cell))
                .toList();
        Workers.run(tasks, jobs, () -> stop(new RunStopped(new InterruptedException())));
        synchronized (this) {
            writeTables();
            writeErrors();
            if (stopped.isPresent()) {
                rethrow(stopped.get());
            }
            return new RunResult(folder, failures());
        }
    }

    /**
     * The files of networks that cells go on from. They are read once before anything runs, to find those that are missing or
     * damaged.
     */
    private Set<Path> warmStates() throws InputException {
        Set<Path> files = new HashSet<>();
        for (Map.Entry<Cell, CellProgress> entry : progress.entrySet()) {
            Cell cell = entry.getKey();
            if (!entry.getValue().hasEnded() && CellRunner.startsWarm(cell, part(cell), components)) {
                Path file = folder.warmState(cell, entry.getValue().state().round() - 1);
                WarmStateFile.read(folder, cell, entry.getValue().state().round() - 1);
                files.add(file);
            }
        }
        return files;
    }

    /** The configuration of a cell's variant. */
    private ExperimentConfig part(Cell cell) {
        return config.parts().get(cell.variant());
    }

    private void runCell(Cell cell) {
        try {
            Optional<CellProgress> before = startCell(cell);
            if (before.isPresent()) {
                new CellRunner(part(cell), components, cell, trials.get(cell))
                        .run(folder, before.get(), (row, now) -> roundDone(cell, row, now));
                endCell(cell);
            }
        } catch (RunStopped e) {
            stop(e);
        } catch (Throwable e) {
            // An Error too (no memory, no native library) is this cell's, and is reported at the end.
            fail(cell, e);
        } finally {
            trials.release(cell);
        }
    }

    /** Where a cell goes on; empty if it has ended or the run is being stopped. */
    private Optional<CellProgress> startCell(Cell cell) throws InputException {
        CellProgress found;
        synchronized (this) {
            found = progress.get(cell);
            if (stopped.isPresent()
                    || found != null
                            && found.state().round() >= part(cell).loop().rounds()) {
                return Optional.empty();
            }
        }
        CellProgress start =
                found != null ? found : CellProgress.start(trials.get(cell).initial());
        synchronized (this) {
            tell(() -> listener.cellStarted(cell, start.state().round()));
        }
        return Optional.of(start);
    }

    private synchronized void roundDone(Cell cell, RoundRow row, CellProgress now) {
        progress.put(cell, now);
        LOG.info(
                "{} round {}: model accuracy {}, consensus accuracy {}",
                cell,
                row.round(),
                row.modelAccuracy(),
                row.consensusAccuracy());
        if (System.nanoTime() - lastTablesNanos > TABLES_INTERVAL_NANOS) {
            writeTablesInCell();
        }
        tell(() -> listener.roundDone(cell, row, overall()));
        if (stopped.isPresent()) {
            throw stopped.get();
        }
    }

    private synchronized void endCell(Cell cell) {
        ended.add(cell);
        writeTablesInCell();
        tell(() -> listener.cellDone(cell, overall()));
    }

    private void writeTablesInCell() {
        try {
            writeTables();
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    private synchronized void fail(Cell cell, Throwable cause) {
        LOG.debug("{} failed", cell, cause);
        failures.put(cell, new CellFailure(cell, cause));
        try {
            tell(() -> listener.cellFailed(cell, cause, overall()));
        } catch (RunStopped e) {
            stop(e);
        }
    }

    private synchronized void stop(RunStopped reason) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(reason);
        }
    }

    /** Calls the listener; what it throws stops the run. */
    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw new RunStopped(e);
        }
    }

    private synchronized long roundsDone() {
        return progress.values().stream().mapToLong(p -> p.rows().size()).sum();
    }

    private synchronized ProgressListener.Progress overall() {
        long done = roundsDone();
        long inAll =
                Cell.inOrder(config).stream().mapToLong(this::plannedRounds).sum();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        long doneNow = done - roundsBefore;
        Optional<Duration> remaining = doneNow == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(inAll - done).dividedBy(doneNow));
        return new ProgressListener.Progress(done, inAll, elapsed, remaining);
    }

    /** A cell that a stopping rule has ended has fewer rounds than configured. */
    private int plannedRounds(Cell cell) {
        return ended.contains(cell)
                ? progress.get(cell).rows().size()
                : part(cell).loop().rounds();
    }

    private List<CellFailure> failures() {
        return Cell.inOrder(config).stream()
                .filter(failures::containsKey)
                .map(failures::get)
                .toList();
    }

    /** Writes rounds.csv and timings.csv from all cells' rows so far, in order. */
    private synchronized void writeTables() throws InputException {
        List<String> rows = new ArrayList<>();
        List<String> timings = new ArrayList<>();
        for (Cell cell : Cell.inOrder(config)) {
            if (progress.containsKey(cell)) {
                rows.addAll(progress.get(cell).rows());
                timings.addAll(progress.get(cell).timings());
            }
        }
        RunFolder.write(folder.rounds(), RoundsCsv.file(rows));
        RunFolder.write(folder.timings(), RoundTiming.file(timings));
        lastTablesNanos = System.nanoTime();
    }

    private void writeErrors() throws InputException {
        if (failures.isEmpty()) {
            RunFolder.delete(folder.errors());
            return;
        }
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            for (CellFailure failure : failures()) {
                out.println(failure.message());
                failure.cause().printStackTrace(out);
                out.println();
            }
        }
        RunFolder.write(folder.errors(), text.toString());
    }

    private static void rethrow(RunStopped reason) throws InputException {
        if (reason.getCause() instanceof InputException e) {
            throw e;
        }
        if (reason.getCause() instanceof RuntimeException e) {
            throw e;
        }
        throw reason;
    }
}
