package org.relabel4j.benchmarks.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that refuses a change, or a process that is killed there: at every change that a small piece of work makes. */
class FaultsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"benchmark, 60", "clean, 40", "score, 8"})
    void endsWithTheSameBytesWhereverTheDiskFailsOrTheProcessStops(String work, int changes) throws Exception {
        run(work, changes);
    }

    @Test
    @Tag("slow")
    void pretrainingToo() throws Exception {
        run("pretrain", 15);
    }

    /** @param atLeast changes that there must be: fewer, and they no longer go through the faulty file system */
    private void run(String work, int atLeast) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFileSystemProvider.class.getName(),
                "-Djava.awt.headless=true",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                FaultyRuns.class.getName()));
        words.addAll(List.of(work, folder.toString(), data.toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said;
        try (BufferedReader out = process.inputReader()) {
            said = out.lines().collect(Collectors.joining("\n"));
        }

        assertEquals(0, process.waitFor(), said);
        int changes = Integer.parseInt(said.replaceAll("(?s).*?(\\d+) changes$", "$1"));
        assertTrue(changes >= atLeast, said);
    }
}
