package org.relabel4j.core.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the files with the reference's numbers. */
final class GoldenFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFiles() {}

    /** The committed files, and those of the folder that RELABEL4J_GOLDEN names. */
    static List<JsonNode> all() {
        List<Path> files = new ArrayList<>(in(committed()));
        String more = System.getenv("RELABEL4J_GOLDEN");
        if (more != null) {
            files.addAll(in(Path.of(more)));
        }
        return files.stream().map(GoldenFiles::read).toList();
    }

    private static Path committed() {
        try {
            return Path.of(Objects.requireNonNull(GoldenFiles.class.getResource("/golden"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
