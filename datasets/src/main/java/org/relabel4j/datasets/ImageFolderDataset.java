package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.datasets.image.LoadedImages;
import org.relabel4j.datasets.image.Resizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of one's own: a folder a class, or any folder and a CSV file with a label an image. All are brought to one size. The seed
 * puts them into a random order and takes the last ones as the test set.
 */
final class ImageFolderDataset {
    static final String NAME = "image-folder";

    private static final Logger LOG = LoggerFactory.getLogger(ImageFolderDataset.class);
    private static final String NO_LABELS = "none";
    private static final int MAX_NAMED = 10;

    private static final List<OptionSpec> OPTIONS = List.of(
            new OptionSpec("data-dir", "", "the folder with the images (PNG, JPEG, GIF, BMP); must be given"),
            new OptionSpec(
                    "labels",
                    "",
                    "CSV file with the columns image (a path below data-dir) and label, or none for pretraining; by default a folder a class"),
            new OptionSpec("label-column", "label", "name of the column with the class"),
            new OptionSpec("size", "64", "pixels of a side that all images are brought to, 1 to 1024"),
            new OptionSpec("fit", "crop", "what becomes of other shapes: crop (to the middle) or squash"),
            new OptionSpec("channels", "3", "3 for colour, 1 for grey"),
            new OptionSpec("bad-images", "refuse", "what to do about images that cannot be used: refuse or skip"),
            new OptionSpec("max-pixels", "40000000", "largest image to decode, so that none fills the memory"),
            new OptionSpec("cache", "true", "whether to keep the resized images for the next time"),
            new OptionSpec("test-fraction", "0.2", "share of the images that is kept for testing, 0 to 0.9"));

    static final DatasetInfo INFO = new DatasetInfo(
            NAME, "your own images: a folder a class, or a folder and a CSV file with labels", "your own", OPTIONS);

    private ImageFolderDataset() {}

    private enum BadImages {
        REFUSE,
        SKIP
    }

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + NAME, OPTIONS, given);
        if (options.text("data-dir").isEmpty()) {
            throw new IllegalArgumentException(
                    "data set " + NAME + " needs the option \"data-dir\": the folder with the images");
        }
        ImageLoader loader = loader(options);
        BadImages badImages = options.choice("bad-images", BadImages.class);
        double testFraction = options.real("test-fraction", 0, 0.9);
        Path folder = Path.of(options.text("data-dir"));
        boolean unlabelled = options.text("labels").equals(NO_LABELS);
        if (unlabelled && given.containsKey("test-fraction")) {
            throw new IllegalArgumentException("option \"test-fraction\" of data set " + NAME
                    + " has no effect with labels=none, as nothing can be tested; leave it out");
        }
        LabelledImages listed = listed(options, folder);
        LoadedImages loaded = loader.load(listed.files());
        int[] usable = usable(listed, loaded, badImages);
        int[] order = Subsets.random(usable.length, usable.length, seed, "data set image-folder");
        int[] rows = Arrays.stream(order).map(n -> usable[n]).toArray();
        int poolSize = rows.length - (unlabelled ? 0 : (int) Math.round(rows.length * testFraction));
        int[] pool = Arrays.copyOf(rows, poolSize);
        int[] test = Arrays.copyOfRange(rows, poolSize, rows.length);
        return new Dataset(
                NAME,
                images(loader, loaded, pool),
                listed.labels(pool),
                images(loader, loaded, test),
                listed.labels(test),
                listed.classNames(),
                INFO.licence());
    }

    private static LabelledImages listed(Options options, Path folder) throws InputException {
        return switch (options.text("labels")) {
            case "" -> LabelledImages.ofFolders(folder);
            case NO_LABELS -> LabelledImages.unlabelled(folder);
            default -> LabelledImages.ofCsv(folder, Path.of(options.text("labels")), options.text("label-column"));
        };
    }

    private static ImageLoader loader(Options options) {
        int size = options.integer("size", 1, 1024);
        int channels = options.integer("channels", 1, 3);
        if (channels == 2) {
            throw new IllegalArgumentException("option \"channels\" of data set " + NAME + " is 2, expected 1 or 3");
        }
        return new ImageLoader(
                new Resizer(size, size, options.choice("fit", Resizer.Fit.class)),
                channels,
                options.integer("max-pixels", 1, 500_000_000),
                options.flag("cache") ? Optional.of(DataHome.folder().resolve("images")) : Optional.empty());
    }

    private static int[] usable(LabelledImages listed, LoadedImages loaded, BadImages badImages) throws InputException {
        int[] bad = IntStream.range(0, listed.files().size())
                .filter(i -> loaded.images()[i] == null)
                .toArray();
        if (bad.length > 0 && badImages == BadImages.REFUSE) {
            throw InputException.inFile(
                    listed.files().get(bad[0]),
                    loaded.problems()[bad[0]]
                            + (bad.length < 2
                                    ? ""
                                    : " (and " + (bad.length - 1) + (bad.length == 2 ? " more image" : " more images")
                                            + " cannot be used)"),
                    "",
                    "mend or remove it, or leave such images out with bad-images=skip");
        }
        for (int n = 0; n < Math.min(bad.length, MAX_NAMED); n++) {
            LOG.warn("Left out: {}: {}", listed.files().get(bad[n]), loaded.problems()[bad[n]]);
        }
        if (bad.length > MAX_NAMED) {
            LOG.warn("Left out: {} more images that cannot be used", bad.length - MAX_NAMED);
        }
        if (bad.length == listed.files().size()) {
            throw InputException.inFile(
                    listed.files().get(0), loaded.problems()[0] + ", and so with every image", "", "");
        }
        return IntStream.range(0, listed.files().size())
                .filter(i -> loaded.images()[i] != null)
                .toArray();
    }

    private static ImageSet images(ImageLoader loader, LoadedImages loaded, int[] rows) {
        Resizer resizer = loader.resizer();
        byte[][] images =
                Arrays.stream(rows).mapToObj(row -> loaded.images()[row]).toArray(byte[][]::new);
        return new ImageSet(resizer.height(), resizer.width(), loader.channels(), images);
    }
}
