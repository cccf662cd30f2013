package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.datasets.cifar.CifarFixture;
import org.relabel4j.datasets.cifar.HumanLabelFixture;
import org.relabel4j.datasets.format.InputException;

class CifarDatasetsTest {
    private static final int BATCH = 40;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws Exception {
        CifarFixture.write(folder, CifarFiles.Packing.BINARY_FOLDER, BATCH);
    }

    private Map<String, String> options(String... more) {
        Map<String, String> options = new TreeMap<>(Map.of("data-dir", folder.toString()));
        for (int n = 0; n < more.length; n += 2) {
            options.put(more[n], more[n + 1]);
        }
        return options;
    }

    @Test
    void cifar10HasItsTrainingImagesAsPool() throws Exception {
        Dataset dataset = Datasets.load("cifar-10", options(), 1);

        assertEquals(5 * BATCH, dataset.pool().size());
        assertArrayEquals(new int[] {32, 32, 3}, dataset.pool().shape());
        int[] sorted = dataset.poolLabels();
        assertFalse(Arrays.equals(CifarFixture.trainingLabels(BATCH), sorted), "in random order");
        Arrays.sort(sorted);
        assertArrayEquals(
                Arrays.stream(CifarFixture.trainingLabels(BATCH)).sorted().toArray(), sorted);
        assertArrayEquals(CifarFixture.testLabels(BATCH), dataset.testLabels(), "in its own order");
        byte[] image = new byte[3072];
        ((ImageSet) dataset.test()).copyTo(7, image, 0);
        assertEquals(CifarFixture.value(0, 7, 2, 33), image[33 * 3 + 2]);
        assertEquals("airplane", dataset.classNames().get(0));
        assertTrue(dataset.humanLabels().isEmpty());
    }

    @Test
    void imagesKeepTheirLabels() throws Exception {
        Dataset dataset = Datasets.load("cifar-10", options("pool-size", "30", "test-size", "9"), 1);
        int[] labels = dataset.poolLabels();
        byte[] image = new byte[3072];

        assertEquals(30, labels.length);
        assertEquals(9, dataset.test().size());
        for (int i = 0; i < labels.length; i++) {
            ((ImageSet) dataset.pool()).copyTo(i, image, 0);
            int n = i;
            assertTrue(
                    IntStream.range(0, 5 * BATCH)
                            .anyMatch(x -> CifarFixture.label(1 + x / BATCH, x % BATCH) == labels[n]
                                    && CifarFixture.value(1 + x / BATCH, x % BATCH, 0, 0) == image[0]
                                    && CifarFixture.value(1 + x / BATCH, x % BATCH, 2, 9) == image[29]),
                    "image " + i);
        }
        assertEquals(dataset, againLoaded(dataset));
        assertThrows(IllegalArgumentException.class, () -> Datasets.load("cifar-10", options("pool-size", "201"), 1));
    }

    /** Images are compared by their bytes; data sets by identity of their examples. */
    private Dataset againLoaded(Dataset first) throws Exception {
        Dataset again = Datasets.load("cifar-10", options("pool-size", "30", "test-size", "9"), 1);
        assertArrayEquals(first.poolLabels(), again.poolLabels());
        byte[][] images = new byte[2][3072];
        for (int i = 0; i < 30; i++) {
            ((ImageSet) first.pool()).copyTo(i, images[0], 0);
            ((ImageSet) again.pool()).copyTo(i, images[1], 0);
            assertArrayEquals(images[0], images[1]);
        }
        return first;
    }

    @Test
    void mosaicsHaveTheAnimalsOfTheirFourTiles() throws Exception {
        Dataset dataset = Datasets.load("cifar-10-mosaics", options("pool-size", "12"), 1);

        assertEquals(12, dataset.pool().size());
        assertArrayEquals(new int[] {64, 64, 3}, dataset.pool().shape());
        assertEquals("bird|frog", dataset.classNames().get(0b10001));
        List<String> animals = List.of("bird", "cat", "deer", "dog", "frog", "horse");
        List<String> classes = Datasets.load("cifar-10", options(), 1).classNames();
        byte[] mosaic = new byte[64 * 64 * 3];
        for (int i = 0; i < 12; i++) {
            ((ImageSet) dataset.pool()).copyTo(i, mosaic, 0);
            int code = 0;
            for (int corner : new int[] {0, 32 * 3, 32 * 64 * 3, 32 * 64 * 3 + 32 * 3}) {
                int tile = IntStream.range(0, 5 * BATCH)
                        .filter(x -> animals.contains(classes.get(CifarFixture.label(1 + x / BATCH, x % BATCH))))
                        .filter(x -> CifarFixture.value(1 + x / BATCH, x % BATCH, 0, 0) == mosaic[corner]
                                && CifarFixture.value(1 + x / BATCH, x % BATCH, 2, 9) == mosaic[corner + 29]
                                && CifarFixture.value(1 + x / BATCH, x % BATCH, 1, 33) == mosaic[corner + 64 * 3 + 4])
                        .findFirst()
                        .orElseThrow();
                code |= 1 << animals.indexOf(classes.get(CifarFixture.label(1 + tile / BATCH, tile % BATCH)));
            }
            assertEquals(code, dataset.poolLabels()[i], "mosaic " + i);
        }
        assertThrows(
                IllegalArgumentException.class, () -> Datasets.load("cifar-10-mosaics", options("pool-size", "51"), 1));
    }

