package org.relabel4j.spark.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Cell;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.CellWorkers;
import org.relabel4j.benchmarks.grid.Experiment;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.grid.Sums;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.spark.LocalSpark;

/** Runs on Spark, at two cores of this process, beside runs on threads. */
class SparkWorkersTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @BeforeEach
    void forgetAttempts() {
        Sums.ATTEMPTS.set(0);
    }

    private CellWorkers workers() {
        return SparkWorkers.in(spark);
    }

    private <C extends Cell, S extends CellState> GridResult<S> run(
            Experiment<C, S> experiment, String name, boolean resume, CellWorkers workers) throws Exception {
        return Grid.run(experiment, folder.resolve(name), new RunOptions(2, resume), GridListener.SILENT, workers);
    }

    private GridResult<Sums.Sum> sums(Sums.Failing failing, boolean resume) throws Exception {
        Sums sums = new Sums(failing, DriverCells.PIECE_BYTES + 1);
        return run(
                sums,
                "sums",
                resume,
                SparkWorkers.in(spark).with(config -> new Sums(failing, DriverCells.PIECE_BYTES + 1)));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /** What of a run folder does not depend on the machine and the time. */
    private Map<String, String> content(String run) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(run))) {
            Map<String, String> content = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*(timings\\.csv|environment\\.json|\\.bin|\\.lock)"))
                    .forEach(file -> {
                        try {
                            content.put(folder.resolve(run).relativize(file).toString(), Files.readString(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            return content;
        }
    }

    private static LearningExperiment wallRobot() {
        return new LearningExperiment(Experiments.load(
                "wall-robot", List.of("preset=quick", "models=softmax", "strategies=activelab,random", "rounds=3")));
    }

    @Test
    void aLearningRunHasTheBytesOfALocalOne() throws Exception {
        assertTrue(Grid.run(wallRobot(), folder.resolve("local"), new RunOptions(2, false), GridListener.SILENT)
                .complete());
        assertTrue(run(wallRobot(), "spark", false, workers()).complete());

        assertEquals(content("local"), content("spark"));
        assertTrue(content("spark").get("rounds.csv").lines().count() == 1 + 2 * 3);
        assertTrue(read("spark/environment.json").contains("\"spark_master\" : \"local[2,3]\""));
    }

    @Test
    void aCleaningRunHasTheBytesOfALocalOne() throws Exception {
        List<String> settings = List.of("preset=quick", "model=softmax", "selectors=vanilla,random", "noise.rates=0.3");
        CleaningExperiment local = new CleaningExperiment(CleaningExperiments.load("wall-robot-cleaning", settings));
        CleaningExperiment onSpark = new CleaningExperiment(CleaningExperiments.load("wall-robot-cleaning", settings));

        Grid.run(local, folder.resolve("local"), new RunOptions(2, false), GridListener.SILENT);
        run(onSpark, "spark", false, workers());

        assertEquals(content("local"), content("spark"));
    }

    @Test
    void goesOnWithALocalRunAndAnotherOfItsOwn() throws Exception {
        int[] left = {2};
        GridListener<Cell, CellState> stopper = new GridListener<>() {
            @Override
            public void stepDone(Cell cell, CellState state, GridProgress progress) {
                if (--left[0] <= 0) {
                    throw new IllegalStateException("enough");
                }
            }
        };
        Grid.run(wallRobot(), folder.resolve("whole"), new RunOptions(2, false), GridListener.SILENT);

        RunOptions anew = new RunOptions(1, false);
        RunOptions resumed = new RunOptions(1, true);
        Path run = folder.resolve("stopped");
        assertThrows(IllegalStateException.class, () -> Grid.run(wallRobot(), run, anew, stopper));
        left[0] = 1;
        assertThrows(IllegalStateException.class, () -> Grid.run(wallRobot(), run, resumed, stopper, workers()));
        assertTrue(content("stopped").get("rounds.csv").lines().count() < 1 + 2 * 3);
        run(wallRobot(), "stopped", true, workers());

        assertEquals(content("whole"), content("stopped"));
    }

    @Test
    void aFailingCellIsTriedAgainAfterItsLastStep() throws Exception {
        assertTrue(sums(Sums.Failing.ONCE, false).complete());

        assertEquals(2, Sums.ATTEMPTS.get());
        assertEquals("4,4,8,8,12,12", read("sums/sums.csv"));
        assertEquals("added\n2\n2\n2\n2\n", read("sums/batches/2_0.csv"));
        assertEquals("6", read("sums/predictions/2_0/step-3.txt"));
        assertFalse(content("sums").keySet().stream().anyMatch(file -> file.endsWith("safetensors")));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "OUT_OF_MEMORY"})
    void aCellThatFailsForGoodIsReportedAndEndsNoOther(Sums.Failing failing) throws Exception {
        GridResult<Sums.Sum> result = sums(failing, false);

        assertEquals(3, Sums.ATTEMPTS.get());
        assertEquals("4,4,4,8,12,12", read("sums/sums.csv"));
        assertEquals(
                List.of("Adder[number=2, trial=0]: " + (failing == Sums.Failing.ALWAYS ? "no more" : "all gone")),
                result.failures().stream().map(GridResult.CellFailure::message).toList());
        assertTrue(read("sums/errors.txt").contains("Sums.fail"), () -> "the trace is the executor's");

        assertTrue(sums(Sums.Failing.NEVER, true).complete());
        assertEquals("4,4,8,8,12,12", read("sums/sums.csv"));
    }

    @Test
    void aMistakeOfTheCallerIsNotTriedAgain() throws Exception {
        GridResult<Sums.Sum> result = sums(Sums.Failing.BY_THE_CALLER, false);

        assertEquals(1, Sums.ATTEMPTS.get());
        assertInstanceOf(
                IllegalArgumentException.class, result.failures().get(0).cause());
    }

    @Test
    void anExecutorWithOtherDataIsRefused() throws Exception {
        GridResult<?> result = run(
                wallRobot(),
                "other",
                false,
                SparkWorkers.in(spark)
                        .with(config ->
                                new LearningExperiment(Experiments.load(config.toString(), List.of("seed=2")))));

        assertEquals(2, result.failures().size());
        assertTrue(result.failures().get(0).message().contains("an executor has other data"));
    }

    @Test
    void aSessionWithoutThePluginIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> SparkStart.check(new SparkConf()));
        assertTrue(refused.getMessage().contains("spark.plugins"));
    }
}
