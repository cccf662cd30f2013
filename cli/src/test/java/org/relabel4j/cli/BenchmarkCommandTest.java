package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code benchmark} and {@code report}, on the bundled data with networks of one epoch. */
class BenchmarkCommandTest {
    private static final List<String> SMALL = List.of(
            "benchmark",
            "wall-robot",
            "strategies=random,entropy",
            "trials=1",
            "rounds=2",
            "mlp.epochs=1",
            "mlp.hidden=2");

    @TempDir
    static Path shared;

    private static Path finished;
    private static Cli.Result finishedResult;

    @TempDir
    Path folder;

    @BeforeAll
    static void runOnce() {
        finished = shared.resolve("run");
        finishedResult = run(SMALL, "--out", finished.toString(), "--jobs", "1");
    }

    @Test
    void writesARunFolderAndPrintsTheTableAndTheReport() {
        Cli.Result result = finishedResult.succeeded();

        for (String file : List.of("config.yaml", "environment.json", "rounds.csv", "timings.csv", "report.html")) {
            assertTrue(Files.isRegularFile(finished.resolve(file)), file);
        }
        assertTrue(result.out().contains("entropy"), result.out());
        assertTrue(
                result.out().endsWith("Report: " + finished.resolve("report.html") + System.lineSeparator()),
                result.out());
        assertTrue(result.err().contains("Running 2 loops, 4 rounds, into " + finished), result.err());
        assertTrue(result.err().contains("4 of 4 rounds in "), result.err());
        assertFalse(result.err().contains("\r"), "nothing is redrawn where there is no terminal");
    }

    @Test
    void roundsAreTheContractsAndDoNotDependOnJobs() throws IOException {
        Path parallel = folder.resolve("parallel");
        run(SMALL, "--out", parallel.toString(), "--jobs", "2").succeeded();

        List<String> rounds = Files.readAllLines(finished.resolve("rounds.csv"));
        assertTrue(
                rounds.get(0)
                        .startsWith("experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,"
                                + "model_accuracy,consensus_accuracy"),
                rounds.get(0));
        assertEquals(1 + 2 * 2, rounds.size());
        assertTrue(rounds.get(1).startsWith("wall-robot,mlp,random,0,0,"), rounds.get(1));
        assertEquals(rounds, Files.readAllLines(parallel.resolve("rounds.csv")));
    }

    @Test
    void resumingAFinishedRunShowsItAgain() throws IOException {
        String rounds = Files.readString(finished.resolve("rounds.csv"));

        Cli.Result again = run(SMALL, "--out", finished.toString(), "--resume").succeeded();

        assertEquals(finishedResult.out(), again.out());
        assertEquals(rounds, Files.readString(finished.resolve("rounds.csv")));
    }

    @Test
    void refusesARunFolderThatExists() throws IOException {
        Path notes =
                Files.writeString(Files.createDirectory(folder.resolve("run")).resolve("notes.txt"), "mine");

        refused(SMALL, "run folder " + finished + " exists", "--out", finished.toString());
        refused(SMALL, notes.getParent() + " exists", "--out", notes.getParent().toString());
        refused(SMALL, "no run folder", "--out", notes.getParent().toString(), "--resume");
    }

