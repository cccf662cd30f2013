package org.relabel4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;

/**
 * Wall-Following Robot Navigation: what a robot that follows a wall does next, told by its ultrasound sensors; 5,456 rows,
 * bundled.
 *
 * <p>Prepared as by Goh and Mueller 2023 (arXiv:2301.11856): 1,100, 900, 300 and 700 examples of the four classes, drawn by the
 * seed; 2,000 of them, in random order, are the pool, and 1,000 the test set. {@code draw=published} takes the very rows of the
 * authors: their notebook (github.com/cleanlab/multiannotator-benchmarks at 237db43, wall-robot-completely-labeled) draws them
 * by pandas' {@code sample} and scikit-learn's {@code train_test_split} with seed 111, and shows ten of them.
 */
final class WallRobot {
    static final String ATTRIBUTION =
            "CC BY 4.0; Freire, Veloso and Barreto 2009, Wall-Following Robot Navigation Data,"
                    + " UCI Machine Learning Repository no. 194, doi:10.24432/C57C8W";
    static final List<String> CLASS_NAMES =
            List.of("Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn");

    private static final int[] EXAMPLES_BY_CLASS = {1100, 900, 300, 700};
    private static final int POOL_SIZE = 2000;
    private static final int PUBLISHED_SEED = 111;
    private static final Option<String> DATA_DIR = Option.text(
                    "data-dir", "folder with the file, instead of the copy that comes with the program")
            .withDefault("");
    private static final Option<Draw> DRAW = Option.choice(
                    "draw",
                    Draw.class,
                    "which rows",
                    Map.of(Draw.SEEDED, "by the seed", Draw.PUBLISHED, "those of Goh and Mueller 2023"))
            .withDefault(Draw.SEEDED);

    private enum Draw {
        SEEDED,
        PUBLISHED
    }

    private WallRobot() {}

    static DatasetInfo info(String name, int numFeatures) {
        String readings = numFeatures == 4 ? "4 distances" : numFeatures + " ultrasound readings";
        return new DatasetInfo(
                name,
                "robot following a wall: " + readings + ", 4 classes, 2000 + 1000 examples",
                ATTRIBUTION,
                List.of(DATA_DIR, DRAW));
    }

    static Dataset load(DatasetInfo info, int numFeatures, Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + info.name(), info.options(), given);
        Draw draw = options.get(DRAW);
        LabelledTable table = read(numFeatures, options.get(DATA_DIR));
        int[] chosen = draw == Draw.PUBLISHED
                ? publishedDraw(table)
                : draw(table, Seeds.generator(seed, "data set wall-robot"));
        return table.dataset(info.name(), chosen, POOL_SIZE, CLASS_NAMES, ATTRIBUTION);
    }

    /** Row numbers: the pool's, then the test set's. */
    private static int[] draw(LabelledTable table, RandomGenerator rng) {
        int[] chosen = IntStream.range(0, CLASS_NAMES.size())
                .flatMap(k -> {
                    int[] rows = rowsOf(table, k);
                    Shuffles.shuffle(rows, rng);
                    return Arrays.stream(rows).limit(EXAMPLES_BY_CLASS[k]);
                })
                .toArray();
        Shuffles.shuffle(chosen, rng);
        return chosen;
    }

    /** As {@link #draw}. pandas starts its seed anew for each class; scikit-learn puts the test set first. */
    private static int[] publishedDraw(LabelledTable table) {
        int[] byClass = IntStream.range(0, CLASS_NAMES.size())
                .flatMap(k -> {
                    int[] rows = rowsOf(table, k);
                    return Arrays.stream(new NumpyPermutations(PUBLISHED_SEED).next(rows.length))
                            .limit(EXAMPLES_BY_CLASS[k])
                            .map(n -> rows[n]);
                })
                .toArray();
        int[] split = new NumpyPermutations(PUBLISHED_SEED).next(byClass.length);
        int testSize = byClass.length - POOL_SIZE;
        return IntStream.range(0, byClass.length)
                .map(n -> byClass[split[(n + testSize) % byClass.length]])
                .toArray();
    }

    private static int[] rowsOf(LabelledTable table, int label) {
        return IntStream.range(0, table.size())
                .filter(row -> table.labels()[row] == label)
                .toArray();
    }

    private static LabelledTable read(int numFeatures, String dataDir) throws InputException {
        String name = "sensor_readings_" + numFeatures + ".data";
        if (!dataDir.isEmpty()) {
            Path file = Path.of(dataDir).resolve(name);
            try (InputStream stream = Files.newInputStream(file)) {
                return parse(file, stream, numFeatures);
            } catch (IOException e) {
                throw InputException.unreadable(file, e);
            }
        }
        String resource = "wall-robot/" + name + (numFeatures == 4 ? "" : ".gz");
        try (InputStream bundled = WallRobot.class.getResourceAsStream(resource)) {
            return parse(Path.of(resource), numFeatures == 4 ? bundled : new GZIPInputStream(bundled), numFeatures);
        } catch (IOException e) {
            throw InputException.unreadable(Path.of(resource), e);
        }
    }

    private static LabelledTable parse(Path file, InputStream stream, int numFeatures)
            throws IOException, InputException {
        try (CSVRecordReader reader = new CSVRecordReader()) {
            reader.initialize(new InputStreamInputSplit(stream));
            LabelledTable table = RecordReaderDataset.table(
                    reader,
                    new RecordReaderDataset.Columns(numFeatures, CLASS_NAMES),
                    (row, found, expected, hint) -> InputException.atLine(file, row + 1L, found, expected, hint));
            if (table.numFeatures() != numFeatures) {
                throw InputException.inFile(
                        file, "has " + table.numFeatures() + " readings a line", "" + numFeatures, "");
            }
            checkCounts(file, table.labels());
            return table;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    private static void checkCounts(Path file, int[] labels) throws InputException {
        for (int k = 0; k < EXAMPLES_BY_CLASS.length; k++) {
            int label = k;
            long count = Arrays.stream(labels).filter(l -> l == label).count();
            if (count < EXAMPLES_BY_CLASS[k]) {
                throw InputException.inFile(
                        file,
                        "has " + Counted.of(count, "row") + " of " + CLASS_NAMES.get(k),
                        "at least " + EXAMPLES_BY_CLASS[k],
                        "use the original file");
            }
        }
    }
}
