package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replacesAFileAndLeavesNothingBeside() throws Exception {
        Path file = Broken.write(folder, "out.csv", "old");

        AtomicFiles.write(file, stream -> write(stream, "new"));

        assertEquals("new", Files.readString(file));
        assertEquals(List.of("out.csv"), names());
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws Exception {
        Path file = Broken.write(folder, "out.csv", "old");

        Broken.refuses(
                file,
                "out.csv: cannot be written: No space left on device;"
                        + " free the way or choose another place; nothing there was changed",
                () -> AtomicFiles.write(file, stream -> {
                    write(stream, "half");
                    stream.flush();
                    throw new IOException("No space left on device");
                }));

        assertEquals("old", Files.readString(file));
        assertEquals(List.of("out.csv"), names());
    }

    @Test
    void aFullDeviceIsOneClearLine() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));

        Broken.refuses(
                full,
                "full: cannot be written: No space left on device;"
                        + " free the way or choose another place; nothing there was changed",
                () -> AtomicFiles.write(full, stream -> write(stream, "x".repeat(100_000))));

        assertTrue(Files.exists(full) && !Files.isRegularFile(full), "the device itself must stay");
    }

    @Test
    void severalFilesArePutInPlaceTogetherOrNotAtAll() throws Exception {
        Path first = Broken.write(folder, "a.csv", "old a");
        Path second = Broken.write(folder, "b.csv", "old b");

        try (AtomicFiles files = new AtomicFiles()) {
            files.add(first, stream -> write(stream, "new a"));
            Broken.refuses(
                    second,
                    "b.csv: cannot be written: disk on fire;"
                            + " free the way or choose another place; nothing there was changed",
                    () -> files.add(second, stream -> {
                        throw new IOException("disk on fire");
                    }));
        }

        assertEquals("old a", Files.readString(first));
        assertEquals("old b", Files.readString(second));
        assertEquals(List.of("a.csv", "b.csv"), names());
    }

    @Test
    void aLinkStaysAndItsFileIsReplaced() throws Exception {
        Path file = Broken.write(folder, "real.csv", "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

        AtomicFiles.write(link, stream -> write(stream, "new"));

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void refusesAMissingFolderAndAFolder() {
        Path file = folder.resolve("none").resolve("out.csv");
        Broken.refuses(
                file,
                "out.csv: cannot be written: there is no folder "
                        + folder.resolve("none").toString().replace(file.getParent() + "/", "")
                        + "; create the folder first",
                () -> AtomicFiles.checkWritable(file));
        Broken.refuses(
                folder,
                folder.getFileName() + ": is a folder, expected the name of a file to write",
                () -> AtomicFiles.checkWritable(folder));
    }

    @Test
    void aBareNameIsInTheWorkingFolder() throws Exception {
        AtomicFiles.checkWritable(Path.of("some-name-that-is-not-there.csv"));
        assertFalse(Files.exists(Path.of("some-name-that-is-not-there.csv")));
    }
}
