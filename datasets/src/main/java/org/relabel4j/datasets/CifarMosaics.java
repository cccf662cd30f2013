package org.relabel4j.datasets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.multilabel.SetCodes;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.datasets.cifar.CifarImages;
import org.relabel4j.datasets.format.InputException;

/**
 * Which animals are in a mosaic: each example is four images of {@link Cifar10Dataset}'s six animals, two by two, its class the set of
 * theirs. So a mosaic has one to four of six classes, each with probability 0.52. Every image is in one mosaic at most; the pool is made
 * of training images, the test set of test images.
 */
final class CifarMosaics {
    private static final String NAME = "cifar-10-mosaics";
    private static final List<String> ANIMALS = List.of("bird", "cat", "deer", "dog", "frog", "horse");
    private static final int ROWS = 2;
    private static final int TILES = ROWS * ROWS;
    private static final Option<Optional<Integer>> POOL_SIZE =
            Subsets.size("pool-size", "mosaics to ask labels of, of 7500");
    private static final Option<Optional<Integer>> TEST_SIZE =
            Subsets.size("test-size", "mosaics to measure models on, of 1500");

    static final DatasetInfo INFO = new DatasetInfo(
            NAME,
            "mosaics of four animals of cifar-10, sets of 6 classes, 7500 + 1500 images",
            Cifar10Dataset.ATTRIBUTION,
            List.of(Cifar10Dataset.DATA_DIR, POOL_SIZE, TEST_SIZE));

    private CifarMosaics() {}

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + NAME, INFO.options(), given);
        CifarFiles files = Cifar10Dataset.files(options);
        CifarImages training = files.training();
        int[][] pool = tiles(training, options, POOL_SIZE, Seeds.generator(seed, "data set " + NAME + " pool"));
        CifarImages testing = files.test();
        int[][] test = tiles(testing, options, TEST_SIZE, Seeds.generator(seed, "data set " + NAME + " test"));
        return new Dataset(
                NAME,
                mosaics(training, pool),
                sets(training, pool),
                mosaics(testing, test),
                sets(testing, test),
                SetCodes.names(ANIMALS),
                INFO.licence());
    }

    /** The images of each mosaic: animals in random order. */
    private static int[][] tiles(
            CifarImages images, Options options, Option<Optional<Integer>> size, RandomGenerator rng) {
        int[] animals = IntStream.range(0, images.size())
                .filter(i -> animal(images, i) >= 0)
                .toArray();
        Shuffles.shuffle(animals, rng);
        int number = Subsets.size(options, size, animals.length / TILES);
        int[][] tiles = new int[number][TILES];
        for (int n = 0; n < number; n++) {
            System.arraycopy(animals, n * TILES, tiles[n], 0, TILES);
        }
        return tiles;
    }

    private static int animal(CifarImages images, int i) {
        return ANIMALS.indexOf(CifarImages.CLASS_NAMES.get(images.labels()[i]));
    }

    private static int[] sets(CifarImages images, int[][] tiles) {
        int[] codes = new int[tiles.length];
        for (int n = 0; n < codes.length; n++) {
            for (int i : tiles[n]) {
                codes[n] |= 1 << animal(images, i);
            }
        }
        return codes;
    }

    private static ImageSet mosaics(CifarImages images, int[][] tiles) {
        int line = CifarImages.SIDE * CifarImages.CHANNELS;
        byte[][] mosaics = new byte[tiles.length][TILES * CifarImages.SIDE * line];
        for (int n = 0; n < mosaics.length; n++) {
            for (int t = 0; t < TILES; t++) {
                byte[] tile = images.images()[tiles[n][t]];
                int corner = t / ROWS * CifarImages.SIDE * ROWS * line + t % ROWS * line;
                for (int y = 0; y < CifarImages.SIDE; y++) {
                    System.arraycopy(tile, y * line, mosaics[n], corner + y * ROWS * line, line);
                }
            }
        }
        int side = ROWS * CifarImages.SIDE;
        return new ImageSet(side, side, CifarImages.CHANNELS, mosaics);
    }
}
