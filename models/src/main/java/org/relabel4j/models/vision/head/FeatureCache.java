package org.relabel4j.models.vision.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.TensorMap;
import org.relabel4j.models.weights.WeightsException;

/** A folder of features, one file a key. Files may be deleted at any time; they are made again. */
public final class FeatureCache {
    private static final String TENSOR = "features";

    private final Path folder;

    /**
     * A cache in a folder, which is made when the first features are written.
     */
    public FeatureCache(Path folder) {
        this.folder = folder;
    }

    /** The usual place: {@code relabel4j/features} in {@code XDG_CACHE_HOME} or, without it, in {@code .cache} at home. */
    public static FeatureCache usual() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new FeatureCache(root.resolve("relabel4j").resolve(TENSOR));
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /**
     * The features of a key, read or else computed and written.
     *
     * @param compute gives size × dimension values, row-major
     * @throws UncheckedIOException if they cannot be written; the message names the folder
     */
    FeatureMatrix get(String key, int size, int dimension, Supplier<float[]> compute) {
        Path file = folder.resolve(key + ".safetensors");
        if (Files.exists(file)) {
            try {
                SafetensorsFile stored = SafetensorsFile.open(file);
                if (stored.names().contains(TENSOR)
                        && Arrays.equals(stored.shape(TENSOR), new int[] {size, dimension})) {
                    return FeatureMatrix.ofRowMajor(size, dimension, stored.floats(TENSOR));
                }
            } catch (WeightsException e) {
                // Damaged: made anew below.
            } catch (IOException e) {
                throw new UncheckedIOException("the cache of features " + file + " cannot be read", e);
            }
        }
        float[] values = compute.get();
        TensorMap tensors = new TensorMap("features");
        tensors.put(TENSOR, new int[] {size, dimension}, values);
        try {
            Files.createDirectories(folder);
            Safetensors.write(file, tensors, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "features cannot be written to the cache " + folder + "; give another folder with cache=DIR", e);
        }
        return FeatureMatrix.ofRowMajor(size, dimension, values);
    }
}
