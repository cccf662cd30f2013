package org.relabel4j.datasets.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.datasets.format.InputException;

/**
 * Reads image files, brings them to one size and number of channels, and keeps the result for the next time.
 *
 * @param resizer the size
 * @param channels 1 for grey, 3 for colour
 * @param maxPixels largest image to decode
 * @param cacheFolder where to keep the result; empty to keep none
 */
public record ImageLoader(Resizer resizer, int channels, long maxPixels, Optional<Path> cacheFolder) {
    /** Longest file to read. A PNG of 40 million pixels of noise has 120 MB. */
    private static final long MAX_FILE_BYTES = 256L << 20;

    private static final int FILES_A_BLOCK = 16;

    /** Hears how many files are read. */
    @FunctionalInterface
    public interface Listener {
        /** Some files were read; called on the thread that loads. */
        void loaded(int done, int total);
    }

    /**
     * Reads files, on several threads. What cannot be used is reported, not thrown.
     *
     * @throws InputException if the cache cannot be written
     */
    public LoadedImages load(List<Path> files) throws InputException {
        return load(files, (done, total) -> {});
    }

    /** As {@link #load(List)}, and tells how far it is. */
    public LoadedImages load(List<Path> files, Listener listener) throws InputException {
        Optional<ImageCache> cache = cacheFolder.map(folder -> ImageCache.of(folder, this, files));
        LoadedImages loaded = cache.map(ImageCache::read)
                .orElseGet(() -> new LoadedImages(new byte[files.size()][], new String[files.size()]));
        int[] missing = IntStream.range(0, files.size())
                .filter(i -> loaded.images()[i] == null && loaded.problems()[i] == null)
                .toArray();
        ImageDecoder decoder = new ImageDecoder(maxPixels);
        Thread caller = Thread.currentThread();
        AtomicInteger done = new AtomicInteger(files.size() - missing.length);
        Blocks.forEachOf(missing.length, FILES_A_BLOCK, () -> decoder, (block, from, to, shared) -> {
            for (int n = from; n < to; n++) {
                try {
                    loaded.images()[missing[n]] = load(files.get(missing[n]), shared);
                } catch (ImageProblem e) {
                    loaded.problems()[missing[n]] = e.getMessage();
                }
            }
            int soFar = done.addAndGet(to - from);
            if (Thread.currentThread() == caller) {
                listener.loaded(soFar, files.size());
            }
        });
        if (cache.isPresent() && missing.length > 0) {
            cache.get().write(loaded);
        }
        return loaded;
    }

    private byte[] load(Path file, ImageDecoder decoder) throws ImageProblem {
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ImageProblem("has " + Files.size(file) + " bytes, expected at most " + MAX_FILE_BYTES);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ImageProblem("cannot be read: " + e.getMessage());
        }
        return resized(bytes, decoder);
    }

    /**
     * Makes of one image what {@link #load} makes of each.
     *
     * @param file content of its file
     * @throws ImageProblem if it cannot be used
     */
    public byte[] load(byte[] file) throws ImageProblem {
        return resized(file, new ImageDecoder(maxPixels));
    }

    private byte[] resized(byte[] file, ImageDecoder decoder) throws ImageProblem {
        return resizer.resize(decoder.decode(file).withChannels(channels)).values();
    }
}
