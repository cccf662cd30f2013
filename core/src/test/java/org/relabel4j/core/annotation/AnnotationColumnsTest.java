package org.relabel4j.core.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AnnotationColumnsTest {
    private static final Annotations SHAPE = Annotations.empty(3, 2, 4);

    private static Annotations of(int[] examples, int[] annotators, int[] labels) {
        return Annotations.ofColumns(SHAPE, examples.length, n -> examples[n], n -> annotators[n], n -> labels[n]);
    }

    private static void assertRefused(String message, Consumer<int[][]> breaking) {
        int[][] columns = {{2, 0, 2}, {1, 0, 0}, {3, 1, 0}};
        breaking.accept(columns);
        var error = assertThrows(IllegalArgumentException.class, () -> of(columns[0], columns[1], columns[2]));
        assertEquals(message, error.getMessage());
    }

    @Test
    void equalsTheTableThatABuilderMakes() {
        Annotations built = Annotations.builder(3, 2, 4)
                .add(2, 1, 3)
                .add(0, 0, 1)
                .add(2, 0, 0)
                .build();

        Annotations columns = of(new int[] {2, 0, 2}, new int[] {1, 0, 0}, new int[] {3, 1, 0});

        assertEquals(built, columns);
        assertEquals(2, columns.numLabelled());
        assertEquals(3, columns.labelAt(columns.rowStart(2)), "the older label of example 2 comes first");
    }

    @Test
    void noAnnotationsGiveTheEmptyTable() {
        assertEquals(SHAPE, of(new int[0], new int[0], new int[0]));
    }

    @Test
    void refusesWhatIsOutOfRangeOrRepeated() {
        assertRefused("example is 3, expected 0 to 2", columns -> columns[0][1] = 3);
        assertRefused("annotator is -1, expected 0 to 1", columns -> columns[1][2] = -1);
        assertRefused("label is 4, expected 0 to 3", columns -> columns[2][0] = 4);
        assertRefused(
                "annotator 0 labelled example 2 twice; keep one label for each pair of example and annotator",
                columns -> columns[1][0] = 0);
    }
}
