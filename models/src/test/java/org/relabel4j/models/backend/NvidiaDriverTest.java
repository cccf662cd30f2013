package org.relabel4j.models.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaDriverTest {
    @TempDir
    Path folder;

    private String version(String content) throws IOException {
        Files.writeString(folder.resolve("version"), content);
        return NvidiaDriver.version(folder);
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
    void readsTheNamesOfCards() throws IOException {
        Path card = Files.createDirectories(folder.resolve("gpus/0000:41:00.0"));
        Files.writeString(card.resolve("information"), "Model: \t\t NVIDIA H200\nIRQ:   \t\t 214\n");

        assertEquals(List.of("NVIDIA H200"), NvidiaDriver.cards(folder));
    }

    @Test
    void saysThatThereIsNone() {
        assertEquals("none", NvidiaDriver.version(folder));
        assertEquals(List.of(), NvidiaDriver.cards(folder));
    }
}
