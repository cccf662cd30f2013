package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageFiles;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.datasets.image.LoadedImages;

/**
 * The images below a folder that can be used, brought to one size, in colour.
 *
 * @param ids path of each below the folder, with slashes
 * @param files file of each
 * @param images their pixels
 */
public record FolderImages(Ids ids, List<Path> files, ImageSet images) {
    private static final int MAX_NAMED = 10;

    /** Values a pixel. */
    public static final int CHANNELS = 3;

    /** Largest image to decode, so that none fills the memory. */
    static final int MAX_PIXELS = 40_000_000;

    public FolderImages {
        files = List.copyOf(files);
    }

    /**
     * Reads them.
     *
     * @param size pixels of a side; of other shapes the middle is taken
     * @param cache folder in which the result is kept for the next time
     * @param notes takes the names of those that are left out, the first ones, and what else a user should know
     * @param listener hears how many are read
     * @throws InputException if the folder cannot be read, none of its images can be used, or the cache cannot be written
     */
    public static FolderImages read(
            Path folder, int size, Path cache, Consumer<String> notes, ImageLoader.Listener listener)
            throws InputException {
        ImageFiles found = ImageFiles.below(folder);
        if (!found.links().isEmpty()) {
            notes.accept("Passed over: the link " + found.links().get(0) + " to a folder"
                    + (found.links().size() == 1
                            ? ""
                            : ", and " + (found.links().size() - 1) + " more"));
        }
        checkNotEmpty(folder, found.files());
        ImageLoader loader = loader(size, Optional.of(cache));
        LoadedImages loaded = loader.load(found.files(), listener);
        int[] usable = usable(found.files(), loaded, notes);
        List<Path> files = Arrays.stream(usable).mapToObj(found.files()::get).toList();
        return new FolderImages(ids(found.folder(), files), files, images(loader, loaded, usable));
    }

    /** What reads such images: of other shapes the middle is taken. */
    public static ImageLoader loader(int size, Optional<Path> cache) {
        return new ImageLoader(new Resizer(size, size, Resizer.Fit.CROP), CHANNELS, MAX_PIXELS, cache);
    }

    private static Ids ids(Path start, List<Path> files) throws InputException {
        Ids ids = new Ids();
        for (Path file : files) {
            String id = Ids.normal(start.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/"));
            int before = ids.size();
            int position = ids.add(id);
            if (position < before) {
                throw InputException.inFile(
                        file, "has a name that looks the same as that of " + files.get(position), "", "rename one");
            }
        }
        return ids;
    }

    /**
     * @throws InputException if there is no image
     */
    static void checkNotEmpty(Path folder, List<Path> files) throws InputException {
        if (files.isEmpty()) {
            throw InputException.inFile(
                    folder, "has no images", "PNG, JPEG, GIF, BMP or DICOM (.dcm) files below it", "");
        }
    }

    /**
     * The numbers of the images that can be used.
     *
     * @param notes takes the names of the first ones that cannot
     * @throws InputException if none can
     */
    static int[] usable(List<Path> files, LoadedImages loaded, Consumer<String> notes) throws InputException {
        int[] bad = IntStream.range(0, files.size())
                .filter(i -> loaded.images()[i] == null)
                .toArray();
        for (int n = 0; n < Math.min(bad.length, MAX_NAMED); n++) {
            notes.accept("Left out: " + files.get(bad[n]) + ": " + loaded.problems()[bad[n]]);
        }
        if (bad.length > MAX_NAMED) {
            notes.accept("Left out: " + Counted.of(bad.length - MAX_NAMED, "more image") + " that cannot be used");
        }
        if (bad.length == files.size()) {
            throw InputException.inFile(files.get(0), loaded.problems()[0] + ", and so with every image", "", "");
        }
        return IntStream.range(0, files.size())
                .filter(i -> loaded.images()[i] != null)
                .toArray();
    }

    /** Some of the images that were loaded. */
    static ImageSet images(ImageLoader loader, LoadedImages loaded, int[] rows) {
        Resizer resizer = loader.resizer();
        byte[][] images =
                Arrays.stream(rows).mapToObj(row -> loaded.images()[row]).toArray(byte[][]::new);
        return new ImageSet(resizer.height(), resizer.width(), loader.channels(), images);
    }
}
