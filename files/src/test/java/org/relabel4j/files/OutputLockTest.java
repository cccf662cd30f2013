package org.relabel4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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
        Path file = Files.writeString(folder.resolve(".lock"), "left");

        OutputLock.tryAcquire(file).orElseThrow().close();

        assertFalse(Files.exists(file));
    }

    @Test
    void followsNoLink() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Path file = Files.createSymbolicLink(folder.resolve(".lock"), precious);

        assertThrows(IOException.class, () -> OutputLock.tryAcquire(file));

        assertEquals("kept", Files.readString(precious));
    }
}
