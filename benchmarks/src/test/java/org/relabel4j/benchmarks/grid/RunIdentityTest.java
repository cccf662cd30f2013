package org.relabel4j.benchmarks.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;

class RunIdentityTest {
    @TempDir
    Path folder;

    private String run() throws InputException {
        return RunIdentity.of(Map.of("onnx.weights", folder.resolve("net.onnx"), "rounds", 2), List.of())
                .run();
    }

    @Test
    void changesWithTheWeightsAndWithHowImagesArePreparedForThem() throws InputException, IOException {
        Files.write(folder.resolve("net.onnx"), network("a"));
        String bare = run();
        Files.writeString(folder.resolve("net.onnx.json"), "{\"preset\": \"clip\"}");
        String clip = run();
        Files.writeString(folder.resolve("net.onnx.json"), "{\"preset\": \"tf\"}");
        String tf = run();

        assertEquals(tf, run());
        assertNotEquals(bare, clip);
        assertNotEquals(clip, tf);
        Files.write(folder.resolve("net.onnx"), network("b"));
        assertNotEquals(tf, run());
    }

    /** With a preset the file beside the network is not read; a residual network never has one read. */
    @Test
    void leavesOutPreprocessingThatIsNotRead() throws InputException, IOException {
        Files.write(folder.resolve("net.onnx"), network("a"));
        Map<String, Object> preset = Map.of("onnx.weights", folder.resolve("net.onnx"), "onnx.preset", "tf");
        Map<String, Object> residual = Map.of("resnet.weights", folder.resolve("net.onnx"));
        Map<String, Object> renamed = Map.of("big.model", "onnx", "big.weights", folder.resolve("net.onnx"));
        String before = RunIdentity.of(preset, List.of()).run();
        String ofResidual = RunIdentity.of(residual, List.of()).run();
        String ofRenamed = RunIdentity.of(renamed, List.of()).run();
        Files.writeString(folder.resolve("net.onnx.json"), "{\"preset\": \"clip\"}");

        assertEquals(before, RunIdentity.of(preset, List.of()).run());
        assertEquals(ofResidual, RunIdentity.of(residual, List.of()).run());
        assertNotEquals(ofRenamed, RunIdentity.of(renamed, List.of()).run());
    }

    @Test
    void namesTheFileThatHasChanged() throws InputException, IOException {
        Path file = Files.write(folder.resolve("net.onnx"), network("a"));
        Map<String, Object> settings = Map.of("onnx.weights", file);
        Map<String, String> before = RunIdentity.of(settings, List.of()).networks();
        Path beside = Files.writeString(folder.resolve("net.onnx.json"), "{}");
        RunIdentity more = RunIdentity.of(settings, List.of());
        Files.write(file, network("b"));

        assertEquals(Optional.empty(), more.changed(more.networks()));
        assertEquals(Optional.of(beside + " (beside onnx.weights)"), more.changed(before));
        assertEquals(
                Optional.of(file + " (onnx.weights)"),
                RunIdentity.of(settings, List.of()).changed(before));
    }

    @Test
    void changesWithTheFilesThatANetworkKeepsItsWeightsIn() throws InputException, IOException {
        Files.write(folder.resolve("net.onnx"), network("w.bin", field(13, text(1, "location"), text(2, "w.bin"))));
        Files.writeString(folder.resolve("w.bin"), "weights");
        String before = run();
        Files.writeString(folder.resolve("w.bin"), "others");

        assertNotEquals(before, run());
    }

    /** An ONNX file of one tensor: graph (field 7), tensor (5), its name (8). */
    private static byte[] network(String name, byte[]... external) {
        return field(
                7,
                field(
                        5,
                        Stream.concat(Stream.of(text(8, name)), Stream.of(external))
                                .toArray(byte[][]::new)));
    }

    private static byte[] text(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int number, byte[]... contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(number << 3 | 2);
        bytes.write(Stream.of(contents).mapToInt(content -> content.length).sum());
        Stream.of(contents).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
