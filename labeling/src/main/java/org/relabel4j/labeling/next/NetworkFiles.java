package org.relabel4j.labeling.next;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.Sha256;
import org.relabel4j.labeling.model.ModelChooser;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.onnx.OnnxFiles;

/**
 * What lies in the files of the networks that a round's model is made of, so that another one at the same place is noticed.
 *
 * @param digests SHA-256 of each file that is there, by the setting that names it, such as {@code onnx.weights}; that of the preprocessing
 *     beside a network by {@code onnx.preprocessing}
 */
record NetworkFiles(Map<String, String> digests) {
    static final String WEIGHTS = ".weights";
    private static final String PREPROCESSING = ".preprocessing";
    private static final String PRESET = ".preset";

    /** The files of the networks that the model uses; those that are missing are not among them. */
    static NetworkFiles of(ProjectSettings settings) throws InputException {
        Map<String, String> options = settings.modelOptions();
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, String> option : options.entrySet()) {
            String key = option.getKey();
            Path file = Path.of(key.endsWith(WEIGHTS) && isUsed(key, settings.model()) ? option.getValue() : "");
            if (Files.isRegularFile(file)) {
                boolean onnx = network(key).endsWith(OnnxFeatures.KIND);
                digests.put(key, onnx ? OnnxFiles.sha256(file) : sha256(file));
                Optional<Path> beside = onnx ? OnnxFiles.preprocessingOf(file) : Optional.empty();
                if (beside.isPresent() && !options.containsKey(network(key) + PRESET)) {
                    digests.put(network(key) + PREPROCESSING, sha256(beside.get()));
                }
            }
        }
        return new NetworkFiles(digests);
    }

    private static boolean isUsed(String key, String model) {
        return model.equals(ModelChooser.AUTO)
                || Stream.of(model.split("\\+", -1)).anyMatch(member -> key.startsWith(member + "."));
    }

    private static String sha256(Path file) throws InputException {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /**
     * What differs from the files of an earlier round; empty if nothing does, or nobody knows.
     *
     * @param settings that these files are of
     */
    Optional<String> difference(RoundFacts before, ProjectSettings settings) {
        Map<String, Object> now = settings.toMap();
        return Stream.concat(before.networks().keySet().stream(), digests.keySet().stream())
                .filter(key -> before.networks().containsKey(network(key) + WEIGHTS))
                .filter(key -> digests.containsKey(network(key) + WEIGHTS))
                .filter(key -> isUsed(key, before.model()))
                .filter(key ->
                        Objects.equals(before.settings().get(network(key) + PRESET), now.get(network(key) + PRESET)))
                .filter(key -> !Objects.equals(before.networks().get(key), digests.get(key)))
                .findFirst()
                .map(key -> told(key, settings) + " than in round " + before.number());
    }

    private static String network(String key) {
        return key.substring(0, key.lastIndexOf('.'));
    }

    private static String told(String key, ProjectSettings settings) {
        String option = network(key) + WEIGHTS;
        String network = settings.modelOptions().get(option) + " (" + option + ")";
        return key.equals(option)
                ? "the network in " + network + " is another one"
                : "the file of preprocessing beside the network in " + network + " is another one";
    }
}
