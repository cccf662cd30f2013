package org.relabel4j.benchmarks.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.SmallCleaning;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.learning.SmallExperiment;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;

class TrackingTest {
    private static final Map<String, String> NOBODY = Map.of();
    private static final String TOKEN = "token-that-nobody-may-see";

    @TempDir
    Path folder;

    private FakeMlflow mlflow;
    private Path run;

    @BeforeEach
    void run() throws Exception {
        mlflow = new FakeMlflow();
        run = folder.resolve("run");
        Grid.run(
                new LearningExperiment(SmallExperiment.config(), new FakeComponents()),
                run,
                new RunOptions(1, false),
                GridListener.SILENT);
        Files.writeString(run.resolve("report.html"), "<html>");
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    private Map<String, String> send(Map<String, String> environment) throws IOException, InputException {
        try (Tracking tracking = new Tracking(List.of("mlflow=" + mlflow.url() + "/"), environment)) {
            return tracking.sendAll(run);
        }
    }

    /** What rounds.csv says, in the words of the fake: read here without the code under test. */
    private List<String> expected() throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("rounds.csv"));
        String[] names = lines.get(0).split(",");
        List<String> expected = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            for (int n = 5; n < names.length; n++) {
                if (!Set.of("stop_reason", "variant").contains(names[n])
                        && !fields[n].isEmpty()
                        && !fields[n].equals("NaN")) {
                    expected.add(String.join("_", fields[1], fields[2], fields[3]) + " " + names[n] + " " + fields[4]
                            + " " + Double.parseDouble(fields[n]));
                }
            }
        }
        Collections.sort(expected);
        return expected;
    }

    private List<String> sent() {
        return mlflow.numbers.stream().sorted().toList();
    }

    private JsonNode whole() {
        return mlflow.runs.get("run0");
    }

    @Test
    void aFolderIsARunWithOneBelowItForEachCell() throws Exception {
        assertEquals(Map.of(), send(NOBODY));

        assertEquals(expected(), sent());
        assertEquals(5, mlflow.runs.size());
        assertEquals("run", whole().at("/info/run_name").asText());
        assertEquals("2", FakeMlflow.parameters(whole()).get("trials"));
        assertEquals("relabel4j", FakeMlflow.tag(whole(), "mlflow.source.name"));
        for (JsonNode one : mlflow.runs.values()) {
            assertEquals("FINISHED", one.at("/info/status").asText());
            assertEquals(one == whole() ? "" : "run0", FakeMlflow.tag(one, "mlflow.parentRunId"));
        }
        JsonNode cell = mlflow.runs.get("run1");
        assertEquals(
                Set.of("model", "strategy", "trial"),
                FakeMlflow.parameters(cell).keySet());
        for (String name : List.of("config.yaml", "environment.json", "rounds.csv", "report.html")) {
            assertArrayEquals(
                    Files.readAllBytes(run.resolve(name)),
                    mlflow.files.get("/artifacts/1/run0/artifacts/" + name),
                    name);
        }
    }

    @Test
    void nothingIsSentTwiceWhereverItBroke() throws Exception {
        for (boolean done : List.of(false, true)) {
            for (int call = 1; call < 200; call++) {
                mlflow.close();
                mlflow = new FakeMlflow();
                mlflow.callsUntilFailure = call;
                mlflow.carriesOutBeforeFailing = done;
                boolean failed = !send(NOBODY).isEmpty();
                mlflow.callsUntilFailure = Integer.MAX_VALUE;
                assertEquals(Map.of(), send(NOBODY));

                assertEquals(expected(), sent(), "after call " + call);
                assertEquals(5, mlflow.runs.size(), "after call " + call);
                for (JsonNode one : mlflow.runs.values()) {
                    assertEquals(
                            FakeMlflow.parameters(one).size(),
                            one.at("/data/params").size(),
                            "after call " + call);
                }
                if (!failed) {
                    break;
                }
                assertTrue(call < 199, "never got through");
            }
        }
    }

    @Test
    void aRunGoesOnWithoutTheServerAndItsRowsAreSentLater() throws Exception {
        byte[] rows = Files.readAllBytes(run.resolve("rounds.csv"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        BlockingQueue<String> said = new ArrayBlockingQueue<>(10);
        Tracking tracking = new Tracking(List.of("mlflow=http://127.0.0.1:" + port), NOBODY);
        tracking.begin(run, said::add);
        String problem = said.poll(60, TimeUnit.SECONDS);

        Map<String, String> left = tracking.end(run, true);

        assertEquals(
                "http://127.0.0.1:" + port + "/api/2.0/mlflow/experiments/search: no connection; check that MLflow runs"
                        + " there, and the address behind mlflow=",
                problem);
        assertEquals(Map.of("mlflow=http://127.0.0.1:" + port, problem), left);
        assertArrayEquals(rows, Files.readAllBytes(run.resolve("rounds.csv")));
        assertEquals(Map.of(), send(NOBODY));
        assertEquals(expected(), sent());
    }

    @Test
    void aResumedRunGoesOnInTheSameRuns() throws Exception {
        String all = Files.readString(run.resolve("rounds.csv"));
        List<String> lines = all.lines().toList();
        Files.writeString(run.resolve("rounds.csv"), String.join("\n", lines.subList(0, 4)) + "\n");
        Files.delete(run.resolve("report.html"));
        assertEquals(Map.of(), send(NOBODY));
        assertEquals("KILLED", whole().at("/info/status").asText());

        Files.writeString(run.resolve("rounds.csv"), all);
        Files.writeString(run.resolve("report.html"), "<html>");
        assertEquals(Map.of(), send(NOBODY));

        assertEquals(expected(), sent());
        assertEquals(5, mlflow.runs.size());
        assertEquals("FINISHED", whole().at("/info/status").asText());
    }

    @Test
    void cleaningIsShownByRelabels() throws Exception {
        run = folder.resolve("cleaning");
        Grid.run(
                new CleaningExperiment(SmallCleaning.config(), new FakeComponents()),
                run,
                new RunOptions(1, false),
                GridListener.SILENT);

        assertEquals(Map.of(), send(NOBODY));

        long curve = Files.readAllLines(run.resolve("curves.csv")).size() - 1;
        assertEquals(
                curve,
                sent().stream()
                        .filter(line -> line.contains(" label_accuracy "))
                        .count());
        assertTrue(mlflow.runs.values().stream()
                .anyMatch(one -> FakeMlflow.parameters(one).keySet().equals(Set.of("noise", "selector", "trial"))));
    }

    @Test
    void whatOpensTheServerIsSentAndNeverShown() throws Exception {
        mlflow.status = 403;
        mlflow.callsUntilFailure = 1;
        assertEquals(
                List.of(mlflow.url() + "/api/2.0/mlflow/experiments/search: answers 403 (no, Bearer ***); set"
                        + " MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"),
                List.copyOf(send(Map.of("MLFLOW_TRACKING_TOKEN", TOKEN)).values()));
        mlflow.callsUntilFailure = 1;
        Map<String, String> refused =
                send(Map.of("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", TOKEN));
        assertTrue(refused.toString().contains("(no, Basic ***)"), refused::toString);

        String basic = Base64.getEncoder().encodeToString(("ann:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        assertEquals(Set.of("Bearer " + TOKEN, "Basic " + basic), mlflow.authorizations);
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(TOKEN) || text.contains(basic), file::toString);
            }
        }
    }

    @Test
    void serversThatTakeNoFilesGetTheRest() throws Exception {
        mlflow.artifacts = "s3://bucket/1/";

        assertEquals(
                List.of(mlflow.url() + ": keeps files at s3://bucket/1/run0/artifacts, where only MLflow's own clients"
                        + " write; parameters and metrics are there, the files are not"),
                List.copyOf(send(NOBODY).values()));
        assertEquals(expected(), sent());
        assertEquals("FINISHED", whole().at("/info/status").asText());
    }

    @Test
    void aRunThatGoesOnElsewhereIsLeftToThatProcess() throws Exception {
        OutputLock lock = OutputLock.tryAcquire(run.resolve(".lock")).orElseThrow();
        assertEquals(
                "run folder " + run + " is in use by another process; wait for it",
                assertThrows(IllegalArgumentException.class, () -> send(NOBODY)).getMessage());
        lock.close();
        run = folder;
        assertThrows(InputException.class, () -> send(NOBODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mlflow", "mlflow=", "=x", "wandb=http://secret@host"})
    void unknownTrackersAreRefused(String target) {
        String message = assertThrows(IllegalArgumentException.class, () -> new Tracking(List.of(target), NOBODY))
                .getMessage();

        String start = target.startsWith("mlflow") ? "tracker mlflow has nothing after it" : "unknown tracker \"";
        assertTrue(message.startsWith(start) && message.contains("mlflow=URI"), message);
        assertFalse(message.contains("secret"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "http://ann:secret@host", "file:/tmp/mlruns"})
    void addressesOfNoServerAreRefused(String url) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Tracking(List.of("mlflow=" + url), NOBODY))
                .getMessage();

        assertTrue(message.startsWith("the address behind mlflow= is no address of a server"), message);
        assertFalse(message.contains("secret"), message);
    }
}
