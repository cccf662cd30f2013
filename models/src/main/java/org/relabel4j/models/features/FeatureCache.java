package org.relabel4j.models.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.files.OutputLock;
import org.relabel4j.files.Replacement;
import org.relabel4j.files.SealedFile;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.SealedTensors;
import org.relabel4j.models.weights.TensorMap;

/** A folder of features, one file a key. Files may be deleted at any time; they are made again. */
public record FeatureCache(Path folder) {
    private static final String TENSOR = "features";
    private static final String KEY = "key";

    private static final long PAUSE_NANOS = 50_000_000;

    /** The usual place: {@code relabel4j/features} in {@code XDG_CACHE_HOME} or, without it, in {@code .cache} at home. */
    public static FeatureCache usual() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new FeatureCache(root.resolve("relabel4j").resolve(TENSOR));
    }

    /**
     * The features of a key, read or else computed and written, once by loops and processes that run side by side.
     *
     * @param compute gives size × dimension values, row-major
     * @throws UncheckedIOException if they cannot be written; the message names the folder
     */
    @SuppressWarnings("try") // the lock is held, not used
    FeatureMatrix get(String key, int size, int dimension, Supplier<float[]> compute) {
        Path file = file(key);
        float[] values = read(file, key, size, dimension).orElseGet(() -> {
            try (OutputLock lock = lock(file)) {
                return read(file, key, size, dimension).orElseGet(() -> made(file, key, size, dimension, compute));
            }
        });
        return FeatureMatrix.ofRowMajor(size, dimension, values);
    }

    /** Waits until nobody else computes a file; one whose process has ended does not. Null where files cannot be locked. */
    private OutputLock lock(Path file) {
        try {
            Files.createDirectories(folder);
            Optional<OutputLock> lock = OutputLock.tryAcquire(OutputLock.beside(file));
            while (lock.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NANOS);
                lock = OutputLock.tryAcquire(OutputLock.beside(file));
            }
            return lock.get();
        } catch (IOException e) {
            return null; // Computed twice at worst; if nothing can be written, that is told when the features are.
        }
    }

    private float[] made(Path file, String key, int size, int dimension, Supplier<float[]> compute) {
        float[] values = compute.get();
        TensorMap tensors = new TensorMap("features");
        tensors.put(TENSOR, new int[] {size, dimension}, values);
        try {
            Files.createDirectories(folder);
            SealedTensors.write(file, tensors, Map.of(KEY, key));
        } catch (IOException e) {
            throw new UncheckedIOException(unwritable(), e);
        }
        return values;
    }

    private String unwritable() {
        return "features cannot be written to the cache " + folder + "; give another folder with cache=DIR";
    }

    /**
     * Checks that the folder can be written, which is made if it is missing, or holds the features of a key.
     *
     * @throws IllegalArgumentException if not; one line
     */
    void check(Supplier<String> key) {
        try {
            Files.createDirectories(folder);
            // Permissions alone do not tell: the disk may be one that takes nothing. Never put in place, so that
            // nothing is left.
            try (Replacement trial = new Replacement()) {
                trial.add(folder.resolve("trial"), stream -> stream.write(0));
            }
        } catch (IOException e) {
            if (!Files.isReadable(file(key.get()))) {
                throw new IllegalArgumentException(unwritable(), e);
            }
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ".safetensors");
    }

    /** What was kept; empty if there is nothing, or it is damaged, another key's, or has numbers that are none. */
    private static Optional<float[]> read(Path file, String key, int size, int dimension) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            SafetensorsFile stored = SealedTensors.open(file);
            if (!key.equals(stored.metadata().get(KEY))
                    || !stored.names().contains(TENSOR)
                    || !Arrays.equals(stored.shape(TENSOR), new int[] {size, dimension})) {
                return Optional.empty();
            }
            float[] values = stored.floats(TENSOR);
            return allFinite(values) ? Optional.of(values) : Optional.empty();
        } catch (SealedFile.BrokenException e) {
            return Optional.empty(); // To be made anew.
        } catch (IOException e) {
            throw new UncheckedIOException("the cache of features " + file + " cannot be read", e);
        }
    }

    private static boolean allFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
