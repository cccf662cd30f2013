package org.relabel4j.benchmarks.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        Files.writeString(folder.resolve("net.onnx"), "network");
        String bare = run();
        Files.writeString(folder.resolve("net.onnx.json"), "{\"preset\": \"clip\"}");
        String clip = run();
        Files.writeString(folder.resolve("net.onnx.json"), "{\"preset\": \"tf\"}");
        String tf = run();

        assertEquals(tf, run());
        assertNotEquals(bare, clip);
        assertNotEquals(clip, tf);
        Files.writeString(folder.resolve("net.onnx"), "another");
        assertNotEquals(tf, run());
    }
}
