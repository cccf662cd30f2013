package org.relabel4j.models.onnx;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.WeightsException;

/**
 * An ONNX file with the files that it keeps weights in, which must lie in its folder.
 *
 * @param path absolute
 * @param sha256 of the content of all, hexadecimal
 */
record OnnxFile(Path path, String sha256) {
    /** Protocol buffers are no longer. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

    /** A file and its content. */
    record Read(OnnxFile file, byte[] bytes) {
        OnnxSession open() {
            try {
                return OnnxEngines.get().open(bytes, file.path.getParent());
            } catch (IllegalArgumentException e) {
                throw file.problem(e.getMessage(), e);
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it cannot be read, is no ONNX file, or one that it names is missing or elsewhere; one line
     */
    static Read read(Path path) {
        OnnxFile unread = new OnnxFile(path.toAbsolutePath().normalize(), "");
        try {
            if (!Files.isRegularFile(path) && Files.exists(path)) {
                throw unread.problem(
                        (Files.isDirectory(path) ? "is a folder" : "is no regular file")
                                + ", expected an ONNX file; give the path of the file itself",
                        null);
            }
            long size = Files.size(path);
            if (isSafetensors(path)) {
                throw unread.problem(
                        "is a safetensors file, expected an ONNX file; of a residual network's weights the model is resnet"
                                + " (--model resnet)",
                        null);
            }
            if (size == 0 || size > MOST_BYTES) {
                throw unread.problem(
                        "has " + size + " bytes, expected 1 to " + MOST_BYTES
                                + (size == 0
                                        ? ""
                                        : "; export it with its weights in a file beside it (external data:"
                                                + " onnx.save_model(..., save_as_external_data=True) in Python)"),
                        null);
            }
            byte[] bytes = Files.readAllBytes(path);
            return new Read(new OnnxFile(unread.path, unread.digest(bytes)), bytes);
        } catch (NoSuchFileException e) {
            throw unread.problem("no such file", e);
        } catch (AccessDeniedException e) {
            throw unread.problem("may not be read", e);
        } catch (IOException e) {
            throw unread.problem("cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isSafetensors(Path path) throws IOException {
        try {
            SafetensorsFile.open(path);
            return true;
        } catch (WeightsException e) {
            return false;
        }
    }

    /** Whether a file is an ONNX file, as far as can be told without a look at its weights; also if they are missing. */
    static boolean is(Path path) throws IOException {
        try {
            return Files.size(path) <= MOST_BYTES
                    && ExternalData.of(Files.readAllBytes(path)).size() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads it again.
     *
     * @throws IllegalArgumentException as {@link #read}, or if it has changed
     */
    Read readAgain() {
        Read read = read(path);
        if (!read.file.sha256.equals(sha256)) {
            throw problem("has changed since it was first read; start again", null);
        }
        return read;
    }

    /** What to throw about the file. */
    IllegalArgumentException problem(String rest, Exception cause) {
        return new IllegalArgumentException(path + ": " + rest, cause);
    }

    private String digest(byte[] bytes) throws IOException {
        Sha256 sum = new Sha256().add(bytes);
        try {
            for (String name : ExternalData.of(bytes)) {
                sum.add(name).add(Sha256.of(external(name)));
            }
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(path.toString()) ? e : problem(e.getMessage(), e);
        }
        return sum.hex();
    }

    private Path external(String name) throws IOException {
        try {
            Path file = path.resolveSibling(name);
            // A link could lead anywhere, too.
            if (!file.normalize().startsWith(path.getParent())
                    || Files.exists(file)
                            && !file.toRealPath().startsWith(path.getParent().toRealPath())) {
                throw problem(
                        "keeps weights in \"" + name
                                + "\", which is not in its folder; put both into one folder, as files and not as links",
                        null);
            }
            if (!Files.isRegularFile(file)) {
                throw problem("keeps weights in \"" + name + "\", which is missing in its folder; put it there", null);
            }
            return file;
        } catch (InvalidPathException e) {
            throw problem("keeps weights in a file whose name is none", e);
        }
    }
}
