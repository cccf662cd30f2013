package org.relabel4j.benchmarks.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    Path folder;

    private static SortedMap<Integer, Map<String, Double>> steps(int count) {
        SortedMap<Integer, Map<String, Double>> steps = new TreeMap<>();
        for (int step = 0; step < count; step++) {
            steps.put(step, Map.of("accuracy", step / 8.0));
        }
        return steps;
    }

    private static String hex(ByteBuffer record) {
        return HexFormat.of().formatHex(record.array());
    }

    @Test
    void recordsAreTheBytesThatTensorBoardWrites() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("a", 0.5);
        values.put("b", -2.0);

        // By tensorboard 2.21.0's own messages and its masked_crc32c, for time 1 s and step 300.
        assertEquals(
                "1800000000000000a37f4b2209000000000000f03f1a0d627261696e2e4576656e743a3286bf577a",
                hex(EventFile.first(1)));
        assertEquals(
                "220000000000000078113dfd09000000000000f03f10ac022a140a080a0161150000003f0a080a016215000000c0fd945533",
                hex(EventFile.step(1, 300, values)));
    }

    @Test
    void addsWhatIsNotThere() throws IOException {
        Path file = folder.resolve("events");
        EventFile.append(file, steps(2));
        byte[] two = Files.readAllBytes(file);

        EventFile.append(file, steps(2));
        byte[] twoAgain = Files.readAllBytes(file);
        EventFile.append(file, steps(3));
        byte[] three = Files.readAllBytes(file);

        assertArrayEquals(two, twoAgain);
        assertArrayEquals(two, Arrays.copyOf(three, two.length));
        assertEquals(two.length + EventFile.step(1, 2, steps(3).get(2)).remaining(), three.length);
    }

    @Test
    void writesAnewWhatAKillHasCutOff() throws IOException {
        Path file = folder.resolve("events");
        EventFile.append(file, steps(3));
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            EventFile.append(file, steps(3));

            // All but the times, which may have gone on.
            assertEquals(whole.length, Files.size(file), "cut after " + length);
        }
    }
}
