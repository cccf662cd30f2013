package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;

class RunReaderTest {

    @TempDir
    private Path folder;

    private List<String> lines;

    @BeforeEach
    void writeGoodRun() throws IOException {
        new RunFixture().strategies("random").size(1, 3).write(folder);
        lines = new ArrayList<>(Files.readAllLines(folder.resolve("rounds.csv")));
    }

    @Test
    void namesFileLineAndColumnOfABadValue() throws IOException {
        lines.set(2, lines.get(2).replaceFirst("0\\.9\\d+", "1.9"));

        assertTrue(problem().contains("rounds.csv:3: model_accuracy is '1.9', expected a number from 0 to 1"));
    }

    @Test
    void namesTheMissingColumn() throws IOException {
        lines.set(0, lines.get(0).replace("annotations", "labels"));

        assertTrue(problem().contains("rounds.csv: has no column annotations"));
    }

    @Test
    void rejectsARoundTwice() throws IOException {
        lines.add(lines.get(3));

        assertTrue(problem().contains("round 2 of model mlp, strategy random, trial 0 stands twice"));
    }

    @Test
    void rejectsAGap() throws IOException {
        lines.remove(2);

        assertTrue(problem().contains("round 2 of model mlp, strategy random, trial 0 stands there without"));
    }

    @Test
    void rejectsAFileWithoutRounds() throws IOException {
        lines = lines.subList(0, 1);

        assertTrue(problem().contains("rounds.csv: has no rounds yet"));
    }

    @Test
    void namesTheFileThatIsNotThere() {
        String message = assertThrows(InputException.class, () -> RunReader.read(folder.resolve("none")))
                .getMessage();

        assertTrue(message.contains("none/rounds.csv") && message.contains("no such file"), message);
    }

    @Test
    void namesTheLineOfAMalformedConfiguration() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "name: a\nmodels: [mlp\n");

        String message = problem();

        assertTrue(message.contains("config.yaml:"), message);
        assertEquals(1, message.lines().count());
    }

    /** What is left of it reads as settings of another run, which starts from what published results do. */
    @Test
    void refusesAConfigurationThatWasCutAtTheEndOfALine() throws IOException {
        Path config = folder.resolve("config.yaml");
        Files.writeString(folder.resolve("environment.json"), "{\"config_lines\": 3}");
        Files.writeString(config, "name: a\nrounds: 2\n");

        assertEquals(config + ": has 2 lines, expected the 3 that the run wrote; restore it, or remove it", problem());
    }

    @Test
    void refusesSettingsThatAreNone() throws IOException {
        for (String content : List.of("null", "3", "\"x\"", "[1, 2]")) {
            Files.writeString(folder.resolve("environment.json"), content);
            assertTrue(problem().contains("environment.json: holds no keys, expected keys and values"), problem());
        }
        Files.write(folder.resolve("environment.json"), new byte[] {'{', (byte) 0xC3, 'x', '}'});
        assertTrue(problem().contains("environment.json: is no text in UTF-8"), problem());
        Files.writeString(folder.resolve("environment.json"), "{" + " ".repeat(1 << 20) + "}");
        assertTrue(problem().contains("environment.json: has more than 1048576 bytes"), problem());
        Files.writeString(folder.resolve("environment.json"), "[".repeat(100_000));
        assertTrue(problem().contains("environment.json:1: "), problem());
    }

    /** Memory for each round up to it would be gigabytes. */
    @Test
    void aGreatRoundIsAGapLikeAnyOther() throws IOException {
        lines.set(3, lines.get(3).replaceFirst("(random\"?,0),2", "$1,999999999"));

        assertTrue(problem().contains("round 999999999 of model mlp, strategy random, trial 0 stands there without"));
    }

    @Test
    void refusesMoreStrategiesThanAReportCanShow() throws IOException {
        for (int n = 0; n < 100; n++) {
            lines.add(lines.get(1).replace("random", "s" + n));
        }

        assertTrue(problem().contains("rounds.csv: has 101 strategies, expected at most 100"), problem());
    }

    @Test
    void flattensNestedKeysInFileOrder() throws Exception {
        RunData run = RunReader.read(folder);

        assertEquals("0.85", run.config().get("noise.trace"));
        assertEquals("0.8983, 0.0957, 0.0053, 7.0E-4", run.config().get("initial.label-counts"));
        assertEquals("version", run.config().keySet().iterator().next());
        assertEquals("cpu", run.environment().get("backend.name"));
    }

    private String problem() throws IOException {
        Files.write(folder.resolve("rounds.csv"), lines);
        return assertThrows(InputException.class, () -> RunReader.read(folder)).getMessage();
    }
}
