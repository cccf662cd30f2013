package org.relabel4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
    private static final String LEFT = ".out.csv.0b1c2d3e-0000-4000-8000-00000000000a.tmp";

    @TempDir
    Path folder;

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.US_ASCII));
        stream.flush();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Writes half a file, says so, and waits to be ended. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            Thread main = Thread.currentThread();
            Replacement.write(Path.of(args[0]), stream -> {
                write(stream, "half");
                System.out.println("written");
                try {
                    main.join(); // for ever
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });
        }
    }

    private Process halfway() throws IOException {
        Process process =
                TestProcess.start(Main.class, folder.resolve("out.csv").toString());
        try (BufferedReader out = process.inputReader()) {
            assertEquals("written", out.readLine());
        }
        return process;
    }

    @Test
    void leavesNothingBehindWhenItIsToldToEnd() throws Exception {
        Process process = halfway();
        assertEquals(1, names().size());

        process.destroy();
        process.waitFor();

        assertEquals(List.of(), names());
    }

    @Test
    void theNextWriterSweepsAwayWhatAKilledOneHasLeftAndNothingElse() throws Exception {
        Process killed = halfway();
        Process alive = halfway();
        killed.destroyForcibly().waitFor();
        Files.writeString(folder.resolve(".out.csv.1234-1.tmp"), "not ours");
        Files.writeString(folder.resolve("thesis.0b1c2d3e-0000-4000-8000-00000000000a.tmp"), "nor this");
        assertEquals(4, names().size());

        try (Replacement open = new Replacement()) {
            open.add(folder.resolve("mine.csv"), stream -> write(stream, "in the making"));
            Replacement.write(folder.resolve("out.csv"), stream -> write(stream, "new"));
            open.commit();
        }

        // Besides: the one that is being written by a process that lives.
        assertEquals(5, names().size());
        assertEquals("in the making", Files.readString(folder.resolve("mine.csv")));
        alive.destroyForcibly().waitFor();
        Replacement.write(folder.resolve("out.csv"), stream -> write(stream, "newer"));
        assertEquals(
                List.of(
                        ".out.csv.1234-1.tmp",
                        "mine.csv",
                        "out.csv",
                        "thesis.0b1c2d3e-0000-4000-8000-00000000000a.tmp"),
                names());
    }

    @Test
    void aPlantedLinkIsNeitherFollowedNorSwept() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Files.createSymbolicLink(folder.resolve(LEFT), precious);

        Replacement.write(folder.resolve("out.csv"), stream -> write(stream, "new"));

        assertEquals("kept", Files.readString(precious));
        assertEquals(List.of(LEFT, "out.csv", "precious"), names());
    }

    @Test
    void twoWritersOfOneFileEachWriteAWholeOne() throws Exception {
        Path file = folder.resolve("out.csv");
        try (Replacement first = new Replacement();
                Replacement second = new Replacement()) {
            first.add(file, stream -> write(stream, "first"));
            second.add(file, stream -> write(stream, "second, and longer"));
            second.commit();
            assertEquals("second, and longer", Files.readString(file));
            first.commit();
        }

        assertEquals("first", Files.readString(file));
        assertEquals(List.of("out.csv"), names());
    }

    @Test
    void filesThatBelongTogetherComeBeforeOrAfterThoseOfAnother() throws Exception {
        Path weights = folder.resolve("weights");
        Path scores = folder.resolve("scores");
        try (Replacement files = new Replacement()) {
            files.add(weights, stream -> write(stream, "w"));
            files.add(scores, stream -> write(stream, "s"));
            FutureTask<Void> commit = new FutureTask<>(() -> {
                files.commit();
                return null;
            });
            Thread thread = new Thread(commit);
            try (OutputLock others =
                    OutputLock.tryAcquire(OutputLock.beside(weights)).orElseThrow()) {
                thread.start();
                // Either file's lock keeps both back: "scores" is taken first, and then held until "weights" is free.
                while (!Files.exists(OutputLock.beside(scores))) {
                    assertFalse(commit.isDone());
                    Thread.onSpinWait();
                }
                assertThrows(TimeoutException.class, () -> commit.get(300, TimeUnit.MILLISECONDS));
                assertFalse(Files.exists(weights) || Files.exists(scores), others::toString);
            }
            commit.get(60, TimeUnit.SECONDS);
        }
        assertEquals(List.of("scores", "weights"), names());
    }

    @Test
    void whoIsInterruptedWhileItWaitsChangesNothing() throws Exception {
        Path scores = folder.resolve("scores");
        try (Replacement files = new Replacement();
                OutputLock others =
                        OutputLock.tryAcquire(OutputLock.beside(scores)).orElseThrow()) {
            files.add(folder.resolve("weights"), stream -> write(stream, "w"));
            files.add(scores, stream -> write(stream, "s"));
            Thread.currentThread().interrupt();

            assertThrows(InterruptedIOException.class, files::commit, others::toString);

            assertTrue(Thread.interrupted());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void namesTheFileThatCannotBePutInPlace() throws Exception {
        Path blocked = folder.resolve("b.csv");
        try (Replacement files = new Replacement()) {
            files.add(folder.resolve("a.csv"), stream -> write(stream, "a"));
            files.add(blocked, stream -> write(stream, "b"));
            Files.createDirectory(blocked);

            assertThrows(IOException.class, files::commit);

            assertEquals(blocked, files.next().orElseThrow());
        }
        assertEquals(List.of("a.csv", "b.csv"), names());
        assertTrue(Files.isDirectory(blocked));
    }
}
