package org.relabel4j.models.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an ONNX file says of itself, without features of examples. */
public final class OnnxFiles {
    private OnnxFiles() {}

    /**
     * Names of the presets that suit a model: of one for grey images those without numbers of colours, of one for vectors none.
     *
     * @throws IllegalArgumentException if it cannot be read, or takes something else than images or vectors; one line
     */
    public static List<String> presets(Path model) {
        int channels = channels(model);
        return Presets.names().stream()
                .filter(name -> channels > 1 || channels == 1 && Presets.isForGrey(name))
                .toList();
    }

    /**
     * Whether a model takes images and nobody says how to prepare them: it is to be asked for, if there are images. Not of a file that is
     * missing.
     *
     * @param options the model's, value by name
     * @throws IllegalArgumentException as {@link #presets}
     */
    public static boolean isUnprepared(Path model, Map<String, String> options) {
        return Files.isRegularFile(model)
                && !options.containsKey("preset")
                && preprocessingOf(model).isEmpty()
                && channels(model) > 0;
    }

    private static int channels(Path model) {
        OnnxFile.Read read = OnnxFile.read(model);
        try (OnnxSession session = read.open()) {
            try {
                return Signature.channels(session);
            } catch (IllegalArgumentException e) {
                throw read.file().problem(e.getMessage(), e);
            }
        }
    }

    /** The file beside a model that says how to prepare images; empty if there is none. */
    public static Optional<Path> preprocessingOf(Path model) {
        return PreprocessingFile.find(model.toAbsolutePath());
    }

    /**
     * SHA-256 of a model's file and of those that it keeps weights in, hexadecimal. ONNX Runtime need not be there.
     *
     * @throws IllegalArgumentException if it cannot be read or is no ONNX file; one line
     */
    public static String sha256(Path model) {
        return OnnxFile.read(model).file().sha256();
    }

    /**
     * Whether a file is an ONNX file, whatever its name. ONNX Runtime need not be there.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isOnnx(Path file) throws IOException {
        return OnnxFile.is(file);
    }
}
