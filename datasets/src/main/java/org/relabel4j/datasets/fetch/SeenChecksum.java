package org.relabel4j.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;

/**
 * The SHA-256 that a file had when it was first fetched, in {@code NAME.sha256} beside it, as {@code sha256sum} writes it. So a change
 * is noticed of what has no published checksum.
 */
record SeenChecksum(Path record, String sha256) {
    private static final int MAX_BYTES = 1 << 12;

    /** What was seen of a file; empty if nothing was, or its record is no checksum. */
    static Optional<SeenChecksum> of(Path file) throws IOException {
        Path record = record(file);
        if (!Files.isRegularFile(record)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(record)) {
            String text = new String(stream.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            return text.matches("(?s)[0-9a-f]{64}\\s.*")
                    ? Optional.of(new SeenChecksum(record, text.substring(0, 64)))
                    : Optional.empty();
        }
    }

    /** Remembers what a file has. */
    static void remember(Path file, String sha256) throws IOException {
        byte[] line = (sha256 + "  " + file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            AtomicFiles.write(record(file), stream -> stream.write(line));
        } catch (InputException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Path record(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }
}
