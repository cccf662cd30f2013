package org.relabel4j.spark.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.YamlText;

/**
 * Cells on the executors of Spark: a job of one task each. Paths in the settings must be the same file on every machine.
 *
 * <p>A cell that fails is tried again as {@code spark.task.maxFailures} has it, on another executor if there is one; what the caller
 * has to mend is not. The cells of an executor that is lost go on elsewhere after the last step that the driver has kept.
 */
public final class SparkWorkers implements CellWorkers {
    /** Jobs that Spark knows at a time: enough for every core there may be, and few enough for its scheduler to look through. */
    private static final int MAX_JOBS = 2000;

    private static final int POLL_MILLIS = 20;

    private final String master;
    private final Optional<SparkSession> given;
    private final Optional<ExperimentLoader> loader;

    private SparkWorkers(String master, Optional<SparkSession> given, Optional<ExperimentLoader> loader) {
        this.master = master;
        this.given = given;
        this.loader = loader;
    }

    /**
     * Workers in a session of their own, begun when cells are to run and ended with them.
     *
     * @param master such as {@code spark://host:7077}, {@code yarn}, {@code k8s://…} or {@code local[2]}
     */
    public SparkWorkers(String master) {
        this(master, Optional.empty(), Optional.empty());
    }

    /**
     * Workers in a session that is there.
     *
     * @param session with {@code org.relabel4j.spark.grid.CellsPlugin} in its {@code spark.plugins}
     * @throws IllegalArgumentException if it has not
     */
    public static SparkWorkers in(SparkSession session) {
        SparkStart.check(session.sparkContext().getConf());
        return new SparkWorkers(session.sparkContext().master(), Optional.of(session), Optional.empty());
    }

    /** The same for experiments of another kind, or of parts that no registry knows. */
    public SparkWorkers with(ExperimentLoader own) {
        return new SparkWorkers(master, given, Optional.of(own));
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("spark", SparkStart.version());
        facts.put("spark_master", master);
        return facts;
    }

    @Override
    public <C extends Cell, S extends CellState> void run(
            Experiment<C, S> experiment, List<C> cells, Session<C, S> session) throws InterruptedException {
        RunSpec spec = spec(experiment);
        cells.forEach(experiment::release); // None runs here.
        try (SparkStart spark = given.map(own -> SparkStart.in(own.sparkContext()))
                .orElseGet(() -> SparkStart.start(master, "relabel4j " + experiment.name()))) {
            DriverCells<C, S> driver = new DriverCells<>(experiment, session, spark.maxFailures());
            CellsPlugin.add(spec.session(), driver);
            try {
                plugins().forEach(jar -> spark.context().addFile(jar.toString()));
                run(spark, spec, cells, session, driver);
            } catch (IllegalStateException e) {
                // What Spark throws once it has ended.
                throw spark.hasEnded() ? ended(e) : e;
            } finally {
                // From here on nothing is written, whatever a task that has not heard of it says.
                CellsPlugin.remove(spec.session());
                driver.close();
            }
        }
    }

    private static RuntimeException ended(Exception e) {
        return new UncheckedIOException(new IOException(
                "Spark has ended the application, as when its master cannot be reached or somebody stops it; go on with the run by --resume",
                e));
    }

    /** Jars of plug-ins; folders of classes are a program's own, which its jars on executors have. */
    private static Stream<Path> plugins() {
        return Plugins.places().values().stream().filter(Files::isRegularFile);
    }

    private RunSpec spec(Experiment<?, ?> experiment) {
        if (loader.isEmpty() && !experiment.ownParts().isEmpty()) {
            throw new IllegalArgumentException(
                    "an executor does not know parts of the program's own; give a loader that does, or have them in a plug-in");
        }
        try {
            return new RunSpec(
                    UUID.randomUUID().toString(),
                    Grid.identify(experiment),
                    YamlText.write(experiment.settings()),
                    loader.orElseGet(() -> Kinds.of(experiment)),
                    plugins().map(jar -> jar.getFileName().toString()).toList());
        } catch (InputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static <C extends Cell, S extends CellState> void run(
            SparkStart spark, RunSpec spec, List<C> cells, Session<C, S> session, DriverCells<C, S> driver)
            throws InterruptedException {
        Map<C, JavaFutureAction<Void>> jobs = new LinkedHashMap<>();
        Iterator<C> left = cells.iterator();
        try {
            while (left.hasNext() || !jobs.isEmpty()) {
                while (left.hasNext() && jobs.size() < MAX_JOBS) {
                    C cell = left.next();
                    if (session.begin(cell).isPresent()) {
                        jobs.put(cell, submit(spark.context(), spec, cell));
                    }
                }
                Thread.sleep(POLL_MILLIS);
                for (C cell : collect(spark, jobs, driver)) {
                    jobs.put(cell, submit(spark.context(), spec, cell));
                }
            }
        } catch (InterruptedException e) {
            session.interrupt();
            spark.context().cancelJobGroup(spec.session());
            throw e;
        }
    }

    private static JavaFutureAction<Void> submit(JavaSparkContext spark, RunSpec spec, Cell cell) {
        spark.setJobGroup(spec.session(), cell.toString(), false);
        return spark.parallelize(List.of(cell.fileName()), 1).foreachPartitionAsync(new CellTask(spec));
    }

    /**
     * Takes out the jobs that have ended.
     *
     * @return cells that are to be tried again
     */
    private static <C extends Cell> List<C> collect(
            SparkStart spark, Map<C, JavaFutureAction<Void>> jobs, DriverCells<C, ?> driver)
            throws InterruptedException {
        List<C> again = new ArrayList<>();
        Iterator<Map.Entry<C, JavaFutureAction<Void>>> each = jobs.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<C, JavaFutureAction<Void>> job = each.next();
            if (job.getValue().isDone()) {
                each.remove();
                try {
                    job.getValue().get();
                } catch (ExecutionException e) {
                    if (spark.hasEnded()) {
                        throw ended(e);
                    }
                    if (driver.giveUp(job.getKey(), SparkStart.problem("Spark gave it up", e.getCause()))) {
                        again.add(job.getKey());
                    }
                }
            }
        }
        return again;
    }
}
