package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.SmallCifar;
import org.relabel4j.benchmarks.cleaning.SmallCleaning;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.datasets.format.InputException;

/** Runs of models that start a round from the networks of the last one. */
class WarmRunTest {
    private static final int ROUNDS = 4;
    private static final String[] WARM = {"models=warm-centres", "trials=1", "strategies=random"};

    @TempDir
    Path folder;

    private GridResult<LearningState> run(
            String name,
            int jobs,
            GridListener<? super LearningCell, ? super LearningState> listener,
            String... overrides)
            throws Exception {
        return run(name, SmallExperiment.config(overrides), new FakeComponents(), jobs, listener);
    }

    private GridResult<LearningState> run(
            String name,
            ExperimentConfig config,
            Components components,
            int jobs,
            GridListener<? super LearningCell, ? super LearningState> listener)
            throws Exception {
        Path path = folder.resolve(name);
        return Grid.run(
                new LearningExperiment(config, components), path, new RunOptions(jobs, Files.exists(path)), listener);
    }

    private void runUntil(int round, String name, String... overrides) {
        assertThrows(IllegalStateException.class, () -> run(name, 1, new StopAfter(round), overrides));
    }

    private String rounds(String name) throws IOException {
        return Files.readString(folder.resolve(name).resolve("rounds.csv"));
    }

