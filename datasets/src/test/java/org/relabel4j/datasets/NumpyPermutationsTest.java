package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NumpyPermutationsTest {
    @Test
    void equalsNumpy() {
        // numpy 2.4.6: numpy.random.RandomState(111).permutation(7), and the start of that of 2205.
        assertArrayEquals(new int[] {3, 1, 2, 0, 5, 6, 4}, new NumpyPermutations(111).next(7));
        assertArrayEquals(
                new int[] {1737, 421, 1995, 1216, 239}, Arrays.copyOf(new NumpyPermutations(111).next(2205), 5));
    }
}
