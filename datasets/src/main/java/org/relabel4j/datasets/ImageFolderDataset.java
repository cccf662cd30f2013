package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.datasets.image.LoadedImages;

/**
 * Images of one's own: a folder a class, or any folder and a CSV file with a label an image. All are brought to one size. The seed
 * puts them into a random order and takes the last ones as the test set.
 */
final class ImageFolderDataset {
    static final String NAME = "image-folder";

    private static final String NO_LABELS = "none";

    private static final Option<String> DATA_DIR =
            Option.text("data-dir", "folder with the images (PNG, JPEG, GIF, BMP, DICOM)");
    private static final Option<String> LABELS = Option.text(
                    "labels",
                    "CSV file with the columns image (a path below data-dir) and label, or none for pretraining; by default a folder a class")
            .withDefault("");
    private static final Option<String> LABEL_COLUMN =
            Option.text("label-column", "name of the column with the class").withDefault("label");
    static final Option<Integer> SIZE = Option.integer(
                    "size", 1, 1024, "pixels of a side that all images are brought to")
            .withDefault(64);
    private static final Option<Resizer.Fit> FIT = Option.choice(
                    "fit", Resizer.Fit.class, "what becomes of other shapes", Map.of(Resizer.Fit.CROP, "to the middle"))
            .withDefault(Resizer.Fit.CROP);
    static final Option<String> CHANNELS =
            Option.oneOf("channels", List.of("3", "1"), "colour, or grey").withDefault("3");
    private static final Option<BadImages> BAD_IMAGES = Option.choice(
                    "bad-images", BadImages.class, "what to do about images that cannot be used")
            .withDefault(BadImages.REFUSE);
    private static final Option<Integer> MAX_PIXELS = Option.integer(
                    "max-pixels", 1, 500_000_000, "largest image to decode, so that none fills the memory")
            .withDefault(FolderImages.MAX_PIXELS);
    static final Option<Boolean> CACHE = Option.flag("cache", "whether to keep the resized images for the next time")
            .withDefault(true);
    private static final Option<Double> TEST_FRACTION = Option.real(
                    "test-fraction", 0, 0.9, "share of the images that is kept for testing")
            .withDefault(0.2);

    static final DatasetInfo INFO = new DatasetInfo(
            NAME,
            "your own images: a folder a class, or a folder and a CSV file with labels",
            "your own",
            List.of(DATA_DIR, LABELS, LABEL_COLUMN, SIZE, FIT, CHANNELS, BAD_IMAGES, MAX_PIXELS, CACHE, TEST_FRACTION));

    private ImageFolderDataset() {}

    private enum BadImages {
        REFUSE,
        SKIP
    }

    static Dataset load(Map<String, String> given, long seed, Consumer<String> notes) throws InputException {
        Options options = Options.parse("data set " + NAME, INFO.options(), given);
        ImageLoader loader = loader(options);
        BadImages badImages = options.get(BAD_IMAGES);
        double testFraction = options.get(TEST_FRACTION);
        Path folder = Path.of(options.get(DATA_DIR));
        boolean unlabelled = options.get(LABELS).equals(NO_LABELS);
        if (unlabelled) {
            options.refuse(List.of(TEST_FRACTION), "with labels=none, as nothing can be tested; leave it out");
        }
        LabelledImages listed = listed(options, folder);
        LoadedImages loaded = loader.load(listed.files());
        int[] usable = usable(listed, loaded, badImages, notes);
        int[] order = Subsets.random(usable.length, usable.length, seed, "data set image-folder");
        int[] rows = Arrays.stream(order).map(n -> usable[n]).toArray();
        int poolSize = rows.length - (unlabelled ? 0 : (int) Math.round(rows.length * testFraction));
        int[] pool = Arrays.copyOf(rows, poolSize);
        int[] test = Arrays.copyOfRange(rows, poolSize, rows.length);
        return new Dataset(
                NAME,
                FolderImages.images(loader, loaded, pool),
                listed.labels(pool),
                FolderImages.images(loader, loaded, test),
                listed.labels(test),
                listed.classNames(),
                INFO.licence());
    }

    private static LabelledImages listed(Options options, Path folder) throws InputException {
        return switch (options.get(LABELS)) {
            case "" -> LabelledImages.ofFolders(folder);
            case NO_LABELS -> LabelledImages.unlabelled(folder);
            default -> LabelledImages.ofCsv(folder, Path.of(options.get(LABELS)), options.get(LABEL_COLUMN));
        };
    }

    private static ImageLoader loader(Options options) {
        int size = options.get(SIZE);
        return new ImageLoader(
                new Resizer(size, size, options.get(FIT)),
                Integer.parseInt(options.get(CHANNELS)),
                options.get(MAX_PIXELS),
                cache(options));
    }

    /** Where the option {@link #CACHE} keeps resized images. */
    static Optional<Path> cache(Options options) {
        return options.get(CACHE) ? Optional.of(DataHome.folder().resolve("images")) : Optional.empty();
    }

    private static int[] usable(LabelledImages listed, LoadedImages loaded, BadImages badImages, Consumer<String> notes)
            throws InputException {
        if (badImages == BadImages.REFUSE) {
            refuseBad(listed.files(), loaded, "fix or remove it, or leave such images out with bad-images=skip");
        }
        return FolderImages.usable(listed.files(), loaded, notes);
    }

    /**
     * @param hint what to do about one
     * @throws InputException if one or more of the images cannot be used; it names the first
     */
    static void refuseBad(List<Path> files, LoadedImages loaded, String hint) throws InputException {
        int[] bad = IntStream.range(0, files.size())
                .filter(i -> loaded.images()[i] == null)
                .toArray();
        if (bad.length > 0) {
            throw InputException.inFile(
                    files.get(bad[0]),
                    loaded.problems()[bad[0]]
                            + (bad.length < 2
                                    ? ""
                                    : " (and " + (bad.length - 1) + (bad.length == 2 ? " more image" : " more images")
                                            + " cannot be used)"),
                    "",
                    hint);
        }
    }
}
