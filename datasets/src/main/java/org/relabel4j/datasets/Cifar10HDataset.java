package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.datasets.cifar.Cifar10H;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.datasets.cifar.CifarImages;
import org.relabel4j.datasets.format.InputException;

/**
 * CIFAR-10H: CIFAR-10's test images with about 51 people's labels each. By default as in the ActiveLab benchmark: half of the
 * images are the pool, half the test set. {@code test-images=training} measures on CIFAR-10's training images instead and
 * {@code keep-ambiguous=true} puts into the pool what people disagree about, as in Bernhardt et al. 2022.
 */
final class Cifar10HDataset {
    static final String NAME = "cifar-10h";

    private static final String ATTRIBUTION =
            "CC BY-NC-SA 4.0 (labels); Peterson, Battleday, Griffiths and Russakovsky 2019,"
                    + " Human uncertainty makes classification more robust, github.com/jcpeterson/cifar-10h; images: CIFAR-10, "
                    + Cifar10Dataset.ATTRIBUTION;

    /** Entropy to base 10 of the labels above which Bernhardt et al. call an image ambiguous. */
    private static final double AMBIGUOUS_ENTROPY = 0.30;

    private static final Option<String> LABELS_DIR =
            Cifar10Dataset.labelsDir("cifar10h-counts.npy, cifar10h-raw.zip or both");
    private static final Option<Optional<Integer>> POOL_SIZE =
            Subsets.size("pool-size", "images to ask labels of, of 10000").withDefault(Optional.of(5000));
    private static final Option<Boolean> KEEP_AMBIGUOUS = Option.flag(
                    "keep-ambiguous", "put all images into the pool that people disagree about (entropy above 0.30)")
            .withDefault(false);
    private static final Option<TestImages> TEST_IMAGES = Option.choice(
                    "test-images",
                    TestImages.class,
                    "images to measure on",
                    Map.of(TestImages.HELD_OUT, "the rest of the 10000", TestImages.TRAINING, "CIFAR-10's 50000"))
            .withDefault(TestImages.HELD_OUT);

    static final DatasetInfo INFO = new DatasetInfo(
            NAME,
            "CIFAR-10's test images with about 51 real people's labels each; by default 5000 + 5000 images",
            ATTRIBUTION,
            List.of(
                    Cifar10Dataset.DATA_DIR,
                    LABELS_DIR,
                    POOL_SIZE,
                    KEEP_AMBIGUOUS,
                    TEST_IMAGES,
                    Cifar10Dataset.TEST_SIZE));

    private Cifar10HDataset() {}

    private enum TestImages {
        HELD_OUT,
        TRAINING
    }

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + NAME, INFO.options(), given);
        boolean onTraining = options.get(TEST_IMAGES) == TestImages.TRAINING;
        CifarFiles files = Cifar10Dataset.files(options);
        CifarImages images = files.test();
        HumanLabels labels = labels(Cifar10Dataset.labels(options, LABELS_DIR, NAME), images.labels());
        int poolSize = Subsets.size(options, POOL_SIZE, images.size());
        int[] order = order(images.size(), labels, options.get(KEEP_AMBIGUOUS), poolSize, seed);
        int[] pool = Arrays.copyOf(order, poolSize);
        CifarImages testSource = onTraining ? files.training() : images;
        int[] candidates = onTraining
                ? IntStream.range(0, testSource.size()).toArray()
                : IntStream.range(poolSize, order.length)
                        .map(n -> order[n])
                        .sorted()
                        .toArray();
        int[] test = IntStream.of(Cifar10Dataset.testRows(options, candidates.length, seed))
                .map(n -> candidates[n])
                .toArray();
        return Cifar10Dataset.dataset(INFO, images, pool, testSource, test, Optional.of(labels.rows(pool)));
    }

    private static HumanLabels labels(DataFolder folder, int[] classes) throws InputException {
        Optional<Path> countsFile = folder.find(Cifar10H.COUNTS_FILE);
        Optional<Path> rawFile = folder.find(Cifar10H.RAW_CSV, Cifar10H.RAW_ZIP);
        if (rawFile.isEmpty() && countsFile.isEmpty()) {
            throw folder.missing(List.of(Cifar10H.COUNTS_FILE, Cifar10H.RAW_ZIP));
        }
        if (rawFile.isEmpty()) {
            return HumanLabels.ofCounts(CifarImages.CLASS_NAMES.size(), Cifar10H.readCounts(countsFile.get(), classes));
        }
        HumanLabels raw = HumanLabels.of(Cifar10H.readRaw(rawFile.get(), classes));
        for (int i = 0; i < classes.length; i++) {
            if (IntStream.of(raw.counts(i)).sum() == 0) {
                throw InputException.inFile(
                        rawFile.get(),
                        "has no label of image " + i,
                        "labels of all " + classes.length,
                        "download it again");
            }
        }
        return countsFile.isEmpty() ? raw : raw.withCounts(Cifar10H.readCounts(countsFile.get(), classes));
    }

    /** All images: the pool first, in random order. */
    private static int[] order(int size, HumanLabels labels, boolean keepAmbiguous, int poolSize, long seed) {
        int[] order = Shuffles.permutation(size, Seeds.generator(seed, "data set cifar-10h"));
        if (!keepAmbiguous) {
            return order;
        }
        int[] ambiguous =
                IntStream.of(order).filter(i -> isAmbiguous(labels.counts(i))).toArray();
        if (ambiguous.length > poolSize) {
            throw new IllegalArgumentException(
                    "option \"" + POOL_SIZE.name() + "\" of data set " + NAME + " is " + poolSize
                            + ", but " + KEEP_AMBIGUOUS.name() + "=true keeps all " + ambiguous.length
                            + " images that people disagree about; choose at least as many, or " + KEEP_AMBIGUOUS.name()
                            + "=false (" + NAME + "." + KEEP_AMBIGUOUS.name() + "=false in experiments)");
        }
        int[] clear =
                IntStream.of(order).filter(i -> !isAmbiguous(labels.counts(i))).toArray();
        int[] pool = IntStream.concat(
                        IntStream.of(ambiguous), IntStream.of(clear).limit(poolSize - ambiguous.length))
                .toArray();
        Shuffles.shuffle(pool, Seeds.generator(seed, "data set cifar-10h pool"));
        return IntStream.concat(IntStream.of(pool), IntStream.of(clear).skip(poolSize - ambiguous.length))
                .toArray();
    }

    /** H(counts) to base K &gt; 0.30. */
    private static boolean isAmbiguous(int[] counts) {
        double sum = IntStream.of(counts).asLongStream().sum();
        double entropy = 0;
        for (int count : counts) {
            entropy -= count == 0 ? 0 : count / sum * Math.log(count / sum);
        }
        return entropy / Math.log(counts.length) > AMBIGUOUS_ENTROPY;
    }
}
