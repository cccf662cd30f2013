package org.relabel4j.models.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaDriverTest {
    @TempDir
    Path folder;

    private String version(String content) throws IOException {
        return NvidiaDriver.version(Files.writeString(folder.resolve("version"), content));
    }

    @Test
    void readsTheVersionOfBothKindsOfModules() throws IOException {
        String gcc = "\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n";

        assertEquals(
                "535.104.05",
                version("NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023"
                        + gcc));
        assertEquals(
                "570.86.15",
                version("NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build" + gcc));
        assertEquals("unknown", version("something else\n"));
    }

    @Test
    void saysThatThereIsNone() {
        assertEquals("none", NvidiaDriver.version(folder.resolve("nothing")));
    }
}
