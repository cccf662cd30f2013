package org.relabel4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LabelBatch;

class CrowdLabelSourceTest {
    private static final int[] TRUTH = IntStream.range(0, 30).map(i -> i % 3).toArray();
    private static final int CROWD = 4;
    private static final CrowdLabelSource SOURCE = new CrowdLabelSource(
            SimulatedAnnotators.alike(1, AnnotatorModel.confusing(NoiseMatrix.uniform(3, 0.3), TRUTH), CROWD), 7);

    private static Annotations after(Annotations given, int... examples) {
        LabelBatch batch = SOURCE.label(examples, given);
        return given.with(batch.examples(), batch.annotators(), batch.labels());
    }

    @Test
    void asksNobodyTwiceAndStopsWhenAllHaveAnswered() {
        Annotations given = Annotations.empty(TRUTH.length, CROWD, 3);
        for (int round = 0; round < CROWD; round++) {
            given = after(given, 5, 6);
        }

        assertEquals(CROWD, given.count(5)); // a member twice would have been refused
        assertEquals(0, SOURCE.label(new int[] {5}, given).size());
        assertArrayEquals(new int[] {7}, SOURCE.label(new int[] {5, 7}, given).examples());
    }

    @Test
    void givesTheSameAnswersInWhateverCompany() {
        Annotations none = Annotations.empty(TRUTH.length, CROWD, 3);

        Annotations one = after(after(none, 3), 3, 4);
        Annotations other = after(after(none, 9, 4, 3), 3);

        for (int position = 0; position < 2; position++) {
            assertEquals(one.labelAt(one.rowStart(3) + position), other.labelAt(other.rowStart(3) + position));
            assertEquals(one.annotatorAt(one.rowStart(3) + position), other.annotatorAt(other.rowStart(3) + position));
        }
        assertEquals(one.labelAt(one.rowStart(4)), other.labelAt(other.rowStart(4)));
    }

    @Test
    void spreadsTheExamplesOverTheCrowd() {
        LabelBatch batch = SOURCE.label(0, IntStream.range(0, 30).toArray());

        for (int j = 0; j < CROWD; j++) {
            int annotator = j;
            // 7.5 of 30 expected, with a deviation of 2.4.
            long count =
                    IntStream.of(batch.annotators()).filter(a -> a == annotator).count();
            assertTrue(count >= 1 && count <= 16, () -> annotator + " got " + count);
        }
        assertNotEquals(
                batch,
                new CrowdLabelSource(
                                SimulatedAnnotators.alike(
                                        1, AnnotatorModel.confusing(NoiseMatrix.uniform(3, 0.3), TRUTH), CROWD),
                                8)
                        .label(0, IntStream.range(0, 30).toArray()));
    }
}
