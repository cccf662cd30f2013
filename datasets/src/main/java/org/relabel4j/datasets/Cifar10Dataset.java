package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.datasets.cifar.CifarImages;
import org.relabel4j.datasets.format.InputException;

/**
 * CIFAR-10: 60,000 colour images of 32 × 32 pixels in ten classes. The pool is drawn from the training images, in random order;
 * the test set from the test images, in their own order.
 */
final class Cifar10Dataset {
    static final String NAME = "cifar-10";
    static final String ATTRIBUTION =
            "no licence stated, for research; Krizhevsky 2009, Learning multiple layers of features"
                    + " from tiny images, www.cs.toronto.edu/~kriz/cifar.html";
    static final Option<String> DATA_DIR = Option.text(
                    "data-dir", "folder with the files, packed or not; by default where relabel4j fetch puts them")
            .withDefault("");
    static final Option<Optional<Integer>> TEST_SIZE = Subsets.size("test-size", "images to measure models on");
    static final Option<Optional<Integer>> POOL_SIZE = Subsets.size("pool-size", "images to ask labels of, of 50000");

    static final DatasetInfo INFO = new DatasetInfo(
            NAME,
            "small colour images, 10 classes, 50000 + 10000 images",
            ATTRIBUTION,
            List.of(DATA_DIR, POOL_SIZE, TEST_SIZE));

    private Cifar10Dataset() {}

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + NAME, INFO.options(), given);
        CifarFiles files = files(options);
        CifarImages training = files.training();
        int[] pool = poolRows(options, training.size(), seed, NAME);
        CifarImages test = files.test();
        int[] testRows = testRows(options, test.size(), seed);
        return dataset(INFO, training, pool, test, testRows, Optional.empty());
    }

    /** A data set of some images and, to measure on, of others. */
    static Dataset dataset(
            DatasetInfo info,
            CifarImages images,
            int[] pool,
            CifarImages testImages,
            int[] test,
            Optional<HumanLabels> labels) {
        return new Dataset(
                info.name(),
                images.images(pool),
                images.labels(pool),
                testImages.images(test),
                testImages.labels(test),
                CifarImages.CLASS_NAMES,
                info.licence(),
                labels);
    }

    /** An option for the folder with what people said about the images. */
    static Option<String> labelsDir(String files) {
        return Option.text("labels-dir", "folder with " + files + "; by default data-dir, if that is given")
                .withDefault("");
    }

    /** The folder that such an option names. */
    static DataFolder labels(Options options, Option<String> labelsDir, String name) {
        String given = options.get(labelsDir);
        return DataFolder.of(given.isEmpty() ? options.get(DATA_DIR) : given, name);
    }

    /** The training images that the option asks for, in random order. */
    static int[] poolRows(Options options, int available, long seed, String name) {
        int size = Subsets.size(options, POOL_SIZE, available);
        return Subsets.random(available, size, seed, "data set " + name + " pool");
    }

    /** The test images that the option asks for, in their own order. */
    static int[] testRows(Options options, int available, long seed) {
        int size = Subsets.size(options, TEST_SIZE, available);
        return Subsets.randomInOrder(available, size, seed, "data set cifar-10 test");
    }

    /**
     * Finds the images.
     *
     * @throws InputException if there are none
     */
    static CifarFiles files(Options options) throws InputException {
        DataFolder folder = DataFolder.of(options.get(DATA_DIR), NAME);
        for (CifarFiles.Packing form : CifarFiles.Packing.values()) {
            Optional<Path> file = folder.find(form.fileName());
            if (file.isPresent()) {
                return new CifarFiles(file.get(), form);
            }
        }
        throw folder.missing(Arrays.stream(CifarFiles.Packing.values())
                .map(CifarFiles.Packing::fileName)
                .toList());
    }
}
