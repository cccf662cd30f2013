package org.relabel4j.datasets.format;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.relabel4j.core.text.Suggestions;

/**
 * A table of features with a class each, from a CSV file with a header: the column of classes is named, all others are numbers, but
 * for those that are ids or to be ignored. Immutable.
 *
 * @param numFeatures features a row
 * @param classNames name of each class
 * @param ids names of the columns that were taken as ids, not as features, though nobody said so
 */
public record FeatureCsv(int numFeatures, float[] features, int[] labels, List<String> classNames, List<String> ids) {
    /** A name that is certainly one of ids: none, {@code id}, {@code patient_id}, {@code imageId}, an index or a task. */
    private static final Pattern ID = Pattern.compile(
            "(Unnamed: [0-9]+)?|(?i:id|index|row|task|example|instance|(.+[_ .-])(id|index))|.*[a-z]I[dD]");

    /**
     * Reads a file.
     *
     * @param labelColumn name of the column with the class: any text; classes are numbered in their order, whole numbers by
     *     value before other text
     * @param ignored names of the columns that are no features; empty means those that are named as ids: without a name,
     *     {@code id}, {@code row_id}, {@code index}, {@code task} and the like
     * @throws InputException if it cannot be read, the column is missing, a feature is no finite number, or there are fewer
     *     than two classes
     */
    public static FeatureCsv read(Path file, String labelColumn, Optional<List<String>> ignored) throws InputException {
        Reader reader = new Reader(labelColumn, ignored);
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
                Arrays.stream(sorted).mapToObj(reader.classes::get).toList(),
                reader.ids);
    }

    /** The features, row by row; a copy. */
    public float[] features() {
        return features.clone();
    }

    /** Class of each row; a copy. */
    public int[] labels() {
        return labels.clone();
    }

    private static final class Reader implements CsvRows {
        private final String labelName;
        private final Optional<List<String>> ignored;
        private final List<String> ids = new ArrayList<>();
        private final Ids classes = new Ids();
        private List<String> columns;
        private int labelColumn;
        private int[] featureOfColumn;
        private int numFeatures;
        private float[] features = new float[64];
        private int[] labels = new int[16];
        private int numRows;

        Reader(String labelName, Optional<List<String>> ignored) {
            this.labelName = labelName;
            this.ignored = ignored;
        }

        @Override
        public void header(List<String> names) {
            columns = names;
            labelColumn = names.indexOf(labelName);
            if (labelColumn < 0) {
                throw new CsvProblem(
                        "has no column \"" + labelName + "\" in its header", "", Suggestions.hint(labelName, names));
            }
            for (String name : ignored.orElse(List.of())) {
                if (!names.contains(name) || name.equals(labelName)) {
                    throw new CsvProblem(
                            "has no column \"" + name + "\" to ignore in its header",
                            "",
                            Suggestions.hint(name, names));
                }
            }
            featureOfColumn = new int[names.size()];
            for (int column = 0; column < names.size(); column++) {
                boolean feature = column != labelColumn && isFeature(names.get(column));
                featureOfColumn[column] = feature ? numFeatures++ : -1;
            }
            if (numFeatures < 1) {
                throw new CsvProblem("has no feature", "at least 1 column beside \"" + labelName + "\"", "");
            }
        }

        private boolean isFeature(String name) {
            if (ignored.isPresent()) {
                return !ignored.get().contains(name);
            }
            if (ID.matcher(name).matches()) {
                ids.add(name);
                return false;
            }
            return true;
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            if (numRows == labels.length) {
                labels = Arrays.copyOf(labels, numRows * 2);
            }
            if (column == labelColumn) {
                if (length == 0) {
                    throw new CsvProblem("has no class in column \"" + labelName + "\"", "one", "");
                }
                labels[numRows] = classes.add(text, offset, length);
                return;
            }
            if (featureOfColumn[column] < 0) {
                return;
            }
            int position = Math.addExact(Math.multiplyExact(numRows, numFeatures), featureOfColumn[column]);
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
            throw new CsvProblem(
                    "has " + found + " in column \"" + columns.get(column) + "\"",
                    "a finite number",
                    "fill in missing values and encode categories first, or leave the column out: csv.ignore=NAME");
        }

        @Override
        public void endRecord(long line) {
            numRows++;
        }
    }
}
