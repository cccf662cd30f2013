package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.function.Executable;

/** For tests that break one thing in a good file. */
final class Broken {
    private Broken() {}

    /** Checks that reading is refused with one line, the file's path left out of it. */
    static void refuses(Path file, String message, Executable reading) {
        InputException error = assertThrows(InputException.class, reading);
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
        assertEquals(message, error.getMessage().replace(file.getParent() + "/", ""));
    }

    static Path write(Path folder, String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
