package org.relabel4j.benchmarks.cleaning;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.benchmarks.cleaning.CleaningFolder.CellResult;
import org.relabel4j.benchmarks.run.ProgressListener.Progress;
import org.relabel4j.benchmarks.run.Workers;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of a run: the cells' results, and the threads that work on them. All state is guarded by this. */
final class CleaningRun {
    private static final Logger LOG = LoggerFactory.getLogger(CleaningRun.class);

    /** How far the tables may be behind the cells: 10 s. */
    private static final long TABLES_INTERVAL_NANOS = 10_000_000_000L;

    private final CleaningConfig config;
    private final CleaningFolder folder;
    private final CleaningCellRunner cells;
    private final CleaningListener listener;
    private final List<CleaningCell> inOrder;
    private final Map<CleaningCell, CellResult> results = new LinkedHashMap<>();
    private final Map<CleaningCell, Throwable> failures = new LinkedHashMap<>();
    private final long startNanos = System.nanoTime();
    private long steps;
    private long stepsDone;
    private long stepsBefore;
    private long lastTablesNanos = System.nanoTime();
    private Optional<Stopped> stopped = Optional.empty();

    /** Carries out of a cell what must stop the whole run: no room on the disk, or a listener. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    CleaningRun(CleaningConfig config, CleaningFolder folder, CleaningCellRunner cells, CleaningListener listener) {
        this.config = config;
        this.folder = folder;
        this.cells = cells;
        this.listener = listener;
        this.inOrder = CleaningCell.inOrder(config);
    }

    /**
     * Reads how far the cells have come. Nothing is written yet.
     *
     * @throws InputException if a file of their state is damaged, or another run's
     */
    void restore() throws InputException {
        for (CleaningCell cell : inOrder) {
            Optional<CellResult> before = folder.readResult(cell);
            before.ifPresent(result -> results.put(cell, result));
            int stages = cells.stepsDone(cell, before.isPresent());
            steps += cells.steps(cell);
            stepsBefore += before.isPresent() ? cells.steps(cell) : stages;
        }
        results.keySet().forEach(cells::release);
        stepsDone = stepsBefore;
    }

    CleaningRunner.Result execute(int jobs) throws InputException, InterruptedException {
        listener.runStarted(folder, inOrder.size(), progress());
        // Trial by trial, so that a run that is not finished has comparable cells.
        List<Runnable> tasks = inOrder.stream()
                .filter(cell -> !results.containsKey(cell))
                .sorted(Comparator.comparingInt(CleaningCell::trial))
                .<Runnable>map(cell -> () -> runCell(cell))
                .toList();
        Workers.run(tasks, jobs, () -> stop(new Stopped(new InterruptedException())));
        return end();
    }

    private void runCell(CleaningCell cell) {
        synchronized (this) {
            if (stopped.isPresent()) {
                return;
            }
        }
        try {
            CellResult result = cells.run(cell, step -> stepDone(cell, step));
            synchronized (this) {
                results.put(cell, result);
                if (System.nanoTime() - lastTablesNanos > TABLES_INTERVAL_NANOS) {
                    writeTables();
                }
            }
            stepDone(cell, "effects");
        } catch (Stopped e) {
            stop(e);
        } catch (InputException e) {
            stop(new Stopped(e));
        } catch (Throwable e) {
            // An Error too (no memory, no native library) is this cell's, and is reported at the end.
            fail(cell, e);
        } finally {
            cells.release(cell);
        }
    }

    private synchronized void stepDone(CleaningCell cell, String step) {
        stepsDone++;
        LOG.info("{}: {} done", cell, step);
        tell(() -> listener.stepDone(cell, step, progress()));
        if (stopped.isPresent()) {
            throw stopped.get();
        }
    }

    private synchronized void fail(CleaningCell cell, Throwable cause) {
        LOG.debug("{} failed", cell, cause);
        failures.put(cell, cause);
        try {
            tell(() -> listener.cellFailed(cell, cause, progress()));
        } catch (Stopped e) {
            stop(e);
        }
    }

    private synchronized void stop(Stopped reason) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(reason);
        }
    }

    /** Calls the listener; what it throws stops the run. */
    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw new Stopped(e);
        }
    }

    private synchronized Progress progress() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        long doneNow = stepsDone - stepsBefore;
        Optional<Duration> remaining = doneNow == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(steps - stepsDone).dividedBy(doneNow));
        return new Progress(stepsDone, steps, elapsed, remaining);
    }

    private synchronized CleaningRunner.Result end() throws InputException {
        writeTables();
        List<CleaningRunner.Failure> failed = inOrder.stream()
                .filter(failures::containsKey)
                .map(cell -> new CleaningRunner.Failure(cell, failures.get(cell)))
                .toList();
        writeErrors(failed);
        if (stopped.isPresent()) {
            rethrow(stopped.get());
        }
        return new CleaningRunner.Result(folder, failed);
    }

    /** Writes the tables of all cells that are done, in order. */
    private synchronized void writeTables() throws InputException {
        List<String> curves = new ArrayList<>();
        List<String> effects = new ArrayList<>();
        for (CleaningCell cell : inOrder) {
            if (results.containsKey(cell)) {
                curves.addAll(results.get(cell).curve());
                effects.addAll(results.get(cell).effects());
            }
        }
        CleaningFolder.write(folder.curves(), CleaningTables.CURVES_HEADER + CleaningFolder.lines(curves));
        CleaningFolder.write(folder.effects(), CleaningTables.EFFECTS_HEADER + CleaningFolder.lines(effects));
        CleaningResults all = CleaningResults.read(folder);
        CleaningFolder.write(
                folder.summary(),
                CleaningTables.SUMMARY_HEADER + CleaningFolder.lines(CleaningTables.summaryRows(config, all)));
        lastTablesNanos = System.nanoTime();
    }

    private void writeErrors(List<CleaningRunner.Failure> failed) throws InputException {
        if (failed.isEmpty()) {
            try {
                Files.deleteIfExists(folder.errors());
            } catch (IOException e) {
                throw InputException.unwritable(folder.errors(), e);
            }
            return;
        }
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            for (CleaningRunner.Failure failure : failed) {
                out.println(failure.cell());
                failure.cause().printStackTrace(out);
                out.println();
            }
        }
        CleaningFolder.write(folder.errors(), text.toString());
    }

    private static void rethrow(Stopped reason) throws InputException {
        if (reason.getCause() instanceof InputException e) {
            throw e;
        }
        if (reason.getCause() instanceof RuntimeException e) {
            throw e;
        }
        throw reason;
    }
}
