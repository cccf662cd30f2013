package org.relabel4j.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWrites() throws IOException {
        float[] large = new float[100_001];
        for (int n = 0; n < large.length; n++) {
            large[n] = n * 0.1f;
        }
        Tensors tensors = new Tensors()
                .with("conv1.weight", new int[] {100_001, 1}, large)
                .with("one", new int[0], -0.0f)
                .with("none", new int[] {0})
                .with("\"odd\" näme", new int[] {2}, Float.NaN, Float.MIN_VALUE);
        Path path = folder.resolve("w.safetensors");

        Safetensors.write(path, tensors, Map.of("made by", "a test"));
        SafetensorsFile file = SafetensorsFile.open(path);

        assertEquals(List.copyOf(tensors.names()), List.copyOf(file.names()));
        for (String name : tensors.names()) {
            assertArrayEquals(tensors.shape(name), file.shape(name), name);
            assertArrayEquals(tensors.floats(name), file.floats(name), name);
        }
        assertEquals(Map.of("made by", "a test"), file.metadata());
    }

    @Test
    void alignsTheNumbers() throws IOException {
        Path path = folder.resolve("w.safetensors");

        Safetensors.write(path, new Tensors().with("a", new int[] {1}, 1), Map.of());

        long header = ByteBuffer.wrap(Files.readAllBytes(path))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        assertEquals(0, header % 8);
        assertEquals(8 + header + 4, Files.size(path));
    }

    @Test
    void failureLeavesTheOldFileAndNothingElse() throws IOException {
        Path path = Files.writeString(folder.resolve("w.safetensors"), "old");
        Tensors wrong = new Tensors().with("a", new int[] {3}, 1, 2);

        assertThrows(IllegalArgumentException.class, () -> Safetensors.write(path, wrong, Map.of()));

        assertEquals("old", Files.readString(path));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    private static final class Tensors implements NamedTensors {
        private final Map<String, int[]> shapes = new LinkedHashMap<>();
        private final Map<String, float[]> values = new LinkedHashMap<>();

        Tensors with(String name, int[] shape, float... numbers) {
            shapes.put(name, shape);
            values.put(name, numbers);
            return this;
        }

        @Override
        public String source() {
            return "test";
        }

        @Override
        public Set<String> names() {
            return shapes.keySet();
        }

        @Override
        public int[] shape(String name) {
            return shapes.get(name).clone();
        }

        @Override
        public float[] floats(String name) {
            return values.get(name).clone();
        }
    }
}
