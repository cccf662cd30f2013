package org.relabel4j.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @Test
    void deletesAllBelowAndFollowsNoLink(@TempDir Path folder) throws Exception {
        Path kept =
                Files.writeString(Files.createDirectory(folder.resolve("kept")).resolve("file"), "x");
        Path gone = Files.createDirectories(folder.resolve("gone/a/b"));
        Files.writeString(gone.resolve("file"), "x");
        Files.createSymbolicLink(gone.resolve("link"), kept.getParent());

        Folders.delete(folder.resolve("gone"));

        assertFalse(Files.exists(folder.resolve("gone")));
        assertTrue(Files.exists(kept));
    }
}
