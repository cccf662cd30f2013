package org.relabel4j.benchmarks.grid;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.benchmarks.grid.Checkpoints.Checkpoint;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.GridResult.CellFailure;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of a run: how far its cells are, and where they keep it. All state is guarded by this. */
final class GridRun<C extends Cell, S extends CellState> implements CellWorkers.Session<C, S> {
    private static final Logger LOG = LoggerFactory.getLogger(GridRun.class);

    /** How far the tables may be behind the checkpoints: 10 s, since writing them after each step would be quadratic. */
    private static final long TABLES_INTERVAL_NANOS = 10_000_000_000L;

    private final Experiment<C, S> experiment;
    private final RunFolder folder;
    private final Checkpoints<S> checkpoints;
    private final GridListener<? super C, ? super S> listener;
    private final List<C> cells;
    private final Map<C, Checkpoint<S>> kept = new HashMap<>();
    private final Map<C, Integer> planned = new LinkedHashMap<>();
    private final Map<C, Throwable> failures = new HashMap<>();
    private final Set<Path> handovers = new HashSet<>();
    private final Set<Map<String, Object>> machines = new HashSet<>();
    private final long startNanos = System.nanoTime();
    private long stepsBefore;
    private long lastTablesNanos;
    private Optional<RunStopped> stopped = Optional.empty();

    GridRun(Experiment<C, S> experiment, RunFolder folder, GridListener<? super C, ? super S> listener) {
        this.experiment = experiment;
        this.folder = folder;
        this.checkpoints = new Checkpoints<>(folder, experiment);
        this.listener = listener;
        this.cells = experiment.cells();
    }

    /**
     * Reads how far the cells have come. Nothing is written yet.
     *
     * @throws InputException if a file of their state is damaged, or another run's
     */
    void restore() throws InputException {
        for (C cell : cells) {
            planned.put(cell, experiment.steps(cell));
            Optional<Checkpoint<S>> found = checkpoints.read(cell);
            if (found.isEmpty()) {
                continue;
            }
            S state = found.get().state();
            BatchLog.check(folder.batches(cell), found.get().batches(), state.ended());
            kept.put(cell, found.get());
            if (!state.ended() && experiment.handsOver(cell)) {
                Handover.Written handover = folder.handover(cell, state.steps() - 1);
                experiment.check(handover);
                handovers.add(handover.file());
            }
        }
        stepsBefore = steps();
    }

    GridResult<S> execute(CellWorkers workers) throws InputException, InterruptedException {
        folder.keepHandovers(handovers);
        writeTables();
        listener.runStarted(folder, cells.size(), progress());
        // Trial by trial, so that a run that is not finished has comparable cells.
        List<C> byTrial =
                cells.stream().sorted(Comparator.comparingInt(Cell::trial)).toList();
        workers.run(experiment, byTrial, this);
        synchronized (this) {
            writeTables();
            List<CellFailure> failed = cells.stream()
                    .filter(failures::containsKey)
                    .map(cell -> new CellFailure(cell, failures.get(cell)))
                    .toList();
            writeErrors(failed);
            if (stopped.isPresent()) {
                rethrow(stopped.get());
            }
            return new GridResult<>(folder, states(), failed);
        }
    }

    @Override
    public synchronized Optional<CellStore<S>> begin(C cell) {
        Checkpoint<S> before = kept.get(cell);
        if (stopped.isPresent() || before != null && before.state().ended()) {
            return Optional.empty();
        }
        return Optional.of(new CellFiles<>(
                experiment, checkpoints, cell, Optional.ofNullable(before), now -> stepDone(cell, now)));
    }

    @Override
    public synchronized void end(C cell) {
        tell(() -> listener.cellDone(cell, progress()));
    }

    @Override
    public synchronized void fail(C cell, Throwable cause) {
        if (cause instanceof RunStopped reason) {
            stop(reason);
            return;
        }
        LOG.debug("{} failed", cell, cause);
        failures.put(cell, cause);
        try {
            tell(() -> listener.cellFailed(cell, cause, progress()));
        } catch (RunStopped e) {
            stop(e);
        }
    }

    @Override
    public synchronized void machine(Map<String, Object> facts) {
        try {
            if (machines.add(facts)) {
                Environment.addMachine(folder.environment(), facts);
            }
        } catch (InputException e) {
            stop(new RunStopped(e));
        }
    }

    @Override
    public void interrupt() {
        stop(new RunStopped(new InterruptedException()));
    }

    private synchronized void stop(RunStopped reason) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(reason);
        }
    }

    private synchronized void stepDone(C cell, Checkpoint<S> now) {
        kept.put(cell, now);
        LOG.info("{} {} done", cell, now.state().lastStep());
        writeTablesIfDue();
        tell(() -> listener.stepDone(cell, now.state(), progress()));
        if (stopped.isPresent()) {
            throw stopped.get();
        }
    }

    private void writeTablesIfDue() {
        if (System.nanoTime() - lastTablesNanos < TABLES_INTERVAL_NANOS) {
            return;
        }
        try {
            writeTables();
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    /** Calls the listener; what it throws stops the run. */
    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw new RunStopped(e);
        }
    }

    private List<S> states() {
        return cells.stream()
                .filter(kept::containsKey)
                .map(cell -> kept.get(cell).state())
                .toList();
    }

    /** Steps that need not be done any more. */
    private long steps() {
        long steps = 0;
        for (Map.Entry<C, Checkpoint<S>> cell : kept.entrySet()) {
            S state = cell.getValue().state();
            steps += state.ended() ? planned.get(cell.getKey()) : state.steps();
        }
        return steps;
    }

    private synchronized GridProgress progress() {
        long done = steps();
        long inAll = planned.values().stream().mapToLong(Integer::longValue).sum();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        Optional<Duration> remaining = done == stepsBefore
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(inAll - done).dividedBy(done - stepsBefore));
        return new GridProgress(done, inAll, elapsed, remaining);
    }

    private synchronized void writeTables() throws InputException {
        for (Map.Entry<String, String> table : experiment.tables(states()).entrySet()) {
            RunFolder.write(folder.table(table.getKey()), table.getValue());
        }
        lastTablesNanos = System.nanoTime();
    }

    private void writeErrors(List<CellFailure> failed) throws InputException {
        if (failed.isEmpty()) {
            RunFolder.delete(folder.errors());
            return;
        }
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            for (CellFailure failure : failed) {
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
