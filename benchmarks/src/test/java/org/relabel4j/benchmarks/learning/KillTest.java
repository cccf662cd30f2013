package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.RunOptions;

/** Kills a run in a process of its own at moments that nobody chose, again and again, until it has ended. */
@Tag("slow")
class KillTest {
    private static final String[] OVERRIDES = {"models=centres,warm-centres", "trials=3", "rounds=40", "batch=1"};
    private static final int MAX_KILLS = 60;

    @TempDir
    Path folder;

    /** The process that is killed: runs, or goes on with, the experiment in the folder named. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            Grid.run(
                    new LearningExperiment(config(), new FakeComponents()),
                    Path.of(args[0]),
                    new RunOptions(2, true),
                    GridListener.SILENT);
        }
    }

    private static ExperimentConfig config() {
        return SmallExperiment.config(OVERRIDES);
    }

    @Test
    void endsWithTheSameBytesHoweverOftenItIsKilled() throws Exception {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        Grid.run(
                new LearningExperiment(config(), new FakeComponents()),
                whole,
                new RunOptions(1, false),
                GridListener.SILENT);

        int kills = 0;
        boolean ended = false;
        while (!ended && kills < MAX_KILLS) {
            Process process = start(killed);
            // Later and later, so that some kills come before the first round and the run ends at last.
            ended = process.waitFor(300 + 97L * kills, TimeUnit.MILLISECONDS);
            if (ended) {
                assertEquals(0, process.exitValue());
            } else {
                process.destroyForcibly().waitFor();
                kills++;
            }
        }

        assertTrue(ended, "it did not end after " + kills + " kills");
        assertTrue(kills > 1, "it was killed " + kills + " times only");
        for (String name : List.of(
                "rounds.csv", "choices.csv", "batches/centres_random_0.csv", "batches/warm-centres_doubtful_2.csv")) {
            assertEquals(Files.readString(whole.resolve(name)), Files.readString(killed.resolve(name)));
        }
    }

    private static Process start(Path run) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        run.toString())
                .inheritIO()
                .start();
    }
}
