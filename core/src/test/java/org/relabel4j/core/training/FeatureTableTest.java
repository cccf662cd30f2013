package org.relabel4j.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.FeatureTable.Column;

class FeatureTableTest {
    private static final float GAP = Float.NaN;
    private static final List<Column> COLUMNS =
            List.of(new Column("size", true, List.of()), new Column("colour", false, List.of("red", "blue")));

    @Test
    void someOfItsRowsAreATableToo() {
        FeatureTable table = FeatureTable.ofRowMajor(3, COLUMNS, new float[] {1.5f, 0, GAP, 1, 3, 2});

        FeatureTable some = table.rows(new int[] {2, 1, 2}).rows(new int[] {1, 2});

        assertEquals(2, some.size());
        assertEquals(COLUMNS, some.columns());
        assertTrue(Float.isNaN(some.value(0, 0)));
        assertEquals(2, some.value(1, 1));
        float[] copied = new float[5];
        some.copyTo(1, copied, 2);
        assertArrayEquals(new float[] {0, 0, 3, 2, 0}, copied);
    }

    @Test
    void rejectsWhatNoColumnCanHold() {
        check(
                "example 1 has Infinity in column \"size\", expected a finite number",
                2,
                1,
                0,
                Float.POSITIVE_INFINITY,
                0);
        check("example 0 has 3.0 in column \"colour\", expected 0 to 2", 1, 1, 3);
        check("example 0 has 0.5 in column \"colour\"", 1, 1, 0.5f);
        check("example 0 has -1.0 in column \"colour\"", 1, 1, -1);
        check("has 3 values, expected 2 x 2", 2, 1, 0, 1);
        var mixed = assertThrows(IllegalArgumentException.class, () -> new Column("x", true, List.of("red")));
        assertTrue(mixed.getMessage().contains("is of numbers and has categories"), mixed::getMessage);
    }

    private static void check(String expected, int size, float... values) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> FeatureTable.ofRowMajor(size, COLUMNS, values));
        assertTrue(refused.getMessage().contains(expected), refused::getMessage);
    }
}
