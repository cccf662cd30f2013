package org.relabel4j.datasets.cifar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.datasets.archive.MalformedException;
import org.relabel4j.datasets.archive.NumpyArray;
import org.relabel4j.datasets.archive.Pickle;
import org.relabel4j.datasets.archive.ZipArchive;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.IntegerCsv;

/**
 * CIFAR-10N (Wei, Zhu, Cheng, Liu, Niu and Liu 2022): three people's labels of each of CIFAR-10's 50,000 training images, 17 to
 * 18 % of them wrong. Who gave which is not recoverable from the published files, so the three slots are three annotators.
 */
public final class Cifar10N {
    /** The published file, which PyTorch wrote. */
    public static final String TORCH_FILE = "CIFAR-10_human.pt";

    /** The same as CSV. */
    public static final String CSV_FILE = "cifar10n-labels.csv";

    private static final List<String> SLOTS = List.of("random_label1", "random_label2", "random_label3");
    private static final String TRUTH = "clean_label";
    private static final int MAX_PICKLE_BYTES = 64 << 20;

    private Cifar10N() {}

    /**
     * Reads the labels.
     *
     * @param file the {@code .pt} file, or a CSV file with the columns index, clean_label and random_label1 to 3, in any order
     *     of rows
     * @param labels class of each image
     * @return annotations of all training images by three annotators
     * @throws InputException if the file cannot be read, or does not fit the images
     */
    public static Annotations read(Path file, int[] labels) throws InputException {
        int[][] columns = file.toString().endsWith(".pt") ? torch(file) : csv(file);
        int[] truth = columns[SLOTS.size()];
        if (truth.length != labels.length) {
            throw InputException.inFile(
                    file, "has labels of " + truth.length + " images", labels.length + ", the training images", "");
        }
        Alignment.check(file, "the clean labels in it", labels, i -> truth[i]);
        AnnotationsBuilder builder = Annotations.builder(labels.length, SLOTS.size(), CifarImages.CLASS_NAMES.size());
        try {
            for (int i = 0; i < labels.length; i++) {
                for (int j = 0; j < SLOTS.size(); j++) {
                    builder.add(i, j, columns[j][i]);
                }
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw InputException.inFile(file, e.getMessage(), "", "download it again");
        }
    }

    private static int[][] csv(Path file) throws InputException {
        int[][] columns = IntegerCsv.read(
                file,
                List.of(
                        List.of(SLOTS.get(0)),
                        List.of(SLOTS.get(1)),
                        List.of(SLOTS.get(2)),
                        List.of(TRUTH),
                        List.of("index")));
        int[] index = columns[SLOTS.size() + 1];
        int[][] ordered = new int[SLOTS.size() + 1][index.length];
        boolean[] seen = new boolean[index.length];
        for (int row = 0; row < index.length; row++) {
            if (index[row] < 0 || index[row] >= index.length || seen[index[row]]) {
                throw InputException.atRow(
                        file, row, "has the index " + index[row], "each of 0 to " + (index.length - 1) + " once", "");
            }
            seen[index[row]] = true;
            for (int column = 0; column < ordered.length; column++) {
                ordered[column][index[row]] = columns[column][row];
            }
        }
        return ordered;
    }

    private static int[][] torch(Path file) throws InputException {
        try (ZipArchive zip = ZipArchive.open(file)) {
            if (!(Pickle.read(zip.read("data.pkl", MAX_PICKLE_BYTES)) instanceof Map<?, ?> map)) {
                throw new MalformedException("holds no dictionary of arrays");
            }
            int[][] columns = new int[SLOTS.size() + 1][];
            for (int n = 0; n < columns.length; n++) {
                String name = n < SLOTS.size() ? SLOTS.get(n) : TRUTH;
                if (!(map.get(name) instanceof NumpyArray array) || array.shape().length != 1) {
                    throw new MalformedException("holds no array " + name);
                }
                columns[n] = Arrays.stream(array.toLongs())
                        .mapToInt(label -> (int) Math.max(-1, Math.min(label, Integer.MAX_VALUE)))
                        .toArray();
                if (columns[n].length != columns[0].length) {
                    throw new MalformedException("holds arrays of different lengths");
                }
            }
            return columns;
        } catch (MalformedException e) {
            throw InputException.inFile(file, e.getMessage(), "", "download it again");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