    @Test
    void cifar10HHoldsOutWhatIsNotInThePool() throws Exception {
        int[] labels = CifarFixture.testLabels(BATCH);
        HumanLabelFixture.writeNpy(folder.resolve("cifar10h-counts.npy"), HumanLabelFixture.counts(labels));

        Dataset dataset = Datasets.load("cifar-10h", options("pool-size", "25"), 1);

        assertEquals(25, dataset.pool().size());
        assertEquals(BATCH - 25, dataset.test().size());
        int[] together = IntStream.concat(Arrays.stream(dataset.poolLabels()), Arrays.stream(dataset.testLabels()))
                .sorted()
                .toArray();
        assertArrayEquals(Arrays.stream(labels).sorted().toArray(), together);
        HumanLabels human = dataset.humanLabels().orElseThrow();
        assertTrue(human.annotations().isEmpty());
        for (int i = 0; i < 25; i++) {
            int truth = dataset.poolLabels()[i];
            assertTrue(human.counts(i)[truth] >= 26, "counts follow their images");
        }
    }

    @Test
    void cifar10HNeedsLabelsOfEveryImage() throws Exception {
        int[] labels = CifarFixture.testLabels(BATCH);
        StringBuilder csv = new StringBuilder("annotator_id,true_label,chosen_label,cifar10_test_test_idx\n");
        for (int i = 0; i < BATCH; i++) {
            // Of image 7 there is an attention check only.
            csv.append("3," + labels[i] + "," + labels[i] + "," + (i == 7 ? -99999 : i) + "\n");
        }
        Files.writeString(folder.resolve("cifar10h-raw.csv"), csv);

        var error = assertThrows(InputException.class, () -> Datasets.load("cifar-10h", options("pool-size", "25"), 1));

        assertTrue(
                error.getMessage()
                        .contains("cifar10h-raw.csv: has no label of image 7, expected labels of all " + BATCH),
                error::getMessage);
    }

    @Test
    void cifar10HCanKeepWhatPeopleDisagreeAbout() throws Exception {
        int[] labels = CifarFixture.testLabels(BATCH);
        // Entropies to base 10: of (40, 10) 0.217; of (26, 24) 0.301, which is above 0.30.
        HumanLabelFixture.writeNpy(folder.resolve("cifar10h-counts.npy"), HumanLabelFixture.counts(labels));

        Dataset dataset = Datasets.load(
                "cifar-10h", options("pool-size", "15", "keep-ambiguous", "true", "test-images", "training"), 1);

        int[][] counts = dataset.humanLabels().orElseThrow().counts();
        assertEquals(
                10,
                Arrays.stream(counts)
                        .filter(row -> Arrays.stream(row).max().orElseThrow() == 26)
                        .count());
        assertEquals(5 * BATCH, dataset.test().size());
        assertThrows(
                IllegalArgumentException.class,
                () -> Datasets.load("cifar-10h", options("pool-size", "9", "keep-ambiguous", "true"), 1));
    }

    @Test
    void cifar10NHasThreeAnnotators() throws Exception {
        int[] truth = CifarFixture.trainingLabels(BATCH);
        StringBuilder csv = new StringBuilder("index,clean_label,random_label1,random_label2,random_label3\n");
        for (int i = 0; i < truth.length; i++) {
            csv.append(i + "," + truth[i] + "," + truth[i] + "," + (truth[i] + 1) % 10 + "," + truth[i] + "\n");
        }
        Files.writeString(folder.resolve("cifar10n-labels.csv"), csv);

        Dataset dataset = Datasets.load("cifar-10n", options(), 1);

        HumanLabels human = dataset.humanLabels().orElseThrow();
        assertEquals(3, human.annotations().orElseThrow().numAnnotators());
        for (int i = 0; i < truth.length; i++) {
            assertEquals(2, human.counts(i)[dataset.poolLabels()[i]]);
            assertEquals(1, human.counts(i)[(dataset.poolLabels()[i] + 1) % 10]);
        }
    }

    @Test
    void saysWhichFilesItLookedFor() {
        InputException labels = assertThrows(InputException.class, () -> Datasets.load("cifar-10h", options(), 1));
        assertTrue(
                labels.getMessage().contains("there is no cifar10h-counts.npy, nor cifar10h-raw.zip"),
                labels::getMessage);
        InputException images = assertThrows(
                InputException.class,
                () -> Datasets.load(
                        "cifar-10", Map.of("data-dir", folder.resolve("none").toString()), 1));
        assertTrue(images.getMessage().contains("relabel4j fetch cifar-10"), images::getMessage);
    }
}
