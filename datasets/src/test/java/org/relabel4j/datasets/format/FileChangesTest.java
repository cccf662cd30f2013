package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes to a CSV file while it is read. */
class FileChangesTest {
    private static final String ROWS = "a,1\n".repeat(50_000);

    @TempDir
    Path folder;

    private interface Change {
        void to(Path file) throws IOException;
    }

    private String refusal(Change change) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), "task,label\n" + ROWS);
        CsvRows rows = new CsvRows() {
            @Override
            public void header(List<String> names) {
                try {
                    change.to(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void field(int column, char[] text, int offset, int length) {
                // The fields do not matter here.
            }

            @Override
            public void endRecord(long line) {
                // Nor do the records.
            }
        };
        return assertThrows(InputException.class, () -> CsvScan.scan(file, rows))
                .getMessage()
                .replace(folder + "/", "")
                .replace(folder + "\\", "");
    }

    @Test
    void refusesAFileThatGrows() throws Exception {
        assertEquals(
                "rows.csv: was changed while it was read; try again when it is complete",
                refusal(file -> Files.writeString(file, ROWS, StandardOpenOption.APPEND)));
    }

    @Test
    void refusesAFileThatIsCutOffWithinALine() throws Exception {
        // Half a row would be refused as such, which would send the user to a line that is no longer wrong.
        assertEquals(
                "rows.csv: was changed while it was read; try again when it is complete",
                refusal(file -> Files.writeString(file, "task,label\na,1\n\"")));
    }

    @Test
    void refusesAFileThatIsReplaced() throws Exception {
        assertEquals("rows.csv: was changed while it was read; try again when it is complete", refusal(file -> {
            Path other = Files.writeString(folder.resolve("other.csv"), "task,label\n" + ROWS);
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        }));
    }

    @Test
    void memoryThatIsTooSmallIsNotTheFilesFault() throws Exception {
        Path file = Files.writeString(folder.resolve("rows.csv"), "task,label\n" + ROWS);
        CsvRows rows = new CsvRows() {
            @Override
            public void header(List<String> names) {
                // The rows are what fills the memory.
            }

            @Override
            public void field(int column, char[] text, int offset, int length) {
                throw new OutOfMemoryError("Java heap space");
            }

            @Override
            public void endRecord(long line) {
                // Never reached.
            }
        };

        assertThrows(OutOfMemoryError.class, () -> CsvScan.scan(file, rows));
    }
}
