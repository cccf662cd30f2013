package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.models.backend.NvidiaDriver;

/** The contract of the commands that list things. */
class ListCommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "strategies, activelab",
        "strategies, random",
        "strategies, good-random",
        "strategies, entropy",
        "strategies, uncertainty",
        "strategies, margin",
        "models, mlp",
        "datasets, wall-robot",
        "datasets, cifar-10",
        "datasets, cifar-10h",
        "datasets, cifar-10n",
        "datasets, noisy-cxr",
        "datasets, image-folder",
        "experiments, wall-robot",
        "experiments, wall-robot-complete"
    })
    void listsItInBothForms(String command, String expected) throws Exception {
        String text = Cli.run(command).succeeded().out();
        JsonNode json = MAPPER.readTree(Cli.run(command, "--json").succeeded().out());

        List<String> names = new ArrayList<>();
        assertTrue(json.isArray());
        for (JsonNode item : json) {
            names.add(item.get("name").asText());
            assertFalse(item.get("summary").asText().isBlank(), () -> item.get("name") + " has no summary");
        }
        assertTrue(names.contains(expected), () -> expected + " expected among " + names);
        List<String> firstWords =
                text.lines().map(line -> line.replaceFirst(" .*", "")).toList();
        assertEquals(names, firstWords);
    }

    @Test
    void showsSettingsOfWhatIsNamed() {
        String out = Cli.run("models", "mlp").succeeded().out();

        assertTrue(out.startsWith("mlp  "), out);
        assertTrue(out.contains("\n  hidden "), out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"strategies", "experiments", "experiments wall-robot", "backends", "models mlp", "datasets"})
    void aTerminalIsFilledByWords(String command) {
        String[] call = command.split(" ");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(0, Main.run(call, new Console(stream, stream, 0, new Console.Screen(24, 80))));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        String piped = Cli.run(call).succeeded().out();

        // The same words; a line is too long only by a word that is, such as a path.
        assertEquals(
                List.of(piped.strip().split("\\s+")),
                List.of(String.join("\n", lines).strip().split("\\s+")));
        assertTrue(lines.size() > piped.lines().count());
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.length() > 80 && line.strip().contains(" "))
                        .toList());
    }

    @Test
    void misspeltNamesAreRefused() {
        Cli.run("strategies", "entrpy").refused("unknown strategy \"entrpy\"; did you mean \"entropy\"?");
        Cli.run("datasets", "wallrobot", "--json").refused("did you mean \"wall-robot\"?");
    }

    @Test
    void saysWhatComputes() throws Exception {
        JsonNode backends =
                MAPPER.readTree(Cli.run("backends", "--json").succeeded().out());

        JsonNode deeplearning4j = backends.get(0);
        assertEquals("deeplearning4j", deeplearning4j.get("name").asText());
        assertEquals("cpu", deeplearning4j.get("backend").asText());
        assertTrue(deeplearning4j.get("available").asBoolean(), backends::toString);
        assertTrue(deeplearning4j.get("threads").asInt() >= 1, backends::toString);
        assertTrue(deeplearning4j.get("used_for").asText().startsWith("residual networks"), backends::toString);
        assertEquals(NvidiaDriver.version(), deeplearning4j.get("driver").asText());
        JsonNode onnxRuntime = backends.get(1);
        assertEquals("onnx-runtime", onnxRuntime.get("name").asText());
        assertEquals("none", onnxRuntime.get("backend").asText());
        assertFalse(onnxRuntime.get("available").asBoolean(), backends::toString);
        assertTrue(onnxRuntime.get("summary").asText().contains("-Ponnx"), backends::toString);
        assertTrue(Cli.run("backends").succeeded().out().startsWith("deeplearning4j  cpu: "));
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                backends.get(2).get("processors").asInt());
        assertEquals(
                DataHome.folder().toString(), backends.get(3).get("downloads").asText());
    }

    @Test
    void theFileOfAnExperimentRunsByItsPath(@TempDir Path folder) throws Exception {
        String yaml = Cli.run("experiments", "wall-robot", "--yaml").succeeded().out();
        Path mine = Files.writeString(folder.resolve("mine.yaml"), yaml);

        assertEquals(
                Experiments.load("wall-robot", List.of("preset=quick")).toMap(),
                Experiments.load(mine.toString(), List.of("preset=quick")).toMap());
        assertTrue(Cli.run("experiments", "--yaml", "cifar-10h-cleaning")
                .succeeded()
                .out()
                .contains("name: cifar-10h-cleaning"));
        Cli.run("experiments", "--yaml").refused("--yaml prints the file of one experiment");
        Cli.run("experiments", "wall-robot", "--yaml", "--json").refused("--yaml and --json are two forms of output");
    }

    @Test
    void anExperimentIsShownWithItsSettingsOfTheDefaultPreset() throws Exception {
        String text = Cli.run("experiments", "wall-robot").succeeded().out();

        assertTrue(text.contains("relabel4j benchmark wall-robot key=value"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("  rounds +12  \\(rounds to evaluate.*")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("  initial\\.labelled +500  \\(.*")), text);
        assertTrue(
                Cli.run("experiments", "wall-robot-cleaning").succeeded().out().contains("people.noise-rate"));
    }
}
