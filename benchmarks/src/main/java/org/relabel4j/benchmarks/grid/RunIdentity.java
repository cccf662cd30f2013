package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.datasets.DataDigest;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.onnx.OnnxFiles;

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
    static final Set<String> FREE_KEYS = Set.of(ExperimentKeys.DESCRIPTION.name(), ExperimentKeys.DATA_DIR.name());

    private static final String WEIGHTS = ".weights";

    static RunIdentity of(Map<String, Object> settings, List<Dataset> datasets) throws InputException {
        Map<String, Object> deciding = new TreeMap<>(settings);
        deciding.keySet().removeAll(FREE_KEYS);
        Sha256 data = new Sha256().add(DataDigest.of(datasets));
        for (Map.Entry<String, Object> setting : deciding.entrySet()) {
            Path file = Path.of(setting.getKey().endsWith(WEIGHTS) ? String.valueOf(setting.getValue()) : "");
            if (Files.isRegularFile(file)) {
                // With the files that a network keeps its weights in.
                data.add(
                        setting.getKey().endsWith(OnnxFeatures.KIND + WEIGHTS) ? OnnxFiles.sha256(file) : sha256(file));
                Optional<Path> preprocessing = OnnxFiles.preprocessingOf(file);
                if (preprocessing.isPresent()) {
                    data.add(sha256(preprocessing.get()));
                }
            }
        }
        String digest = data.hex();
        String run = new Sha256()
                .add(String.valueOf(FORMAT))
                .add(digest)
                .add(deciding.toString())
                .hex();
        return new RunIdentity(digest, run);
    }

    private static String sha256(Path file) throws InputException {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
