package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty rounds of the Wall Robot experiment in one process: what a round used, the next one must not add to. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/status")
class MemoryGrowthTest {
    /** Rounds until all code is loaded, compiled and has made its caches. */
    private static final int WARM = 5;

    private static final int LAST = 20;

    /** What 15 rounds of 100 labels and their rows and timings may keep: 1,500 × 8 bytes, and the tables' text. */
    private static final long HEAP_SLACK = 1 << 20;

    /** Arrays outside the heap: none may be left. Some kB of constants may be made late. */
    private static final long NATIVE_ARRAYS_SLACK = 256 << 10;

    /**
     * Resident memory with the heap held constant: the compiler's and the allocators' reserves still grow a little. One copy of
     * the training data and the network a round would be 15 × 5 folds × 0.4 MB = 30 MB.
     */
    private static final long RESIDENT_SLACK = 24 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp.epochs=10 mlp.engine=java",
                "mlp.epochs=10 mlp.engine=nd4j",
                "mlp.epochs=10 mlp.engine=dl4j",
                "models=extra-trees"
            })
    void roundsLeaveNothingBehind(String settings) throws Exception {
        List<long[]> rounds = run("strategies=activelab trials=1 rounds=21 " + settings);

        assertEquals(LAST, rounds.get(rounds.size() - 1)[0]);
        long[] warm = rounds.get(WARM);
        long[] last = rounds.get(LAST);
        String all = shown(rounds);
        // On a busy machine what a round let go of may be freed a round later: what is kept is in each of several
        // rounds.
        assertTrue(leastHeap(rounds, LAST) - leastHeap(rounds, WARM) <= HEAP_SLACK, "heap grew: " + all);
        assertTrue(last[2] - warm[2] <= NATIVE_ARRAYS_SLACK, "native arrays grew: " + all);
        assertTrue(last[3] - warm[3] <= RESIDENT_SLACK, "resident memory grew: " + all);
    }

    /** The least heap of a round and the two before. */
    private static long leastHeap(List<long[]> rounds, int round) {
        return rounds.subList(round - 2, round + 1).stream()
                .mapToLong(one -> one[1])
                .min()
                .orElseThrow();
    }

    private static String shown(List<long[]> rounds) {
        StringBuilder lines = new StringBuilder("round, heap, native arrays, resident bytes:");
        rounds.forEach(round -> lines.append('\n').append(Arrays.toString(round)));
        return lines.toString();
    }

    private List<long[]> run(String settings) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A heap of one size, all of it resident from the start: then the rest of the resident set is native memory.
        command.addAll(List.of("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MemoryOfRounds.class.getName()));
        command.addAll(List.of(folder.resolve("run").toString(), "wall-robot"));
        command.addAll(List.of(settings.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines()
                .filter(line -> line.startsWith("round "))
                .map(line -> Arrays.stream(line.split(" "))
                        .skip(1)
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
    }
}
