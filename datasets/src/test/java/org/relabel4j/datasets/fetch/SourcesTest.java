package org.relabel4j.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.datasets.Datasets;

class SourcesTest {
    @Test
    void everySourceIsSecureAndSaysItsLicence() {
        for (Source source : Sources.ALL) {
            assertFalse(source.licence().isBlank(), source.name());
            assertFalse(source.files().isEmpty(), source.name());
            source.files().forEach(file -> assertEquals("https", file.address().getScheme(), file.name()));
            assertEquals(source.kind() == Source.Kind.DATASET, Datasets.names().contains(source.name()), source.name());
        }
    }

    @Test
    void everySourceHasALimitAndSaysHowItIsChecked() {
        for (Source source : Sources.ALL) {
            for (Source.RemoteFile file : source.files()) {
                assertTrue(file.maxBytes() < 1 << 30, file.name());
                assertEquals(file.sha256().isEmpty(), file.check().contains("no checksum"), file.name());
            }
        }
    }

    @Test
    void misspeltNamesAreRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> Sources.byName("cifar10"));
        assertTrue(error.getMessage().contains("did you mean \"cifar-10\"?"), error.getMessage());
    }

    @Test
    void fileNamesLeadNowhereElse() {
        for (String name : List.of("../x", "a/b", "", ".x", "a\\b")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Source.RemoteFile(URI.create("https://host/"), name, 0, 1, ""),
                    name);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Source.RemoteFile(URI.create("https://host/"), "x", 0, 1, "abc"));
    }

    @Test
    void theEnvironmentNamesTheFolder() {
        assertEquals(Path.of("/data/r"), DataHome.folder(Map.of("RELABEL4J_HOME", "/data/r")));
        assertTrue(DataHome.folder(Map.of()).endsWith(Path.of(".cache", "relabel4j")));
        assertTrue(DataHome.folder(Map.of("RELABEL4J_HOME", " ")).endsWith(Path.of(".cache", "relabel4j")));
    }
}
