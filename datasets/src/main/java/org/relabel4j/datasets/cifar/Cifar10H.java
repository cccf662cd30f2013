package org.relabel4j.datasets.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.datasets.archive.MalformedException;
import org.relabel4j.datasets.archive.ZipArchive;
import org.relabel4j.datasets.format.CountTable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.IntegerCsv;

/**
 * CIFAR-10H (Peterson, Battleday, Griffiths and Russakovsky 2019): about 51 people's labels of each of CIFAR-10's 10,000 test
 * images. The files refer to images by their place in the official test batch; that they fit the images is verified.
 */
public final class Cifar10H {
    /** The file of counts. */
    public static final String COUNTS_FILE = "cifar10h-counts.npy";

    /** The file of single labels, packed. */
    public static final String RAW_ZIP = "cifar10h-raw.zip";

    /** The file of single labels, unpacked. */
    public static final String RAW_CSV = "cifar10h-raw.csv";

    /** The index of the images that check whether somebody pays attention; they are not of the test set. */
    private static final int ATTENTION_CHECK = -99999;

    /** Five times what the published file has. */
    private static final long MAX_CSV_BYTES = 256 << 20;

    private static final int ANNOTATOR = 0;
    private static final int INDEX = 1;
    private static final int CHOSEN = 2;
    private static final int TRUE = 3;

    /** The index has one name in the published file and another in its documentation. */
    private static final List<List<String>> COLUMNS = List.of(
            List.of("annotator_id"),
            List.of("cifar10_test_test_idx", "cifar10_test_set_idx"),
            List.of("chosen_label"),
            List.of("true_label"));

    private Cifar10H() {}

    /**
     * Reads how often each class was chosen for each image.
     *
     * @param labels class of each image
     * @return shape (images, 10)
     * @throws InputException if the file cannot be read, or does not fit the images
     */
    public static int[][] readCounts(Path file, int[] labels) throws InputException {
        int[][] counts = CountTable.read(file);
        int numClasses = CifarImages.CLASS_NAMES.size();
        if (counts.length != labels.length || counts[0].length != numClasses) {
            throw InputException.inFile(
                    file,
                    "has counts of " + counts.length + " images",
                    labels.length + ", those of the test batch, and " + numClasses + " classes",
                    "");
        }
        for (int i = 0; i < counts.length; i++) {
            if (Arrays.stream(counts[i]).allMatch(count -> count == 0)) {
                throw InputException.atRow(file, i, "has no labels", "at least 1", "");
            }
        }
        Alignment.check(file, "the most frequent labels", labels, i -> mostFrequent(counts[i]));
        return counts;
    }

    private static int mostFrequent(int[] counts) {
        int best = 0;
        for (int k = 1; k < counts.length; k++) {
            best = counts[k] > counts[best] ? k : best;
        }
        return best;
    }

    /**
     * Reads who gave which label, without the attention checks.
     *
     * @param file the CSV file, or the zip archive with it
     * @param labels class of each image
     * @return annotations of all test images, annotators in the order of their ids
     * @throws InputException if the file cannot be read, or does not fit the images
     */
    public static Annotations readRaw(Path file, int[] labels) throws InputException {
        int[][] columns = columns(file);
        int rows = columns[0].length;
        // Numbered 0, 1, ... in the order of their ids, which in the published file are just that.
        int[] annotatorIds =
                Arrays.stream(columns[ANNOTATOR]).sorted().distinct().toArray();
        int[] trueLabels = new int[labels.length];
        Arrays.fill(trueLabels, -1);
        for (int row = 0; row < rows; row++) {
            int index = columns[INDEX][row];
            if (index != ATTENTION_CHECK && (index < 0 || index >= labels.length)) {
                throw InputException.atRow(
                        file, row, "has the image index " + index, "0 to " + (labels.length - 1), "");
            }
            if (index != ATTENTION_CHECK) {
                trueLabels[index] = columns[TRUE][row];
            }
        }
        AnnotationsBuilder builder = Annotations.builder(
                        labels.length, annotatorIds.length, CifarImages.CLASS_NAMES.size())
                .reserve(rows);
        try {
            for (int row = 0; row < rows; row++) {
                if (columns[INDEX][row] != ATTENTION_CHECK) {
                    int annotator = Arrays.binarySearch(annotatorIds, columns[ANNOTATOR][row]);
                    builder.add(columns[INDEX][row], annotator, columns[CHOSEN][row]);
                }
            }
            Annotations annotations = builder.build();
            Alignment.check(file, "the true labels in it", labels, i -> trueLabels[i]);
            return annotations;
        } catch (IllegalArgumentException e) {
            throw InputException.inFile(file, e.getMessage(), "", "download it again");
        }
    }

    private static int[][] columns(Path file) throws InputException {
        if (!file.toString().endsWith(".zip")) {
            return IntegerCsv.read(file, COLUMNS);
        }
        try (ZipArchive zip = ZipArchive.open(file);
                InputStream csv = zip.find(name -> name.endsWith(".csv"), MAX_CSV_BYTES)
                        .orElseThrow(() -> new MalformedException("holds no CSV file"))) {
            return IntegerCsv.read(file, csv, COLUMNS);
        } catch (MalformedException e) {
            throw InputException.inFile(file, e.getMessage(), "", "");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
