package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.FakeOnnxEngine;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;

class LearningRunTest {
    private static final int ROUNDS = 4;
    private static final int CELLS = 4;

    @TempDir
    Path folder;

    private final FakeComponents components = new FakeComponents();

    private GridResult<LearningState> run(
            String name,
            int jobs,
            boolean resume,
            GridListener<? super LearningCell, ? super LearningState> listener,
            String... overrides)
            throws Exception {
        return Grid.run(
                new LearningExperiment(SmallExperiment.config(overrides), components),
                folder.resolve(name),
                new RunOptions(jobs, resume),
                listener);
    }

    private GridResult<LearningState> run(String name) throws Exception {
        return run(name, 1, false, GridListener.SILENT);
    }

    private List<String> tables(String name) throws IOException {
        Path run = folder.resolve(name);
        return List.of(Files.readString(run.resolve("rounds.csv")), Files.readString(run.resolve("choices.csv")));
    }

    private Map<String, String> batches(String name) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("batches"))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void writesARowForEachModelStrategyTrialAndRoundInThisOrder() throws Exception {
        GridResult<LearningState> result = run("a");

        assertTrue(result.complete());
        List<RoundRow> rows = RoundsCsv.read(result.folder().path());
        List<String> found =
                rows.stream().map(row -> row.cell() + " " + row.round()).toList();
        List<String> expected = new ArrayList<>();
        for (String strategy : List.of("random", "doubtful")) {
            for (int trial = 0; trial < 2; trial++) {
                for (int round = 0; round < ROUNDS; round++) {
                    expected.add("centres " + strategy + " trial " + trial + " " + round);
                }
            }
        }
        assertEquals(expected, found);
    }

    @Test
    void buysABatchInAllRoundsButTheLast() throws Exception {
        for (RoundRow row : RoundsCsv.read(run("a").folder().path())) {
            boolean last = row.round() == ROUNDS - 1;
            int bought = row.bought().newLabels().orElse(0)
                    + row.bought().repeatLabels().orElse(0);
            assertEquals(last ? 0 : 5, bought);
            assertEquals(last, row.bought().newLabels().isEmpty());
            assertTrue(row.labels().annotations() >= 20 + 5 * row.round());
            assertTrue(row.labels().relabelled()
                    <= row.labels().annotations() - row.labels().labelledExamples());
        }
        String batch = batches("a").get("centres_random_0.csv");
        assertEquals(1 + 5 * (ROUNDS - 1), batch.lines().count());
        assertEquals(
                "round,example,annotator,label,true_label,earlier_labels",
                batch.lines().findFirst().orElseThrow());
    }

    @Test
    void startsAllStrategiesOfATrialFromTheSameLabelsAndFolds() throws Exception {
        List<RoundRow> starts = RoundsCsv.read(run("a").folder().path()).stream()
                .filter(row -> row.round() == 0)
                .toList();

        assertEquals(starts.get(0).modelAccuracy(), starts.get(2).modelAccuracy());
        assertEquals(starts.get(0).consensusAccuracy(), starts.get(2).consensusAccuracy());
        assertEquals(starts.get(1).metrics(), starts.get(3).metrics());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new-each-round", "crowd"})
    void answersTheSameQuestionTheSameWayWhoeverAsks(String annotators) throws Exception {
        // The whole pool in every round: both strategies ask everything, in orders of their own.
        run("a", 1, false, GridListener.SILENT, "trials=1", "batch=60", "annotators=" + annotators);
        Map<String, String> batches = batches("a");

        List<String> random = batches.get("centres_random_0.csv").lines().toList();
        List<String> doubtful = batches.get("centres_doubtful_0.csv").lines().toList();

        assertNotEquals(random, doubtful);
        assertEquals(
                random.stream().sorted().toList(), doubtful.stream().sorted().toList());
        assertTrue(random.size() > 150, () -> random.size() + " lines");
    }

    @Test
    void asksSeveralPeopleAboutAnExampleWherePairsAreChosen() throws Exception {
        run(
                "a",
                1,
                false,
                GridListener.SILENT,
                "trials=1",
                "annotators=joint",
                "joint.rule=best",
                "joint.per-example=2",
                "batch=6");

        List<String[]> rows = batches("a")
                .get("centres_random_0.csv")
                .lines()
                .skip(1)
                .map(row -> row.split(","))
                .toList();
        assertTrue(rows.size() > 4, () -> rows.size() + " rows");
        int second = 0;
        for (int n = 1; n < rows.size(); n++) {
            if (rows.get(n)[0].equals(rows.get(n - 1)[0]) && rows.get(n)[1].equals(rows.get(n - 1)[1])) {
                second++;
                assertNotEquals(rows.get(n)[2], rows.get(n - 1)[2], "two people");
                assertEquals(
                        Integer.parseInt(rows.get(n - 1)[5]) + 1, Integer.parseInt(rows.get(n)[5]), "labels before");
            }
        }
        assertEquals(rows.size() / 2, second);
        assertFalse(RoundsCsv.read(folder.resolve("a")).isEmpty(), "shares of wrong labels are at most 1");
    }

    @Test
    void addingAStrategyDoesNotChangeAnothersRows() throws Exception {
        run("both");
        run("one", 1, false, GridListener.SILENT, "strategies=doubtful");

        List<String> both = tables("both")
                .get(0)
                .lines()
                .filter(l -> l.contains("doubtful"))
                .toList();
        assertEquals(both, tables("one").get(0).lines().skip(1).toList());
    }

    @Test
    void givesTheSameBytesWithOneJobAndSeveral() throws Exception {
        run("one", 1, false, GridListener.SILENT, "trials=4");
        run("three", 3, false, GridListener.SILENT, "trials=4");

        assertEquals(tables("one"), tables("three"));
        assertEquals(batches("one"), batches("three"));
    }

    @Test
    void givesTheSameBytesIfStoppedAfterAnyRoundAndResumed() throws Exception {
        run("whole", 1, false, GridListener.SILENT, "trials=1");
        for (int stopAfter = 1; stopAfter < 2 * ROUNDS; stopAfter++) {
            String name = "stopped" + stopAfter;
            GridListener<LearningCell, LearningState> stopper = new StopAfter(stopAfter);
            var stop = assertThrows(IllegalStateException.class, () -> run(name, 1, false, stopper, "trials=1"));
            assertEquals("enough", stop.getMessage());

            GridResult<LearningState> result = run(name, 2, true, GridListener.SILENT, "trials=1");

            assertTrue(result.complete());
            assertEquals(tables("whole"), tables(name));
            assertEquals(batches("whole"), batches(name));
        }
    }

    @Test
    void choicesNameTheMembersOfTheModelAsTheExperimentDoes() throws Exception {
        run("a", 1, false, GridListener.SILENT, "models=mine+centres", "mine.model=centres", "trials=1");

        List<String> choices = Files.readAllLines(folder.resolve("a/choices.csv"));

        assertEquals("variant,model,strategy,trial,round,member,fold,option,value", choices.get(0));
        assertEquals(1 + 2 * ROUNDS * 2 * 3, choices.size());
        assertTrue(choices.get(3).startsWith(",mine+centres,random,0,0,mine,2,first,0."), choices.get(3));
        assertTrue(choices.get(4).startsWith(",mine+centres,random,0,0,centres,0,first,0."), choices.get(4));
    }

    @Test
    void refusesANetworkThatCannotWorkBeforeAnythingIsWritten() throws Exception {
        Path network = Files.write(folder.resolve("net.onnx"), FakeOnnxEngine.network(2, true));
        String[] keys = {
            "models=centres+mine",
            "mine.model=onnx",
            "mine.weights=" + network,
            "variants.first.batch=5",
            "mine.cache=" + folder.resolve("cache")
        };

        var error = assertThrows(IllegalArgumentException.class, () -> run("a", 1, false, GridListener.SILENT, keys));

        assertTrue(error.getMessage().startsWith(network + ": takes vectors of 2 numbers"), error::getMessage);
        assertTrue(error.getMessage().endsWith("(in variant first)"), error::getMessage);
        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void cutsOffRowsOfARoundThatDidNotEnd() throws Exception {
        run("whole");
        assertThrows(IllegalStateException.class, () -> run("a", 1, false, new StopAfter(2)));
        Path batch = folder.resolve("a/batches/centres_random_0.csv");
        Files.writeString(batch, Files.readString(batch) + "2,17,7,1,1,0\n2,1"); // killed while writing

        run("a", 1, true, GridListener.SILENT);

        assertEquals(batches("whole"), batches("a"));
    }

    @Test
    void resumesAFinishedRunWithoutDoingAnything() throws Exception {
        run("a");
        List<String> before = tables("a");
        AtomicInteger rounds = new AtomicInteger();

        run("a", 1, true, new GridListener<LearningCell, LearningState>() {
            @Override
            public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                rounds.incrementAndGet();
            }
        });

        assertEquals(0, rounds.get());
        assertEquals(before, tables("a"));
        JsonNode environment =
                new ObjectMapper().readTree(folder.resolve("a/environment.json").toFile());
        assertEquals(1, environment.get("resumed").size());
        assertEquals(
                Files.readAllLines(folder.resolve("a/config.yaml")).size(),
                environment.get("config_lines").asInt());
    }

    @Test
    void reportsAFailedCellAtTheEndAndKeepsTheOthers() throws Exception {
        GridResult<LearningState> result =
                run("a", 2, false, GridListener.SILENT, "models=failing,centres", "trials=1");

        assertFalse(result.complete());
        assertEquals(
                List.of("failing random trial 0: no such library", "failing doubtful trial 0: no such library"),
                result.failures().stream().map(GridResult.CellFailure::message).toList());
        assertEquals(2 * ROUNDS, RoundsCsv.read(result.folder().path()).size());
        assertTrue(Files.readString(result.folder().errors()).contains("UnsatisfiedLinkError"));
    }

    @Test
    void refusesAFolderWithARunAndChangesNothing() throws Exception {
        run("a");
        Map<String, String> before = batches("a");

        var error = assertThrows(IllegalArgumentException.class, () -> run("a"));

        assertTrue(error.getMessage().contains("exists; go on with it by --resume"), error::getMessage);
        assertEquals(before, batches("a"));
    }

    @Test
    void refusesAFolderThatHoldsOtherThings() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("thesis.tex"), "x");

        for (boolean resume : new boolean[] {false, true}) {
            var error = assertThrows(IllegalArgumentException.class, () -> run("a", 1, resume, GridListener.SILENT));
            assertTrue(error.getMessage().contains("is no run folder"), error::getMessage);
        }
        try (Stream<Path> files = Files.list(folder.resolve("a"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void takesAnEmptyFolder() throws Exception {
        Files.createDirectory(folder.resolve("a"));

        assertTrue(run("a").complete());
    }

    @Test
    void refusesToResumeAnotherConfigurationAndNamesTheKey() throws Exception {
        run("a");

        var error =
                assertThrows(IllegalArgumentException.class, () -> run("a", 1, true, GridListener.SILENT, "batch=6"));

        assertTrue(error.getMessage().contains("batch was 5 and is now 6"), error::getMessage);
    }

    @Test
    void stateWithoutAConfigurationGoesOnAsTheSameRunOnly() throws Exception {
        run("whole");
        assertThrows(IllegalStateException.class, () -> run("a", 1, false, new StopAfter(2)));
        Path a = folder.resolve("a");
        for (String name : List.of("config.yaml", "environment.json", "rounds.csv", "choices.csv", "timings.csv")) {
            Files.deleteIfExists(a.resolve(name));
        }
        Files.deleteIfExists(a.resolve("errors.txt"));

        var error = assertThrows(InputException.class, () -> run("a", 1, false, GridListener.SILENT, "seed=99"));
        assertTrue(
                error.getMessage().contains("cannot be gone on from: it is of a run with other settings"),
                error::getMessage);
        assertFalse(Files.exists(a.resolve("config.yaml")));

        run("a");
        assertEquals(tables("whole"), tables("a"));
        assertEquals(batches("whole"), batches("a"));
    }

    @Test
    void refusesToGoOnWithOtherDataOrAnotherVersion() throws Exception {
        run("a");
        Path environment = folder.resolve("a/environment.json");
        String good = Files.readString(environment);

        Files.writeString(environment, good.replaceAll("(data_sha256\" : \")....", "$10000"));
        assertRefused("cannot resume " + folder.resolve("a")
                + ": the data have changed since it was started; restore them, or choose another folder by --out");
        Files.writeString(environment, good.replaceAll("run_format", "once"));
        assertRefused("cannot resume " + folder.resolve("a") + ": it is of another version of the program (run format"
                + " not set, here 4); end it with that version, or start anew in another folder by --out");
        Files.writeString(environment, "null");
        var error = assertThrows(InputException.class, () -> run("a", 1, true, GridListener.SILENT));
        assertEquals(
                environment + ": is no JSON object, or damaged, expected what the program wrote;"
                        + " restore it, or start another run",
                error.getMessage());
    }

    private void assertRefused(String message) {
        var error = assertThrows(IllegalArgumentException.class, () -> run("a", 1, true, GridListener.SILENT));
        assertEquals(message, error.getMessage());
    }

    @Test
    void noticesADamagedBatchFile() throws Exception {
        assertThrows(IllegalStateException.class, () -> run("a", 1, false, new StopAfter(2)));
        run("ended");
        for (String name : List.of("a", "ended")) {
            Path batch = folder.resolve(name).resolve("batches/centres_random_0.csv");
            byte[] bytes = Files.readAllBytes(batch);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length / 2] ^= 1;
            for (byte[] damaged : List.of(bytes, Arrays.copyOf(bytes, 10), new byte[0], longer)) {
                if (damaged == longer && name.equals("a")) {
                    continue; // It is of a round that did not end.
                }
                Files.write(batch, damaged);

                var error = assertThrows(InputException.class, () -> run(name, 1, true, GridListener.SILENT));

                assertTrue(error.getMessage().startsWith(batch + ": is damaged: "), error::getMessage);
                assertArrayEquals(damaged, Files.readAllBytes(batch));
            }
        }
    }

    @Test
    void anotherCellsCheckpointIsNotTakenForAnother() throws Exception {
        run("a");
        Path checkpoints = folder.resolve("a/checkpoints");
        Files.copy(
                checkpoints.resolve("centres_random_0.bin"),
                checkpoints.resolve("centres_random_1.bin"),
                StandardCopyOption.REPLACE_EXISTING);

        var error = assertThrows(InputException.class, () -> run("a", 1, true, GridListener.SILENT));

        assertTrue(error.getMessage().contains("or of another part of this run"), error::getMessage);
    }

    @Test
    void namesADamagedCheckpoint() throws Exception {
        run("a");
        Path checkpoint = folder.resolve("a/checkpoints/centres_random_0.bin");
        Files.writeString(checkpoint, "garbage that is long enough");

        var error = assertThrows(InputException.class, () -> run("a", 1, true, GridListener.SILENT));

        assertTrue(error.getMessage().startsWith(checkpoint + ": cannot be gone on from: it is no checkpoint"));
        assertTrue(error.getMessage().endsWith("delete it to start this cell anew, or choose another folder by --out"));
    }

    @Test
    void stopsWithTheOldFilesWholeIfTheDiskRefuses() throws Exception {
        run("whole");
        GridListener<LearningCell, LearningState> breaker = new GridListener<LearningCell, LearningState>() {
            @Override
            public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                if (progress.steps() == 6) {
                    block(folder.resolve("a/checkpoints/centres_doubtful_0.bin"));
                }
            }
        };

        var error = assertThrows(InputException.class, () -> run("a", 1, false, breaker));

        assertTrue(error.getMessage().contains("centres_doubtful_0.bin"), error::getMessage);
        assertEquals(
                ROUNDS,
                RoundsCsv.read(folder.resolve("a")).stream()
                        .filter(row -> row.cell().strategy().equals("random"))
                        .count());
        Files.delete(folder.resolve("a/checkpoints/centres_doubtful_0.bin"));
        run("a", 1, true, GridListener.SILENT);
        assertEquals(tables("whole"), tables("a"));
        assertEquals(batches("whole"), batches("a"));
    }

    /** A folder in place of a file makes writing it fail, for the administrator too. */
    private static void block(Path file) {
        try {
            Files.delete(file);
            Files.createDirectory(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void writesNothingIfTheDataDoNotFit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> run("a", 1, false, GridListener.SILENT, "batch=" + (FakeComponents.POOL + 1)));

        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void measuresAnEnsembleByItsMeanAndNothingWithoutATestSet() throws Exception {
        GridResult<LearningState> ensemble = run("a", 1, false, GridListener.SILENT, "models=centres+centres,centres");
        GridResult<LearningState> untested =
                run("b", 1, false, GridListener.SILENT, "models=centres+centres,centres", "line.test=0");

        assertTrue(ensemble.complete() && untested.complete());
        for (RoundRow row : RoundsCsv.read(ensemble.folder().path())) {
            // An accuracy of one prediction for each of 30 examples; a mean over folds would not be such a fraction.
            double right = row.modelAccuracy() * 30;
            assertTrue(!row.cell().model().contains("+") || Math.abs(right - Math.rint(right)) < 1e-4);
        }
        for (RoundRow row : RoundsCsv.read(untested.folder().path())) {
            assertTrue(Double.isNaN(row.modelAccuracy())
                    && Double.isNaN(row.metrics().ece()));
            assertTrue(row.consensusAccuracy() > 0.5);
        }
    }

    @Test
    void keepsTheConfigurationItRan() throws Exception {
        ExperimentConfig config = SmallExperiment.config("seed=3");
        GridResult<LearningState> result = run("a", 1, false, GridListener.SILENT, "seed=3");

        ExperimentConfig kept = Experiments.load(result.folder().config().toString(), List.of(), components);

        assertEquals(config, kept);
        JsonNode environment =
                new ObjectMapper().readTree(result.folder().environment().toFile());
        assertEquals(3, environment.get("seeds").get("seed").asInt());
        assertEquals(2, environment.get("seeds").get("trials").size());
        assertEquals("none", environment.get("backend").get("backend").asText());
        assertEquals(2, environment.get("rounds_csv_version").asInt());
    }

    @Test
    void writesConfigurationAndEnvironmentBeforeTheFirstRound() throws Exception {
        List<Boolean> seen = new ArrayList<>();
        run("a", 1, false, new GridListener<LearningCell, LearningState>() {
            @Override
            public void runStarted(RunFolder started, int cells, GridProgress progress) {
                seen.add(Files.exists(started.config()) && Files.exists(started.environment()));
                assertEquals(CELLS, cells);
            }
        });

        assertEquals(List.of(true), seen);
    }

    @Test
    void countsRoundsAndEstimatesTheTimeLeft() throws Exception {
        List<Integer> done = new ArrayList<>();
        run("a", 2, false, new GridListener<LearningCell, LearningState>() {
            @Override
            public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                done.add((int) progress.steps());
                assertEquals(CELLS * ROUNDS, progress.stepsInAll());
                assertTrue(progress.remaining().isPresent());
            }
        });

        int[] expected = new int[CELLS * ROUNDS];
        java.util.Arrays.setAll(expected, n -> n + 1);
        assertArrayEquals(expected, done.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void canBeInterruptedAndResumed() throws Exception {
        run("whole");
        Thread caller = Thread.currentThread();
        GridListener<LearningCell, LearningState> interrupter = new GridListener<LearningCell, LearningState>() {
            @Override
            public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                if (progress.steps() == 3) {
                    caller.interrupt();
                }
            }
        };

        assertThrows(InterruptedException.class, () -> run("a", 1, false, interrupter));
        run("a", 1, true, GridListener.SILENT);

        assertEquals(tables("whole"), tables("a"));
    }

    @Test
    void refusesAFolderThatIsInUse() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        OutputLock inUse = OutputLock.tryAcquire(folder.resolve("a/.lock")).orElseThrow();

        var error = assertThrows(IllegalArgumentException.class, () -> run("a"));
        assertTrue(error.getMessage().contains("in use by another process"));

        inUse.close();
        assertTrue(run("a").complete());
    }
}
