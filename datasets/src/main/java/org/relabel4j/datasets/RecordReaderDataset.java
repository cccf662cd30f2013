package org.relabel4j.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.ArrayWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.InputException;

/**
 * A data set of whatever DataVec reads: CSV, JSON, text by regular expressions, databases, images, what a transform process makes of
 * them. Each record is an example: a class, and numbers (or arrays of numbers, row-major) in all other columns.
 * {@link ExamplesRecordReader} is the way back.
 */
public final class RecordReaderDataset {
    private final RecordReader reader;
    private final Columns columns;
    private final Place place;

    /**
     * What the columns of a record are.
     *
     * @param label column with the class, from 0: a text is a class's name, a number its place in the names
     * @param classNames name of each class, at least 2
     */
    public record Columns(int label, List<String> classNames) {
        /**
         * @throws IllegalArgumentException if the label's column is negative, or there are not two different classes
         */
        public Columns {
            classNames = List.copyOf(classNames);
            if (label < 0) {
                throw new IllegalArgumentException("the column of classes is " + label + ", expected 0 or more");
            }
            if (classNames.size() < 2 || classNames.stream().distinct().count() < classNames.size()) {
                throw new IllegalArgumentException("the classes are " + classNames + ", expected 2 or more, each once");
            }
        }
    }

    /** Says where the record stands that has a problem: its number, from 0; the rest as in {@link InputException#inFile}. */
    @FunctionalInterface
    interface Place {
        InputException problem(int row, String found, String expected, String hint);
    }

    private RecordReaderDataset(RecordReader reader, Columns columns, Place place) {
        this.reader = reader;
        this.columns = columns;
        this.place = place;
    }

    /**
     * Reads all records that a reader still has, and puts them into a random order, of which the last are the test set.
     *
     * @param reader initialised; not closed
     * @param testFraction share of the records that is kept for testing, 0 to 0.9
     * @param seed decides the order
     * @throws IllegalArgumentException if the fraction is out of range
     * @throws InputException if there is no record; or one cannot be read, has other than finite numbers beside a class that is
     *     known, or more or fewer numbers than the first; records count from 0
     */
    public static Dataset of(RecordReader reader, Columns columns, double testFraction, long seed)
            throws InputException {
        if (!(testFraction >= 0 && testFraction <= 0.9)) {
            throw new IllegalArgumentException("the test fraction is " + testFraction + ", expected 0 to 0.9");
        }
        Path source = Path.of(reader.getClass().getSimpleName());
        Place place = (row, found, expected, hint) -> InputException.atRow(source, row, found, expected, hint);
        return table(reader, columns, place).split("records", columns.classNames(), testFraction, seed);
    }

    /**
     * Reads all records that a reader still has, in their order.
     *
     * @throws InputException as {@link #of}
     */
    static LabelledTable table(RecordReader reader, Columns columns, Place place) throws InputException {
        return new RecordReaderDataset(reader, columns, place).read();
    }

    private LabelledTable read() throws InputException {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int row = 0; ; row++) {
            List<Writable> record = next(row);
            if (record == null) {
                break;
            }
            labels.add(label(row, record));
            rows.add(features(row, record));
            if (rows.get(row).length != rows.get(0).length) {
                throw place.problem(
                        row,
                        "has " + Counted.of(rows.get(row).length, "number"),
                        rows.get(0).length + " as the first record",
                        "");
            }
        }
        if (rows.isEmpty()) {
            throw place.problem(0, "is not there", "at least 1 record", "");
        }
        return LabelledTable.of(
                rows, labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The next record, or null after the last. */
    private List<Writable> next(int row) throws InputException {
        try {
            return reader.hasNext() ? reader.next() : null;
        } catch (RuntimeException e) {
            // How readers tell of an open quote, of a file that went away, or of a field that a transform cannot take.
            String reason = e.getCause() instanceof IOException io ? io.getMessage() : e.getMessage();
            throw place.problem(row, "cannot be read: " + reason, "", "check the quotes");
        }
    }

    private int label(int row, List<Writable> record) throws InputException {
        if (columns.label() >= record.size()) {
            throw place.problem(
                    row,
                    "has " + Counted.of(record.size(), "column"),
                    "the class in column " + columns.label() + ", from 0",
                    "");
        }
        Writable label = record.get(columns.label());
        List<String> names = columns.classNames();
        if (label instanceof Text) {
            String name = label.toString().strip();
            if (!names.contains(name)) {
                throw place.problem(row, "has the class \"" + name + "\"", "", Suggestions.hint(name, names));
            }
            return names.indexOf(name);
        }
        double number = number(row, label);
        if (number < 0 || number >= names.size() || number != Math.rint(number)) {
            throw place.problem(row, "has the class " + label, "0 to " + (names.size() - 1), "");
        }
        return (int) number;
    }

    private float[] features(int row, List<Writable> record) throws InputException {
        int size = 0;
        for (int column = 0; column < record.size(); column++) {
            size += column == columns.label() ? 0 : length(record.get(column));
        }
        float[] values = new float[size];
        int next = 0;
        for (int column = 0; column < record.size(); column++) {
            Writable writable = record.get(column);
            for (int n = 0; column != columns.label() && n < length(writable); n++) {
                values[next++] = writable instanceof ArrayWritable array ? array.getFloat(n) : number(row, writable);
            }
        }
        return values;
    }

    private static int length(Writable writable) {
        return writable instanceof ArrayWritable array ? Math.toIntExact(array.length()) : 1;
    }

    private float number(int row, Writable writable) throws InputException {
        try {
            float value = writable.toFloat();
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException | UnsupportedOperationException e) {
            // Told below, as what is no finite number.
        }
        throw place.problem(row, "has \"" + writable + "\"", "a finite number", "");
    }
}
