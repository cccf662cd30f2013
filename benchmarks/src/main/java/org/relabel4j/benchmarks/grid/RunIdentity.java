package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * @param networks SHA-256 of those files, and of what says beside a network how to prepare images for it, where that is read; by what they
 *     are, such as {@code net.onnx (onnx.weights)}
 * @param run SHA-256 of format, data and settings
 */
record RunIdentity(String data, Map<String, String> networks, String run) {
    /** Raised by a change after which an older version's state cannot be gone on from. */
    static final int FORMAT = 4;

    /** Keys that may differ when a run goes on: they do not change its results. */
    static final Set<String> FREE_KEYS = Set.of(
            ExperimentKeys.DESCRIPTION.name(), ExperimentKeys.DATA_DIR.name(), ExperimentKeys.PREDICTIONS.name());

    /** Keys that came after folders were made, with the value that these have in effect. */
    private static final Map<String, String> LATER_KEYS = Map.of(ExperimentKeys.MULTI_LABEL.name(), "no");

    private static final String WEIGHTS = ".weights";
    private static final String PRESET = ".preset";
    private static final String MODEL = ".model";

    static RunIdentity of(Map<String, Object> settings, List<Dataset> datasets) throws InputException {
        Map<String, Object> deciding = new TreeMap<>(settings);
        deciding.keySet().removeAll(FREE_KEYS);
        LATER_KEYS.forEach(deciding::remove);
        Map<String, String> networks = networks(deciding);
        Sha256 data = new Sha256().add(DataDigest.of(datasets));
        networks.values().forEach(data::add);
        String digest = data.hex();
        String run = new Sha256()
                .add(String.valueOf(FORMAT))
                .add(digest)
                .add(deciding.toString())
                .hex();
        return new RunIdentity(digest, networks, run);
    }

    private static Map<String, String> networks(Map<String, Object> settings) throws InputException {
        Map<String, String> networks = new LinkedHashMap<>();
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            String key = setting.getKey();
            Path file = Path.of(key.endsWith(WEIGHTS) ? String.valueOf(setting.getValue()) : "");
            if (Files.isRegularFile(file)) {
                String network = key.substring(0, key.length() - WEIGHTS.length());
                boolean onnx =
                        network.endsWith(OnnxFeatures.KIND) || OnnxFeatures.KIND.equals(settings.get(network + MODEL));
                // With the files that a network keeps its weights in.
                networks.put(file + " (" + key + ")", onnx ? OnnxFiles.sha256(file) : sha256(file));
                // A preset comes before the file beside the network, which is not read then.
                if (onnx && !settings.containsKey(network + PRESET)) {
                    Optional<Path> preprocessing = OnnxFiles.preprocessingOf(file);
                    if (preprocessing.isPresent()) {
                        networks.put(preprocessing.get() + " (beside " + key + ")", sha256(preprocessing.get()));
                    }
                }
            }
        }
        return networks;
    }

    /** What has another content than before, or is there now only; empty if nothing is. */
    Optional<String> changed(Map<?, ?> before) {
        return Stream.concat(networks.keySet().stream(), before.keySet().stream())
                .filter(name -> !Objects.equals(networks.get(name), before.get(name)))
                .map(String::valueOf)
                .findFirst();
    }

    private static String sha256(Path file) throws InputException {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