    @Test
    void refusesToResumeWithOtherSettings() {
        refused(
                SMALL,
                "rounds was 2 and is now 3 (the last round asks for no labels",
                "rounds=3",
                "--out",
                finished.toString(),
                "--resume");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategies=entrpy | did you mean \"entropy\"?",
                "model=mpl | did you mean \"mlp\"?",
                "dataset=wall-robto | did you mean \"wall-robot\"?",
                "consensus=glda | did you mean \"glad\"?",
                "roundz=3 | did you mean",
                "mlp.epoch=3 | did you mean \"epochs\"?",
                "rounds=0 | rounds",
                "rounds=many | many",
                "batch=2001 | batch",
                "trials=-1 | trials",
                "noise.trace=1.5 | trace",
                "folds=1 | folds",
                "rounds | rounds",
                "preset=papper | did you mean \"paper\"?"
            })
    void refusesSettings(String setting, String part) {
        refused(SMALL, part, setting, "--out", folder.resolve("run").toString());
    }

    @Test
    void refusesExperiments() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "version: 1\nname: x\ndatsaet: wall-robot\n");

        refused(List.of("benchmark", "wall-robt"), "did you mean \"wall-robot\"?");
        refused(List.of("benchmark", folder.resolve("nowhere.yaml").toString()), "nowhere.yaml");
        refused(List.of("benchmark", file.toString()), "bad.yaml:3");
    }

    @Test
    void refusesJobsBelowOne() {
        refused(SMALL, "jobs", "--jobs", "0", "--out", folder.resolve("run").toString());
        refused(SMALL, "--spark needs Apache Spark 4", "--spark", "local[2]");
        refused(SMALL, "--spark is \"local2\", expected spark://HOST:PORT", "--spark", "local2");
        refused(SMALL, "--jobs is for this machine", "--spark", "local[2]", "--jobs", "2");
        refused(
                SMALL,
                "--jobs",
                "--jobs",
                "many",
                "--out",
                folder.resolve("run").toString());
    }

    @Test
    void refusesUnknownTrackersBeforeItRuns() {
        Path run = folder.resolve("tracked");
        refused(SMALL, "unknown tracker \"mflow\"", "--out", run.toString(), "--track", "mflow=http://localhost:5000");

        assertFalse(Files.exists(run));
        Cli.run("track", finished.toString(), "mflow=x").refused("unknown tracker");
    }

    @Test
    void tracksAFinishedRun() throws IOException {
        Path events = folder.resolve("events");

        Cli.Result result =
                Cli.run("track", finished.toString(), "tensorboard=" + events).succeeded();

        assertEquals("Sent to tensorboard=" + events, result.out().strip());
        try (Stream<Path> files = Files.walk(events)) {
            assertEquals(2, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void refusesAnUnwritableFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        refused(SMALL, file.toString(), "--out", file.resolve("run").toString());
    }

    /** The native engines need more of the class path than anything else here. */
    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "dl4j"})
    void nativeEnginesRun(String engine) {
        Path out = folder.resolve("run");

        run(SMALL, "strategies=random", "rounds=1", "mlp.engine=" + engine, "--out", out.toString())
                .succeeded();

        assertTrue(Files.isRegularFile(out.resolve("report.html")));
    }

    @Test
    void reportRebuildsAndCompares() throws IOException {
        Files.delete(finished.resolve("report.html"));
        Path both = folder.resolve("both");

        Cli.run("report", finished.toString()).succeeded();
        Cli.Result result = Cli.run("report", finished.toString(), finished.toString(), "--out", both.toString())
                .succeeded();

        assertTrue(Files.isRegularFile(finished.resolve("report.html")));
        assertTrue(Files.isRegularFile(both.resolve("report.html")));
        assertTrue(result.out().contains("Report: " + both.resolve("report.html")), result.out());
    }

    @Test
    void reportRefusesWhatIsNoRun() {
        Cli.run("report", folder.toString()).refused("rounds.csv");
        Cli.run("report", folder.resolve("nowhere").toString()).refused("nowhere");
        Cli.run("report", folder.toString(), "--curves", "auc,log-los")
                .refused("--curves is \"log-los\"; did you mean \"log-loss\"?");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysHowToGoOnWhenInterruptedAndGoesOnToTheSameBytes() throws Exception {
        List<String> longer = call(SMALL, "rounds=10", "mlp.epochs=5", "--jobs", "1");
        Path whole = folder.resolve("whole");
        run(longer, "--out", whole.toString()).succeeded();

        Path out = folder.resolve("interrupted run");
        List<String> call = call(longer, "--out", out.toString());
        Process process = Cli.process(List.of(), call.toArray(String[]::new)).start();
        awaitCheckpoint(out, process);
        process.toHandle().destroy(); // Process.destroy would close the streams as well
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(143, process.waitFor(), "128 + SIGTERM; standard error: " + err);
        assertTrue(
                err.contains("relabel4j: interrupted; go on with: relabel4j benchmark wall-robot "
                        + "strategies=random,entropy "),
                err);
        assertTrue(err.stripTrailing().endsWith(" --out '" + out + "' --resume"), err);

        run(call, "--resume").succeeded();

        assertEquals(Files.readString(whole.resolve("rounds.csv")), Files.readString(out.resolve("rounds.csv")));
    }

    private static void awaitCheckpoint(Path run, Process process) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline && process.isAlive()) {
            Path checkpoints = run.resolve("checkpoints");
            if (Files.isDirectory(checkpoints)) {
                try (Stream<Path> files = Files.list(checkpoints)) {
                    if (files.anyMatch(file -> file.toString().endsWith(".bin"))) {
                        return;
                    }
                }
            }
            Thread.sleep(5);
        }
        fail("no checkpoint within a minute, or the process ended before: "
                + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Cli.Result run(List<String> call, String... more) {
        return Cli.run(call(call, more).toArray(String[]::new));
    }

    /** A call with more arguments; a setting replaces one of the same key. */
    private static List<String> call(List<String> call, String... more) {
        List<String> whole = new ArrayList<>(call);
        for (String argument : more) {
            String key = argument.replaceFirst("=.*", "=");
            whole.removeIf(word -> argument.contains("=") && word.startsWith(key));
            whole.add(argument);
        }
        return whole;
    }

    /** Refused in one line, and no run folder is left behind. */
    private void refused(List<String> call, String part, String... more) {
        boolean before = Files.exists(folder.resolve("run"));

        run(call, more).refused(part);

        assertEquals(before, Files.exists(folder.resolve("run")));
    }
}
