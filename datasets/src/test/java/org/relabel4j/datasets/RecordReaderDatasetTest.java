package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.RecordReaderDataset.Columns;
import org.relabel4j.datasets.format.InputException;

class RecordReaderDatasetTest {
    private static final Columns COLUMNS = new Columns(1, List.of("cat", "dog"));

    private static Dataset read(List<List<Writable>> records) throws Exception {
        return RecordReaderDataset.of(new CollectionRecordReader(records), COLUMNS, 0, 1);
    }

    private static List<Writable> record(Object... fields) {
        return Arrays.stream(fields)
                .<Writable>map(field -> field instanceof Integer number
                        ? new IntWritable(number)
                        : field instanceof Double number ? new DoubleWritable(number) : new Text(field.toString()))
                .toList();
    }

    private static float[] row(Examples examples, int i) {
        float[] values = new float[examples.length()];
        examples.copyTo(i, values, 0);
        return values;
    }

    @Test
    void aClassIsANameOrItsPlaceAndAllElseNumbers() throws Exception {
        Dataset dataset = read(List.of(record(7, " dog ", "0.5"), record(8.0, 0, "-1e2")));

        int first = row(dataset.pool(), 0)[0] == 7 ? 0 : 1;
        assertArrayEquals(new float[] {7, 0.5f}, row(dataset.pool(), first));
        assertArrayEquals(new float[] {8, -100}, row(dataset.pool(), 1 - first));
        assertEquals(1, dataset.poolLabels()[first]);
        assertEquals(0, dataset.poolLabels()[1 - first]);
        assertEquals(0, dataset.test().size());
    }

    @Test
    void whatGoesOutComesBackIn() throws Exception {
        Dataset robot = Datasets.load("wall-robot", Map.of(), 1);
        ExamplesRecordReader reader = ExamplesRecordReader.ofPool(robot);

        Dataset back = RecordReaderDataset.of(reader, new Columns(reader.labelIndex(), robot.classNames()), 0.25, 3);

        assertEquals(1500, back.pool().size());
        assertEquals(500, back.test().size());
        assertEquals(
                keys(robot.pool(), robot.poolLabels(), robot.pool(), new int[0]),
                keys(back.pool(), back.poolLabels(), back.test(), back.testLabels()));
    }

    /** Values and class of each example of two sets, sorted. */
    private static List<String> keys(Examples one, int[] labels, Examples two, int[] otherLabels) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            keys.add(Arrays.toString(row(one, i)) + labels[i]);
        }
        for (int i = 0; i < otherLabels.length; i++) {
            keys.add(Arrays.toString(row(two, i)) + otherLabels[i]);
        }
        keys.sort(null);
        return keys;
    }

    @Test
    void saysWhatIsWrongWithARecord() {
        List<Writable> good = record(1, "cat", 2);

        assertMessage("row 1: has \"x\", expected a finite number", () -> read(List.of(good, record("x", "cat", 2))));
        assertMessage(
                "row 1: has \"NaN\", expected a finite number", () -> read(List.of(good, record(1, "cat", "NaN"))));
        assertMessage(
                "row 0: has \"NullWritable\", expected a finite number",
                () -> read(List.of(List.of(NullWritable.INSTANCE, new Text("cat")))));
        assertMessage(
                "row 1: has the class \"dgo\"; did you mean \"dog\"?", () -> read(List.of(good, record(1, "dgo", 2))));
        assertMessage("row 1: has the class 2, expected 0 to 1", () -> read(List.of(good, record(1, 2, 2))));
        assertMessage(
                "row 1: has 3 numbers, expected 2 as the first record",
                () -> read(List.of(good, record(1, "cat", 2, 3))));
        assertMessage(
                "row 1: has 1 column, expected the class in column 1, from 0", () -> read(List.of(good, record(1))));
        assertMessage("row 0: is not there, expected at least 1 record", () -> read(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Columns(0, List.of("a", "a")));
        assertThrows(IllegalArgumentException.class, () -> new Columns(-1, List.of("a", "b")));
    }

    private static void assertMessage(String message, Executable call) {
        var error = assertThrows(InputException.class, call);
        assertEquals("CollectionRecordReader " + message, error.getMessage());
    }
}
