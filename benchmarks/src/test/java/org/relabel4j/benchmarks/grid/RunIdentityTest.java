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
