package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPathsTest {
    @TempDir
    Path folder;

    @Test
    void freshFoldersCarryTheTime() {
        Path fresh = RunPaths.in(folder).fresh("wall-robot");

        assertEquals(folder, fresh.getParent());
        assertTrue(fresh.getFileName().toString().matches("wall-robot-\\d{8}-\\d{6}"), fresh::toString);
    }

    @Test
    void newestIsTheLatestOfThatNameAlone() throws IOException {
        for (String name : new String[] {
            "wall-robot-20260101-120000",
            "wall-robot-20261120-093000",
            "wall-robot-20261120-084500",
            "wall-robot-complete-20261121-000000",
            "wall-robot-mine",
            "zzz-20270101-000000"
        }) {
            Files.createDirectory(folder.resolve(name));
        }

        assertEquals(
                folder.resolve("wall-robot-20261120-093000"),
                RunPaths.in(folder).newest("wall-robot"));
    }

    @Test
    void saysWhatToDoIfThereIsNone() {
        for (Path runs : new Path[] {folder, folder.resolve("missing")}) {
            var error = assertThrows(
                    IllegalArgumentException.class, () -> RunPaths.in(runs).newest("wall-robot"));

            assertTrue(error.getMessage().startsWith("nothing to resume: there is no "), error::getMessage);
            assertTrue(error.getMessage().contains("--out"), error::getMessage);
        }
    }
}
