package org.relabel4j.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
    @TempDir
    Path folder;

    /** Says whether it gets the lock named, in a process of its own, and ends without a word to it. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            System.exit(OutputLock.tryAcquire(Path.of(args[0])).isPresent() ? 0 : 7);
        }
    }

    private static int inAnotherProcess(Path file) throws Exception {
        Process process = TestProcess.start(Main.class, file.toString());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    void oneHoldsItAndOthersDoNot() throws Exception {
        Path file = OutputLock.beside(folder.resolve("weights"));
        assertEquals(folder.resolve(".weights.lock"), file);

        try (OutputLock held = OutputLock.tryAcquire(file).orElseThrow()) {
            // A second try in this process must not lose the first one's lock, as closing any channel of the file
            // would.
            assertTrue(OutputLock.tryAcquire(file).isEmpty());
            assertEquals(7, inAnotherProcess(file));
            assertTrue(held.toString().contains("OutputLock"));
        }

        assertFalse(Files.exists(file));
        assertEquals(0, inAnotherProcess(file));
    }

    @Test
    void takesOneThatAKillHasLeft() throws Exception {
        for (int length : new int[] {0, 1, (1 << 16) - 1}) {
            Path file = Files.write(folder.resolve(".lock"), new byte[length]);

            OutputLock.tryAcquire(file).orElseThrow().close();

            assertFalse(Files.exists(file));
        }
    }

    @Test
    void writesOverNothingThatIsNoLock() throws Exception {
        Path file = folder.resolve(".lock");
        for (byte[] content : List.of("kept".getBytes(StandardCharsets.US_ASCII), new byte[1 << 16])) {
            Files.write(file, content);

            assertRefused(file, "is no lock");

            assertArrayEquals(content, Files.readAllBytes(file));
        }
    }

    @Test
    void followsNoLink() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Path empty = Files.createFile(folder.resolve("empty"));

        assertRefused(Files.createSymbolicLink(folder.resolve(".soft"), precious), "is a link");
        assertRefused(Files.createLink(folder.resolve(".hard"), precious), "is a hard link");
        assertRefused(Files.createLink(folder.resolve(".hard to empty"), empty), "is a hard link");

        assertEquals("kept", Files.readString(precious));
        assertEquals(0, Files.size(empty));
        assertTrue(Files.exists(folder.resolve(".hard")));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitsForNobodyAtAPipe() throws Exception {
        Path pipe = folder.resolve(".lock");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertRefused(pipe, "is a pipe");
        assertRefused(Files.createDirectory(folder.resolve(".folder")), "is a folder");
    }

    private static void assertRefused(Path file, String found) {
        var error = assertThrows(OwnFile.NotOursException.class, () -> OutputLock.tryAcquire(file));
        assertTrue(error.getMessage().startsWith(file + ": " + found), error::getMessage);
        assertTrue(error.getMessage().endsWith(", expected a file of this program or nothing; remove it"));
    }
}
