package org.relabel4j.spark.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.apache.commons.io.FileUtils;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.Machine;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.backend.OwnCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cells of a run that this executor runs: one experiment, so that its data are loaded once. */
final class ExecutorCells<C extends Cell, S extends CellState> {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorCells.class);
    private static final String PREFIX = "relabel4j-";

    /** Of the last run whose cells came here: tasks know of each other by nothing but their process. */
    private static ExecutorCells<?, ?> current;

    /** Says to Spark that a cell has failed. Without a cause, since Spark ends an executor at an {@code OutOfMemoryError} among them. */
    private static final class TriedAgain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TriedAgain(String message) {
            super(message, null, false, false);
        }
    }

    private final RunSpec spec;
    private final Experiment<C, S> experiment;
    private final List<C> cells;
    private final Map<String, Integer> positions = new HashMap<>();
    private final TreeSet<Integer> running = new TreeSet<>();
    private int released;

    private ExecutorCells(RunSpec spec, Experiment<C, S> experiment) {
        this.spec = spec;
        this.experiment = experiment;
        // As the engine hands them out.
        this.cells = experiment.cells().stream()
                .sorted(Comparator.comparingInt(Cell::trial))
                .toList();
        for (int n = 0; n < cells.size(); n++) {
            positions.put(cells.get(n).fileName(), n);
        }
    }

    /**
     * Runs a cell to its end, unless the driver says that it has ended or is to end.
     *
     * @throws TriedAgain if the cell has failed and Spark may try it on another executor
     */
    static void run(RunSpec spec, String cell, TaskContext task) {
        String host = SparkEnv.get().blockManager().blockManagerId().host();
        DriverLink driver = new DriverLink(new Message.Sender(spec.session(), cell, task.taskAttemptId(), host));
        try {
            Message.Start start = Message.read(driver.ask(new Message.Begin(machine(host))), Message.Start.class);
            OptionalInt card = Gpus.card(task.resourcesJMap());
            if (card.isEmpty()) {
                of(spec).run(cell, driver, start);
            } else {
                runOn(card.getAsInt(), spec, cell, driver, start);
            }
            driver.ask(new Message.End());
        } catch (DriverLink.Stopped e) {
            return; // No failure.
        } catch (Throwable e) {
            // What the caller has to mend fails everywhere.
            boolean again = !(e instanceof InputException || e instanceof IllegalArgumentException);
            driver.fail(e, again);
            if (again) {
                throw new TriedAgain(cell + " failed: " + e);
            }
        }
    }

    private static void runOn(int card, RunSpec spec, String cell, DriverLink driver, Message.Start start)
            throws Exception {
        LOG.info("{} begins on GPU {}", cell, card);
        try {
            OwnCard.on(card, () -> {
                of(spec).run(cell, driver, start);
                return null;
            });
        } finally {
            LOG.info("{} leaves GPU {}", cell, card);
        }
    }

    private static LinkedHashMap<String, Object> machine(String host) {
        LinkedHashMap<String, Object> machine = new LinkedHashMap<>();
        if (!isDriver()) {
            machine.put("host", host);
            machine.putAll(Machine.facts());
        }
        return machine;
    }

    /** Whether cells run in the driver's process, as in {@code local}. */
    private static boolean isDriver() {
        return SparkEnv.get().executorId().equals("driver");
    }

    private static synchronized ExecutorCells<?, ?> of(RunSpec spec) throws InputException, IOException {
        if (current == null || !current.spec.session().equals(spec.session())) {
            current = open(spec);
        }
        return current;
    }

    private static ExecutorCells<?, ?> open(RunSpec spec) throws InputException, IOException {
        if (!isDriver()) { // There they are in use.
            Plugins.use(spec.plugins().stream()
                    .map(name -> Path.of(SparkFiles.get(name)))
                    .toList());
        }
        Path config = Files.createTempFile(PREFIX, ".yaml");
        try {
            Files.writeString(config, spec.config());
            Experiment<?, ?> experiment = spec.loader().load(config);
            if (!Grid.identify(experiment).equals(spec.run())) {
                throw new IllegalArgumentException(
                        "an executor has other data, or other weights of a model, than the driver; "
                                + "give paths of files that are the same on all machines");
            }
            return new ExecutorCells<>(spec, experiment);
        } finally {
            Files.delete(config);
        }
    }

    private void run(String name, DriverLink driver, Message.Start start) throws InputException, IOException {
        int position = positions.get(name);
        Path folder = Files.createTempDirectory(PREFIX);
        begin(position);
        try {
            C cell = cells.get(position);
            experiment.run(cell, new RemoteStore<>(driver, experiment, cell, start, new RunFolder(folder, spec.run())));
        } finally {
            end(position);
            FileUtils.deleteQuietly(folder.toFile());
        }
    }

    private synchronized void begin(int position) {
        running.add(position);
        releaseEarlier();
    }

    private synchronized void end(int position) {
        running.remove(position);
        releaseEarlier();
    }

    /** Cells come in order: those before the first one that runs here have ended, or run elsewhere, and their data may go. */
    private void releaseEarlier() {
        while (!running.isEmpty() && released < running.first()) {
            experiment.release(cells.get(released++));
        }
    }
}