    /** The files of networks that a run holds. */
    private List<String> networks(String name) {
        try (Stream<Path> files = Files.list(folder.resolve(name).resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.contains("safetensors"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsTheNetworksOfTheLastRoundOnlyAndNoneOfACellThatHasEnded() throws Exception {
        List<List<String>> held = new ArrayList<>();

        run(
                "a",
                1,
                new GridListener<LearningCell, LearningState>() {
                    @Override
                    public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                        held.add(networks("a"));
                    }
                },
                WARM);

        assertEquals(
                List.of(
                        List.of("warm-centres_random_0.step-0.safetensors"),
                        List.of("warm-centres_random_0.step-1.safetensors"),
                        List.of("warm-centres_random_0.step-2.safetensors"),
                        List.of()),
                held);
    }

    @Test
    void aColdModelHoldsNoNetworks() throws Exception {
        runUntil(2, "a", "trials=1");

        assertEquals(List.of(), networks("a"));
    }

    @Test
    void givesTheSameBytesIfStoppedAfterAnyRoundAndResumedOrInSeveralJobs() throws Exception {
        String[] both = {"models=centres+warm-centres,warm-centres,centres", "trials=2"};
        run("whole", 1, GridListener.SILENT, both);
        run("jobs", 3, GridListener.SILENT, both);
        assertEquals(rounds("whole"), rounds("jobs"));
        run("one", 1, GridListener.SILENT, WARM);
        for (int stopAfter = 1; stopAfter < ROUNDS; stopAfter++) {
            String name = "stopped" + stopAfter;
            runUntil(stopAfter, name, WARM);

            run(name, 1, GridListener.SILENT, WARM);

            assertEquals(rounds("one"), rounds(name));
            assertEquals(List.of(), networks(name));
        }
    }

    @Test
    void laterRoundsDifferFromColdOnesAndTheFirstDoesNot() throws Exception {
        run("a", 1, GridListener.SILENT, "models=centres,warm-centres", "trials=1", "strategies=random");

        // The fake trainers' seeds hold their names, so only what follows from folds and labels is the same.
        List<RoundRow> rows = RoundsCsv.read(folder.resolve("a"));
        assertEquals(rows.get(0).consensusAccuracy(), rows.get(ROUNDS).consensusAccuracy());
        assertNotEquals(rows.get(ROUNDS - 1).metrics(), rows.get(2 * ROUNDS - 1).metrics());
    }

    @Test
    void sweepsAwayWhatAKillHasLeft() throws Exception {
        run("whole", 1, GridListener.SILENT, WARM);
        runUntil(2, "a", WARM);
        Path checkpoints = folder.resolve("a/checkpoints");
        // Killed before the checkpoint of round 2, after its networks and in the middle of them.
        Files.writeString(checkpoints.resolve("warm-centres_random_0.step-2.safetensors"), "x");
        Files.writeString(
                checkpoints.resolve(
                        ".warm-centres_random_0.step-2.safetensors.0b1c2d3e-0000-4000-8000-00000000000a.tmp"),
                "x");
        // Killed after the checkpoint of round 1, before the networks of round 0 were deleted.
        Files.writeString(checkpoints.resolve("warm-centres_random_0.step-0.safetensors"), "x");
        List<String> atStart = new ArrayList<>();

        run(
                "a",
                1,
                new GridListener<LearningCell, LearningState>() {
                    @Override
                    public void runStarted(RunFolder started, int cells, GridProgress progress) {
                        atStart.addAll(networks("a"));
                    }
                },
                WARM);

        assertEquals(List.of("warm-centres_random_0.step-1.safetensors"), atStart);
        assertEquals(rounds("whole"), rounds("a"));
        assertEquals(List.of(), networks("a"));
    }

    @Test
    void resumesACellThatARuleHasStopped() throws Exception {
        String[] stopping = {WARM[0], WARM[1], WARM[2], "budget=7"};
        run("a", 1, GridListener.SILENT, stopping);
        String before = rounds("a");

        assertTrue(run("a", 1, GridListener.SILENT, stopping).complete());

        assertEquals(before, rounds("a"));
        assertTrue(before.lines().count() < 1 + ROUNDS, before);
    }

    @Test
    void namesNetworksThatAreMissingOrDamagedBeforeAnythingRuns() throws Exception {
        runUntil(2, "a", WARM);
        Path file = folder.resolve("a/checkpoints/warm-centres_random_0.step-1.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        String out =
                ", expected the networks of the cell's last round, from which this one starts; restore it, or delete "
                        + folder.resolve("a/checkpoints/warm-centres_random_0.bin") + " to start the cell anew";

        assertUnusable(file, Arrays.copyOf(bytes, bytes.length - 4), "cannot be gone on from: it is damaged", out);
        byte[] flipped = bytes.clone();
        flipped[bytes.length - 1] ^= 1;
        assertUnusable(file, flipped, "cannot be gone on from: its checksum is wrong", out);
        assertUnusable(file, new byte[0], "cannot be gone on from: it is damaged", out);
        Files.delete(file);
        var missing = assertThrows(InputException.class, () -> run("a", 1, GridListener.SILENT, WARM));
        assertEquals(file + ": is missing" + out, missing.getMessage());

        // The way out that the message names.
        Files.delete(folder.resolve("a/checkpoints/warm-centres_random_0.bin"));
        run("whole", 1, GridListener.SILENT, WARM);
        run("a", 1, GridListener.SILENT, WARM);
        assertEquals(rounds("whole"), rounds("a"));
    }

    private void assertUnusable(Path file, byte[] content, String problem, String out) throws IOException {
        Files.write(file, content);
        var error = assertThrows(InputException.class, () -> run("a", 1, GridListener.SILENT, WARM));
        assertTrue(error.getMessage().startsWith(file + ": " + problem), error::getMessage);
        assertTrue(error.getMessage().endsWith(out), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
    }

    @Test
    void cleaningHasNoRoundsToHandOver() {
        Function<String, String> message =
                key -> assertThrows(IllegalArgumentException.class, () -> SmallCleaning.config(key + "=warm-centres"))
                        .getMessage();

        assertTrue(message.apply("models").contains("option warm-start of model warm-centres has no effect"));
        assertTrue(message.apply("effects.models").contains("option warm-start of model warm-centres has no effect"));
    }

    @Test
    void realNetworksGoOnFromTheirFilesToTheSameBytes() throws Exception {
        SmallCifar.write(folder);
        String keys = "models=resnet20 strategies=random trials=1 rounds=2 batch=5 folds=2 initial.labelled=20"
                + " resnet20.mode=scratch resnet20.epochs=1 resnet20.warm-start=shrink-perturb"
                + " cifar-10h.pool-size=40 cifar-10h.test-size=20";
        ExperimentConfig warm = cifar(keys);
        ExperimentConfig cold = cifar(keys.replace("shrink-perturb", "none"));
        Components components = new BuiltInComponents();

        run("whole", warm, components, 1, GridListener.SILENT);
        assertThrows(IllegalStateException.class, () -> run("a", warm, components, 1, new StopAfter(1)));
        run("a", warm, components, 1, GridListener.SILENT);
        run("cold", cold, components, 1, GridListener.SILENT);

        assertEquals(rounds("whole"), rounds("a"));
        List<String> whole = rounds("whole").lines().toList();
        List<String> unlike = rounds("cold").lines().toList();
        assertEquals(unlike.get(1), whole.get(1));
        assertNotEquals(unlike.get(2), whole.get(2));
    }

    private ExperimentConfig cifar(String keys) {
        List<String> all = new ArrayList<>(Arrays.asList(keys.split(" ")));
        all.add("data-dir=" + folder);
        return Experiments.load("cifar-10h", all);
    }
}
