package org.relabel4j.datasets.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    /**
     * Reads files, on several threads. What cannot be used is reported, not thrown.
     *
     * @throws InputException if the cache cannot be written
     */
    public LoadedImages load(List<Path> files) throws InputException {
        Optional<ImageCache> cache =
                cacheFolder.isPresent() ? Optional.of(ImageCache.of(cacheFolder.get(), this, files)) : Optional.empty();
        if (cache.isPresent()) {
            Optional<LoadedImages> kept = cache.get().read(files.size());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        LoadedImages loaded = new LoadedImages(new byte[files.size()][], new String[files.size()]);
        ImageDecoder decoder = new ImageDecoder(maxPixels);
        Blocks.forEachOf(files.size(), FILES_A_BLOCK, () -> decoder, (block, from, to, shared) -> {
            for (int i = from; i < to; i++) {
                try {
                    loaded.images()[i] = load(files.get(i), shared);
                } catch (ImageProblem e) {
                    loaded.problems()[i] = e.getMessage();
                }
            }
        });
        if (cache.isPresent()) {
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
        return resizer.resize(decoder.decode(bytes).withChannels(channels)).values();
    }
}
