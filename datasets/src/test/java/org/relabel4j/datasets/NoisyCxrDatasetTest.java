package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageFixture;

/** NoisyCXR, on eight X-rays that are made here; the real ones need an account. */
class NoisyCxrDatasetTest {
    private static final String LABELS = "stage_2_train_labels.csv";
    private static final String MAPPING = "pneumonia-challenge-dataset-mappings_2018.json";
    private static final String BOXES = "RSNA_pneumonia_all_probs.csv";
    private static final String READERS = "individual_readers.csv";

    /** RSNA's decision on patients 0 to 7. */
    private static final int[] TRUTH = {1, 0, 1, 1, 0, 0, 1, 0};

    /** What the table of NIH's findings below makes of them; patients 3 and 4 look like pneumonia and follow RSNA. */
    private static final int[] NIH = {1, 0, 0, 1, 0, 1, 0, 0};

    private static final List<String> FINDINGS = List.of(
            "[\"Pneumonia\", \"Infiltration\"]",
            "[\"No Finding\"]",
            "[\"Atelectasis\"]",
            "[\"Consolidation\"]",
            "[\"Infiltration\", \"Effusion\"]",
            "[\"Pneumonia\"]",
            "[\"No Finding\"]",
            "[\"Pneumothorax\"]");

    /**
     * Experts' votes (no, yes). Patients 1, 2 and 4 are ambiguous: boxes though the decision is no, or doubtful ones alone. Readers
     * added: patient 4 one no and two yes, 2 + 1 and 1 + 2, the truth raised to 4; patient 5 three yes, the truth raised to 4; patient
     * 6 one no, 1 against 1, raised to 2.
     */
    private static final int[][] VOTES = {{0, 1}, {2, 1}, {1, 2}, {0, 1}, {4, 3}, {4, 3}, {1, 2}, {1, 0}};

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        StringBuilder labels = new StringBuilder("patientId,x,y,width,height,Target\n");
        List<String> mapping = new ArrayList<>();
        for (int p = 0; p < 8; p++) {
            labels.append("p" + p + (TRUTH[p] == 1 ? ",1.0,2.0,3.0,4.0,1\n" : ",,,,,0\n"));
            mapping.add("{\"img_id\": \"" + nihImage(p) + "\", \"subset_img_id\": \"p" + p + "\", \"orig_labels\": "
                    + FINDINGS.get(p) + ", \"StudyInstanceUID\": \"1.2." + p + "\", \"dataset_id\": 7}");
            // Half of the images by NIH's names, as its archives unpack; the others by RSNA's, one of them a DICOM
            // file.
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
            Arrays.fill(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), grey(p));
            if (p == 7) {
                write("stage_2_train_images/P7.dcm", ImageFixture.dicom(ImageFixture.encoded(image, "jpeg")));
                continue;
            }
            String name =
                    p % 2 == 0 ? "images_00" + p + "/images/" + nihImage(p) : "png/p" + p + (p == 3 ? ".jpg" : ".png");
            write(name, ImageFixture.encoded(image, p == 3 ? "jpeg" : "png"));
        }
        // A second box of patient 0, and an image of the challenge's test set, which has no label.
        write(LABELS, labels + "p0,5.0,6.0,7.0,8.0,1\n");
        mapping.add(
                "{\"img_id\": \"x.png\", \"subset_img_id\": \"p9\", \"orig_labels\": \"Mass\", \"StudyInstanceUID\": \"9\"}");
        write(MAPPING, "[" + String.join(",\n", mapping) + "]");
        write(
                BOXES,
                "StudyInstanceUID,labelName,x\n"
                        + "1.2.1,Lung Opacity (Low Prob),1\n1.2.2,Lung Opacity (Low Prob),1\n1.2.2,Lung Opacity (Low Prob) ,1\n"
                        + "1.2.3,Lung Opacity (Low Prob),1\n1.2.3,Lung Opacity (High Prob),1\n1.2.4,Lung Opacity (Med Prob),1\n");
        write(
                "labels/" + READERS,
                "Image ID,Patient ID,Reader ID,Fracture,Pneumothorax,Airspace opacity,Nodule/mass\n"
                        + reading(4, 11, "YES") + reading(4, 12, "YES") + reading(4, 13, "NO") + reading(5, 11, "YES")
                        + reading(5, 12, "YES") + reading(5, 14, "YES") + reading(6, 11, "NO") + reading(6, 12, "")
                        + "unknown.png,1,11,NO,NO,NO,NO\n");
    }

    private static String nihImage(int patient) {
        return String.format("0000000%d_000.png", patient);
    }

    private static byte grey(int patient) {
        return (byte) (10 + 30 * patient);
    }

    private static String reading(int patient, int reader, String opacity) {
        return nihImage(patient) + "," + patient + "," + reader + ",NO,HEDGE," + opacity + ",NO\n";
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes());
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private Dataset load(long seed, String... more) throws InputException {
        return load(seed, new ArrayList<>(), more);
    }

    private Dataset load(long seed, List<String> notes, String... more) throws InputException {
        Map<String, String> options =
                new TreeMap<>(Map.of("data-dir", folder.toString(), "cache", "false", "size", "8"));
        for (int n = 0; n < more.length; n += 2) {
            options.put(more[n], more[n + 1]);
        }
        return Datasets.load("noisy-cxr", options, seed, notes::add);
    }

    /** The patients of some examples, by the grey of their images. */
    private static int[] patients(ImageSet images) {
        byte[] image = new byte[images.length()];
        int[] patients = new int[images.size()];
        for (int i = 0; i < patients.length; i++) {
            images.copyTo(i, image, 0);
            patients[i] = ((image[0] & 0xFF) - 10 + 2) / 30;
        }
        return patients;
    }

    private static int[] of(int[] table, int[] patients) {
        return Arrays.stream(patients).map(p -> table[p]).toArray();
    }

    @Test
    void joinsImagesDecisionsFindingsAndReaders() throws Exception {
        Set<Integer> seen = new HashSet<>();

        for (long seed = 0; seed < 8; seed++) {
            Dataset data = load(seed, "consolidation-noise", "0");

            int[] pool = patients((ImageSet) data.pool());
            int[] test = patients((ImageSet) data.test());
            assertArrayEquals(
                    new int[] {0, 1, 2, 3, 4, 5, 6, 7},
                    IntStream.concat(Arrays.stream(pool), Arrays.stream(test))
                            .sorted()
                            .toArray());
            assertArrayEquals(of(TRUTH, pool), data.poolLabels());
            assertArrayEquals(of(TRUTH, test), data.testLabels());
            HumanLabels labels = data.humanLabels().orElseThrow();
            assertArrayEquals(of(NIH, pool), labels.given().orElseThrow());
            assertArrayEquals(Arrays.stream(pool).mapToObj(p -> VOTES[p]).toArray(int[][]::new), labels.counts());
            Arrays.stream(pool).forEach(seen::add);
        }
        assertEquals(8, seen.size());
        Dataset data = load(0);
        assertEquals(List.of("no-opacity", "opacity"), data.classNames());
        assertArrayEquals(new int[] {8, 8, 1}, data.pool().shape());
        assertEquals(4, data.pool().size());
        assertArrayEquals(new int[] {8, 8, 3}, load(0, "channels", "3").pool().shape());
        assertEquals(2, load(0, "pool-size", "2", "test-size", "1").pool().size());
    }

    /** Patients 3 and 4: of two, a share of 0.5 is one and of 0.4 none. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.4, 0", "0.5, 1", "1, 2"})
    void aShareOfWhatLooksLikePneumoniaIsWrong(String share, int wrong) throws Exception {
        Set<Integer> flipped = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            Dataset data = load(seed, "consolidation-noise", share);
            int[] pool = patients((ImageSet) data.pool());
            int[] given = data.humanLabels().orElseThrow().given().orElseThrow();
            int ofSeed = 0;
            for (int i = 0; i < pool.length; i++) {
                if (given[i] != NIH[pool[i]]) {
                    flipped.add(pool[i]);
                    ofSeed++;
                }
            }
            assertTrue(ofSeed <= wrong, () -> "seed flips more than " + wrong);
        }

        assertEquals(wrong == 0 ? Set.of() : Set.of(3, 4), flipped);
    }

    @Test
    void worksWithoutTheFilesThatAreNotNeeded() throws Exception {
        Files.delete(folder.resolve(BOXES));
        Files.delete(folder.resolve("labels").resolve(READERS));

        Dataset data = load(1);

        int[] pool = patients((ImageSet) data.pool());
        int[][] sure = Arrays.stream(pool)
                .mapToObj(p -> new int[] {1 - TRUTH[p], TRUTH[p]})
                .toArray(int[][]::new);
        assertArrayEquals(sure, data.humanLabels().orElseThrow().counts());
    }

    @Test
    void missingImagesAreRefusedOrLeftOut() throws Exception {
        Files.delete(folder.resolve("png/p1.png"));
        Files.delete(folder.resolve("images_002/images/00000002_000.png"));

        assertEquals(
                folder
                        + ": has no p1.dcm (or .png, .jpg) and no 00000001_000.png, nor those of 1 more patient; copy the images there, name"
                        + " their folder with images-dir, or leave such patients out with missing-images=skip",
                complaint());
        List<String> notes = new ArrayList<>();
        Dataset data = load(1, notes, "missing-images", "skip");
        assertEquals(6, data.pool().size() + data.test().size());
        assertEquals(
                List.of("Left out: 2 patients, as " + folder
                        + " has no p1.dcm (or .png, .jpg) and no 00000001_000.png, nor those of 1 more patient"),
                notes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                LABELS + " | : there is no " + LABELS + " in this folder or in folders of it; it is of Kaggle's"
                        + " rsna-pneumonia-detection-challenge; docs/DATA.md says which files go where",
                MAPPING + " | : there is no " + MAPPING
                        + " in this folder or in folders of it; it is on RSNA's page of the"
                        + " challenge; docs/DATA.md says which files go where"
            })
    void saysWhichFileIsMissingAndWhereItComesFrom(String file, String message) throws Exception {
        Files.delete(folder.resolve(file));

        assertEquals(folder + message, complaint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                LABELS + " | p7,,,,,0 | p7,,,,,2 | :9: Target is '2', expected 0 or 1",
                LABELS
                        + " | p0,5.0,6.0,7.0,8.0,1 | p0,,,,,0 | :10: Target is '0', expected 1, as in the row before of this patient",
                LABELS + " | p7,,,,,0 | p7,,,,0 | :9: has 5 values, expected 6, one a column of the header",
                LABELS + " | p7,,,,,0 | p7,,,,,0,1 | :9: has 7 values, expected 6, one a column of the header",
                LABELS + " | p7,,,,,0 | ,,,,,0 | :9: patientId is '', expected a patient",
                LABELS + " | ,Target | ,target | : has no column Target, expected patientId,Target",
                LABELS + " | p7,,,,,0 | p8,,,,,0 | " + MAPPING + ": has no subset_img_id p8, which",
                MAPPING + " | [{ | {\"all\": [{ | : holds no list, expected a JSON list of objects",
                MAPPING + " | [{ | [3, { | :1: has no object in its list, expected one",
                MAPPING
                        + " | \"p9\" | \"p0\" | :9: object 9 of the list has the subset_img_id p0 again, expected each once",
                MAPPING
                        + " | \"img_id\": \"x.png\", | | :9: object 9 of the list has as img_id a value that is missing or null, expected a text",
                MAPPING
                        + " | \"Mass\" | null | :9: object 9 of the list has as orig_labels a value that is missing or null, expected a list of texts",
                MAPPING
                        + " | \"Mass\" | {} | :9: object 9 of the list has as orig_labels a value that is an object, expected a list of texts",
                MAPPING + " | \"9\"}] | \"9\"}] garbage | :9: is no sound JSON from here on",
                MAPPING + " | \"9\"}] | \"9\"}] [] | :9: has more after its list, expected one JSON list of objects",
                MAPPING + " | \"9\"}] | \"9\"}] [NaN | :9: has more after its list",
                MAPPING + " | \"9\"}] | \"9\"}, NaN] | :9: is no sound JSON from here on: Non-standard token 'NaN'",
                MAPPING + " | \"9\"}] | \"9\" | :9: is no sound JSON from here on: Unexpected end-of-input",
                BOXES
                        + " | (Med Prob) | (No Prob) | :7: labelName is 'Lung Opacity (No Prob)', expected one of Lung Opacity (Low",
                READERS
                        + " | ,NO,HEDGE,NO,NO | ,NO,HEDGE,HEDGE,NO | :4: Airspace opacity is 'HEDGE', expected YES, NO or nothing",
                READERS
                        + " | 5,12, | 5,11, | :6: Reader ID is '11', expected a reader who has not read 00000005_000.png yet",
            })
    void saysWhereAFileIsDamaged(String file, String found, String replacement, String message) throws Exception {
        Path path = folder.resolve(file.equals(READERS) ? "labels/" + file : file);
        String text = Files.readString(path);
        assertTrue(text.contains(found), found);
        Files.writeString(path, text.replace(found, replacement == null ? "" : replacement));

        String complaint = complaint();

        assertTrue(complaint.contains(message.startsWith(":") ? path + message : message), complaint);
        assertEquals(1, complaint.lines().count());
    }

    /** What is over the limits of the library has no place of its own. */
    @Test
    void saysOfADeepMappingThatItIs() throws Exception {
        for (String deep : List.of("[".repeat(100_000), "[{\"subset_img_id\": " + "[".repeat(5000))) {
            write(MAPPING, deep);

            assertTrue(complaint().startsWith(folder.resolve(MAPPING) + ":1: "), this::complaint);
            assertEquals(1, complaint().lines().count());
        }
        write(MAPPING, "[{\"subset_img_id\": \"" + "x".repeat(30_000_000));
        assertTrue(complaint().contains("a number, text or name that is too long"), this::complaint);
    }

    @Test
    void saysThatThereIsNothingToSplit() throws Exception {
        write(LABELS, "");
        assertEquals(
                folder + ": has 0 X-rays with a label in " + LABELS + " and an image, expected at least 2",
                complaint());

        write(LABELS, "patientId,Target\np0,1\n");
        assertEquals(
                folder + ": has 1 X-ray with a label in " + LABELS + " and an image, expected at least 2", complaint());
    }

    @Test
    void saysWhichImageIsDamaged() throws Exception {
        write("png/p5.png", "no image");

        assertEquals(
                folder.resolve("png/p5.png")
                        + ": is no PNG, JPEG, GIF, BMP or DICOM image; convert it again, or remove it and set"
                        + " missing-images=skip",
                complaint());
    }

    private String complaint() {
        return assertThrows(InputException.class, () -> load(1)).getMessage();
    }
}
