package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** What no pool of a test's size shows: tasks of one hash. */
class TaskReaderTest {
    private static final Layout LAYOUT = new Layout(List.of("cat", "dog"), List.of(false));

    private static InternalRow label(String task, String annotator, String label, double place) {
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(task),
            1,
            UTF8String.fromString(annotator),
            UTF8String.fromString(label),
            null,
            place,
            0.0
        });
    }

    private static InternalRow probabilities(String task, double first) {
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(task), 0, null, null, new GenericArrayData(new double[] {first, 1 - first}), 0.0, 0.0
        });
    }

    private static List<InternalRow> rows() {
        return new ArrayList<>(List.of(
                probabilities("b", 0.25),
                probabilities("a", 0.5),
                probabilities("c", 1),
                label("b", "zoe", "cat", 1),
                label("b", "ann", "dog", 2),
                label("b", "eve", "dog", 2),
                label("c", "ann", "cat", 0)));
    }

    @Test
    void putsMixedTasksAndTheirLabelsInOrder() {
        for (int seed = 0; seed < 20; seed++) {
            List<InternalRow> rows = rows();
            Collections.shuffle(rows, new Random(seed));
            TaskReader reader = new TaskReader(rows.iterator(), LAYOUT, task -> 7);
            List<String> found = new ArrayList<>();
            List<double[]> predictions = new ArrayList<>();
            while (reader.hasNext()) {
                TaskRows task = reader.next();
                assertEquals(true, task.finish().isEmpty());
                predictions.add(task.predictions(0));
                found.add(task.task() + ":"
                        + task.labels().stream()
                                .map(given -> given.annotator().name + "=" + given.label())
                                .toList());
            }
            assertEquals(List.of("a:[]", "b:[zoe=0, ann=1, eve=1]", "c:[ann=0]"), found);
            assertArrayEquals(new double[] {0.25, 0.75}, predictions.get(1));
        }
    }

    @Test
    void tellsTheSameOfSeveralRefusedRowsInAnyOrder() {
        for (int seed = 0; seed < 20; seed++) {
            List<InternalRow> rows = rows();
            rows.add(label("b", "tim", "cow", 0));
            rows.add(label("b", "bob", "hen", 0));
            rows.add(label("b", "zoe", "cat", 3));
            Collections.shuffle(rows, new Random(seed));
            TaskReader reader = new TaskReader(rows.iterator(), LAYOUT, task -> 7);
            reader.next();
            assertEquals("bob", reader.next().finish().orElseThrow().annotator());
        }
    }
}
