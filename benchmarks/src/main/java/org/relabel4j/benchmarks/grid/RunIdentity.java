package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.relabel4j.datasets.DataDigest;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;

/**
 * What a run depends on.
 *
 * @param data SHA-256 of the data, and of the files of weights that the settings name
 * @param run SHA-256 of format, data and settings
 */
record RunIdentity(String data, String run) {
    /** Raised by a change after which an older version's state cannot be gone on from. */
    static final int FORMAT = 4;

    /** Keys that may differ when a run goes on: they do not change its results. */
    static final Set<String> FREE_KEYS = Set.of("description", "data-dir");

    private static final String WEIGHTS = ".weights";

    static RunIdentity of(Map<String, Object> settings, List<Dataset> datasets) throws InputException {
        Map<String, Object> deciding = new TreeMap<>(settings);
        deciding.keySet().removeAll(FREE_KEYS);
        StringBuilder data = new StringBuilder(DataDigest.of(datasets));
        for (Map.Entry<String, Object> setting : deciding.entrySet()) {
            Path file = Path.of(setting.getKey().endsWith(WEIGHTS) ? String.valueOf(setting.getValue()) : "");
            if (Files.isRegularFile(file)) {
                data.append(sha256(file));
            }
        }
        String digest = sha256(data.toString());
        return new RunIdentity(digest, sha256(FORMAT + "\n" + digest + "\n" + deciding));
    }

    private static String sha256(Path file) throws InputException {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
