package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code clean}, on the bundled data with a model that needs no training. */
class CleanCommandTest {
    private static final List<String> SMALL = List.of(
            "clean",
            "wall-robot-cleaning",
            "model=knn",
            "selectors=oracle,vanilla,random",
            "trials=1",
            "noise.rates=0.2",
            "budget=200",
            "effects.models=knn");

    @TempDir
    static Path shared;

    private static Path finished;
    private static Cli.Result finishedResult;

    @TempDir
    Path folder;

    @BeforeAll
    static void runOnce() {
        finished = shared.resolve("run");
        finishedResult = run("--out", finished.toString(), "--jobs", "1");
    }

    private static Cli.Result run(String... more) {
        List<String> call = new ArrayList<>(SMALL);
        call.addAll(List.of(more));
        return Cli.run(call.toArray(String[]::new));
    }

    @Test
    void writesARunFolderAndPrintsTablesAndTheReport() {
        Cli.Result result = finishedResult.succeeded();

        for (String file :
                List.of("config.yaml", "environment.json", "curves.csv", "effects.csv", "summary.csv", "report.html")) {
            assertTrue(Files.isRegularFile(finished.resolve(file)), file);
        }
        assertTrue(result.out().startsWith("Noise 0.2: vanilla lifts label accuracy from "), result.out());
        assertTrue(
                result.out().endsWith("Report: " + finished.resolve("report.html") + System.lineSeparator()),
                result.out());
        assertTrue(result.err().contains("Running 5 cells, 8 steps, into " + finished), result.err());
        assertTrue(result.err().contains("8 of 8 steps in "), result.err());
    }

    @Test
    void resumingOrReportingAFinishedRunShowsItAgain() throws IOException {
        String curves = Files.readString(finished.resolve("curves.csv"));

        Cli.Result again = run("--out", finished.toString(), "--resume").succeeded();
        Cli.Result report = Cli.run("report", finished.toString()).succeeded();

        assertEquals(finishedResult.out(), again.out());
        assertEquals(finishedResult.out(), report.out());
        assertEquals(curves, Files.readString(finished.resolve("curves.csv")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wall-robot-clean | did you mean \"wall-robot-cleaning\"?",
                "wall-robot | 'wall-robot' is an experiment for relabel4j benchmark",
                "nowhere.yaml | 'nowhere.yaml' is neither a bundled experiment nor a file"
            })
    void refusesExperimentsThatAreNot(String name, String message) {
        Cli.run("clean", name, "--out", folder.resolve("run").toString()).refused(message);

        assertFalse(Files.exists(folder.resolve("run")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bald-members=1 | bald-members is \"1\", expected a whole number from 2 to 1000",
                "knn.n=5 | model knn has no option \"n\"",
                "co-teaching.forget-rate=2 | co-teaching.forget-rate is set, but co-teaching is not in use",
                "retrain | 'retrain' is not of the form key=value",
                "noise.temperatures=2 | noise.temperatures is set as well as noise.rates",
                "trials=1 | trials is given twice"
            })
    void refusesSettingsThatCannotBe(String setting, String message) {
        run(setting, "--out", folder.resolve("run").toString()).refused(message);

        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void refusesAForgetRateThatCannotBe() {
        Cli.run(
                        "clean",
                        "wall-robot-cleaning",
                        "co-teaching.forget-rate=2",
                        "--out",
                        folder.resolve("r").toString())
                .refused(
                        "command line: option \"forget-rate\" of model co-teaching is \"2\", expected a number from 0 to below 1");
    }

    @Test
    void refusesAFolderThatExistsAndNoJobs() {
        run("--out", finished.toString()).refused("run folder " + finished + " exists");
        run("--out", folder.resolve("run").toString(), "--jobs", "0").refused("jobs is 0, expected at least 1");
    }

    @Test
    void benchmarkPointsToThisCommand() {
        Cli.run(
                        "benchmark",
                        "wall-robot-cleaning",
                        "--out",
                        folder.resolve("run").toString())
                .refused("'wall-robot-cleaning' is a label-cleaning experiment", "relabel4j clean wall-robot-cleaning");
    }

    @Test
    void cleaningRunsHaveReportsOfTheirOwn() {
        Cli.run("report", finished.toString(), finished.toString()).refused("is a label-cleaning run");
    }

    @Test
    void listedAmongTheExperiments() {
        String json = Cli.run("experiments", "--json").succeeded().out();

        assertTrue(json.contains("\"wall-robot-cleaning\""), json);
        assertTrue(json.contains("\"clean\""), json);
    }
}
