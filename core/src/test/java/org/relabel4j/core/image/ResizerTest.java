package org.relabel4j.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.ImageSet;

class ResizerTest {
    private static Pixels grey(int height, int width, int... values) {
        byte[] bytes = new byte[values.length];
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) values[n];
        }
        return new Pixels(height, width, 1, bytes);
    }

    @Test
    void halvesByTheTriangle() {
        Pixels row = grey(1, 4, 0, 80, 160, 240);

        byte[] half = new Resizer(1, 2, Resizer.Fit.SQUASH).resize(row).values();

        // Centre 1, reach 2: weights 0.75, 0.75, 0.25 of the first three: (0 + 60 + 40) / 1.75 = 57.14; the other
        // mirrored,
        // 240 - 57.14 = 182.86.
        assertArrayEquals(new byte[] {57, (byte) 183}, half);
    }

    @Test
    void doublesByTheTriangle() {
        byte[] doubled =
                new Resizer(1, 4, Resizer.Fit.SQUASH).resize(grey(1, 2, 0, 100)).values();

        // Centres 0.25, 0.75, 1.25, 1.75 between 0 at 0.5 and 100 at 1.5.
        assertArrayEquals(new byte[] {0, 25, 75, 100}, doubled);
    }

    @Test
    void cropsToTheMiddle() {
        Pixels wide = grey(2, 6, 9, 9, 1, 2, 9, 9, 9, 9, 3, 4, 9, 9);

        assertArrayEquals(
                new byte[] {1, 2, 3, 4},
                new Resizer(2, 2, Resizer.Fit.CROP).resize(wide).values());
        assertArrayEquals(
                new byte[] {9, 9},
                new Resizer(2, 1, Resizer.Fit.CROP)
                        .resize(grey(6, 1, 1, 1, 9, 9, 1, 1))
                        .values());
    }

    @Test
    void leavesTheRightSizeAlone() {
        Pixels image = grey(2, 2, 1, 2, 3, 4);

        assertSame(image, new Resizer(2, 2, Resizer.Fit.CROP).resize(image));
        assertThrows(IllegalArgumentException.class, () -> new Resizer(0, 2, Resizer.Fit.CROP));
    }

    /** Whatever the sizes, one colour stays that colour. */
    @Property(tries = 200)
    void oneColourStays(
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 40) int side,
            @ForAll Resizer.Fit fit,
            @ForAll byte value) {
        byte[] values = new byte[height * width * 3];
        Arrays.fill(values, value);

        Pixels resized = new Resizer(side, side, fit).resize(new Pixels(height, width, 3, values));

        assertEquals(side * side * 3, resized.values().length);
        for (byte found : resized.values()) {
            assertEquals(value, found);
        }
    }

    @Test
    void resizesASetAsItsImages() {
        ImageSet set = new ImageSet(2, 3, 1, new byte[][] {{0, 10, 20, 30, 40, 50}, {7, 6, 5, 4, 3, 2}});
        Resizer resizer = new Resizer(3, 2, Resizer.Fit.SQUASH);

        for (ImageSet resized : List.of(
                resizer.resize(set), resizer.view(set), resizer.view(set).rows(new int[] {1, 1}))) {
            assertArrayEquals(new int[] {3, 2, 1}, resized.shape());
            byte[] second = new byte[7];
            resized.copyTo(1, second, 1);
            byte[] expected = resizer.resize(grey(2, 3, 7, 6, 5, 4, 3, 2)).values();
            assertArrayEquals(expected, Arrays.copyOfRange(second, 1, 7));
            float[] numbers = new float[6];
            resized.copyTo(1, numbers, 0);
            assertEquals(expected[5], numbers[5]);
        }
        assertSame(set, new Resizer(2, 3, Resizer.Fit.CROP).resize(set));
        assertSame(set, new Resizer(2, 3, Resizer.Fit.CROP).view(set));
    }
}
