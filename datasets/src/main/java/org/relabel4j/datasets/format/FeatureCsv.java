package org.relabel4j.datasets.format;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.text.Suggestions;

/**
 * A table of features with a class each, from a CSV file with a header: the column of classes is named, all others are numbers.
 * Immutable.
 */
public final class FeatureCsv {
    private final int numFeatures;
    private final float[] features;
    private final int[] labels;
    private final List<String> classNames;

    private FeatureCsv(int numFeatures, float[] features, int[] labels, List<String> classNames) {
        this.numFeatures = numFeatures;
        this.features = features;
        this.labels = labels;
        this.classNames = classNames;
    }

    /**
     * Reads a file.
     *
     * @param labelColumn name of the column with the class: any text; classes are numbered in their order, whole numbers by
     *     value before other text
     * @throws InputException if it cannot be read, the column is missing, a feature is no finite number, or there are fewer
     *     than two classes
     */
    public static FeatureCsv read(Path file, String labelColumn) throws InputException {
        Reader reader = new Reader(labelColumn);
        CsvScan.scan(file, reader);
        if (reader.classes.size() < 2) {
            throw InputException.inFile(
                    file,
                    "has " + reader.numRows + " rows of " + reader.classes.size() + " classes",
                    "at least 2 classes in column \"" + labelColumn + "\"",
                    "");
        }
        int[] sorted = reader.classes.sortedPositions();
        int[] ranks = new int[sorted.length];
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        int[] labels = new int[reader.numRows];
        Arrays.setAll(labels, row -> ranks[reader.labels[row]]);
        return new FeatureCsv(
                reader.numFeatures,
                Arrays.copyOf(reader.features, reader.numRows * reader.numFeatures),
                labels,
                Arrays.stream(sorted).mapToObj(reader.classes::get).toList());
    }

    /** Features a row. */
    public int numFeatures() {
        return numFeatures;
    }

    /** The features, row by row; a copy. */
    public float[] features() {
        return features.clone();
    }

    /** Class of each row; a copy. */
    public int[] labels() {
        return labels.clone();
    }

    /** Name of each class. */
    public List<String> classNames() {
        return classNames;
    }

    private static final class Reader implements CsvScan.Rows {
        private final String labelName;
        private final Ids classes = new Ids();
        private List<String> columns;
        private int labelColumn;
        private int numFeatures;
        private float[] features = new float[64];
        private int[] labels = new int[16];
        private int numRows;

        Reader(String labelName) {
            this.labelName = labelName;
        }

        @Override
        public void header(List<String> names) {
            columns = names;
            labelColumn = names.indexOf(labelName);
            if (labelColumn < 0) {
                throw new CsvScan.Problem(
                        "has no column \"" + labelName + "\" in its header", "", Suggestions.hint(labelName, names));
            }
            numFeatures = names.size() - 1;
            if (numFeatures < 1) {
                throw new CsvScan.Problem("has no feature", "at least 1 column beside \"" + labelName + "\"", "");
            }
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            if (numRows == labels.length) {
                labels = Arrays.copyOf(labels, numRows * 2);
            }
            if (column == labelColumn) {
                if (length == 0) {
                    throw new CsvScan.Problem("has no class in column \"" + labelName + "\"", "one", "");
                }
                labels[numRows] = classes.add(text, offset, length);
                return;
            }
            int position =
                    Math.addExact(Math.multiplyExact(numRows, numFeatures), column < labelColumn ? column : column - 1);
            if (position >= features.length) {
                features =
                        Arrays.copyOf(features, Math.max(position + 1, (int) Math.min(1 << 30, features.length * 2L)));
            }
            features[position] = parse(column, text, offset, length);
        }

        private float parse(int column, char[] text, int offset, int length) {
            try {
                float value = JavaFloatParser.parseFloat(text, offset, length);
                if (Float.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Reported below like the other values that are no finite number.
            }
            String found = length == 0 ? "nothing" : "\"" + new String(text, offset, Math.min(length, 40)) + "\"";
            throw new CsvScan.Problem(
                    "has " + found + " in column \"" + columns.get(column) + "\"",
                    "a finite number",
                    "fill in missing values and encode categories first");
        }

        @Override
        public void endRecord(long line) {
            numRows++;
        }
    }
}
