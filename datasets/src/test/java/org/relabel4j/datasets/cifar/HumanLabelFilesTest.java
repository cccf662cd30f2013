package org.relabel4j.datasets.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.datasets.archive.Pickled;
import org.relabel4j.datasets.format.InputException;

class HumanLabelFilesTest {
    private static final int[] LABELS = CifarFixture.testLabels(20);
    private static final String HEADER =
            "annotator_id,trial_index,is_attn_check,true_category,chosen_category,true_label,"
                    + "chosen_label,correct_guess,%s,image_filename,subcategory,reaction_time,time_elapsed\n";

    @TempDir
    private Path folder;

    @Test
    void readsCounts() throws Exception {
        int[][] counts = HumanLabelFixture.counts(LABELS);

        int[][] read = Cifar10H.readCounts(HumanLabelFixture.writeNpy(folder.resolve("c.npy"), counts), LABELS);

        assertArrayEquals(counts[7], read[7]);
        assertEquals(20, read.length);
    }

    @Test
    void refusesCountsInAnotherOrder() throws Exception {
        int[][] counts = HumanLabelFixture.counts(LABELS);
        int[][] shifted = counts.clone();
        System.arraycopy(counts, 1, shifted, 0, 19);
        shifted[19] = counts[0];
        Path file = HumanLabelFixture.writeNpy(folder.resolve("c.npy"), shifted);

        refuses(
                "agree with the labels of the images for 0.0 % of them, expected at least 95 %",
                () -> Cifar10H.readCounts(file, LABELS));
        refuses(
                "has counts of 20 images, expected 19",
                () -> Cifar10H.readCounts(file, java.util.Arrays.copyOf(LABELS, 19)));
    }

    @Test
    void refusesCountsThatAreNone() throws Exception {
        int[][] counts = HumanLabelFixture.counts(LABELS);
        counts[3] = new int[10];
        Path none = HumanLabelFixture.writeNpy(folder.resolve("none.npy"), counts);
        counts[3][2] = -1;
        Path negative = HumanLabelFixture.writeNpy(folder.resolve("negative.npy"), counts);

        refuses("none.npy row 3: has no labels", () -> Cifar10H.readCounts(none, LABELS));
        refuses("row 3: has -1 in column 2, expected a count", () -> Cifar10H.readCounts(negative, LABELS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10_test_test_idx", "cifar10_test_set_idx"})
    void readsRawLabelsUnderBothNamesOfTheirIndex(String index) throws Exception {
        String csv = HEADER.formatted(index)
                + row(0, 0, LABELS[3], 4, 3)
                + row(0, 1, 9, 9, -99999) // an attention check
                + row(2, 0, LABELS[3], LABELS[3], 3)
                + row(2, 0, LABELS[19], 0, 19);
        Path plain = Files.writeString(folder.resolve("cifar10h-raw.csv"), csv);

        Annotations labels = Cifar10H.readRaw(plain, LABELS);

        assertEquals(20, labels.numExamples());
        assertEquals(2, labels.numAnnotators());
        assertEquals(3, labels.size());
        assertEquals(4, labels.labelBy(3, 0));
        assertEquals(LABELS[3], labels.labelBy(3, 1));
        assertEquals(0, labels.labelBy(19, 1));
        assertEquals(labels, Cifar10H.readRaw(zipped("cifar10h-raw.zip", "data/cifar10h-raw.csv", csv), LABELS));
    }

    @Test
    void refusesRawLabelsThatDoNotFit() throws Exception {
        String header = HEADER.formatted("cifar10_test_test_idx");
        for (Map.Entry<String, String> wrong : Map.of(
                        row(0, 0, LABELS[3], 4, 20), "row 0: has the image index 20, expected 0 to 19",
                        row(0, 0, LABELS[3], 12, 3), "label is 12, expected 0 to 9",
                        row(0, 0, LABELS[3], 4, 3).repeat(2), "labelled example 3 twice",
                        row(0, 0, LABELS[4], 4, 3), "for 0.0 % of them",
                        row(0, 0, LABELS[3], 4, 3).replace(",4,", ",x,"), ":2: has \"x\" as chosen_label")
                .entrySet()) {
            Path file = Files.writeString(folder.resolve("cifar10h-raw.csv"), header + wrong.getKey());

            refuses(wrong.getValue(), () -> Cifar10H.readRaw(file, LABELS));
        }
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        refuses("has no column \"annotator_id\"", () -> Cifar10H.readRaw(other, LABELS));
        Path empty = zipped("empty.zip", "readme.txt", "");
        refuses("holds no CSV file", () -> Cifar10H.readRaw(empty, LABELS));
    }

    @Test
    void readsCifar10NInBothForms() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("cifar10n-labels.csv"),
                "index,clean_label,aggre_label,worse_label,random_label1,random_label2,random_label3\n"
                        + "1,1,1,9,1,9,1\n0,0,0,5,0,5,6\n");
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("clean_label", Pickled.Array.ofLongs(0, 1));
        arrays.put("random_label1", Pickled.Array.ofLongs(0, 1));
        arrays.put("random_label2", Pickled.Array.ofLongs(5, 9));
        arrays.put("random_label3", Pickled.Array.ofLongs(6, 1));
        Path torch = zipped(
                "CIFAR-10_human.pt",
                "archive/data.pkl",
                new String(Pickled.dictionary(false, arrays), StandardCharsets.ISO_8859_1));
        int[] labels = {0, 1};

        Annotations read = Cifar10N.read(csv, labels);

        assertEquals(3, read.numAnnotators());
        assertEquals(6, read.labelBy(0, 2));
        assertEquals(9, read.labelBy(1, 1));
        assertEquals(read, Cifar10N.read(torch, labels));
        refuses("has labels of 2 images, expected 3", () -> Cifar10N.read(torch, new int[] {0, 1, 2}));
        refuses("for 0.0 % of them", () -> Cifar10N.read(torch, new int[] {1, 0}));
    }

    @Test
    void refusesCifar10NThatIsNone() throws Exception {
        String header = "index,clean_label,random_label1,random_label2,random_label3\n";
        Path twice = Files.writeString(folder.resolve("twice.csv"), header + "0,0,0,0,0\n0,1,1,1,1\n");
        Path high = Files.writeString(folder.resolve("high.csv"), header + "0,0,0,0,0\n1,1,1,10,1\n");
        Path hostile = zipped("hostile.pt", "archive/data.pkl", "\u0080\u0002cos\nsystem\nU\u0004true\u0085R.");
        Path other = zipped("other.pt", "archive/other", "");

        refuses("row 1: has the index 0, expected each of 0 to 1 once", () -> Cifar10N.read(twice, new int[] {0, 1}));
        refuses("label is 10", () -> Cifar10N.read(high, new int[] {0, 1}));
        refuses("is a pickle that calls os.system", () -> Cifar10N.read(hostile, new int[] {0, 1}));
        refuses("holds no file \"data.pkl\"", () -> Cifar10N.read(other, new int[] {0, 1}));
    }

    private static String row(int annotator, int trial, int truth, int chosen, int index) {
        return annotator + "," + trial + "," + (index < 0 ? 1 : 0) + ",true,chosen," + truth + "," + chosen + ",0,"
                + index + ",name.png,,1023,1023\n";
    }

    private Path zipped(String name, String entry, String latin1) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
        return file;
    }

    private static void refuses(String message, Executable reading) {
        InputException error = assertThrows(InputException.class, reading);
        assertTrue(error.getMessage().contains(message), error.getMessage());
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    }
}
