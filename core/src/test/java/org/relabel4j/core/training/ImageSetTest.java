package org.relabel4j.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ImageSetTest {
    @Test
    void givesBytesAsNumbersWithoutSign() {
        ImageSet images = new ImageSet(1, 2, 1, new byte[][] {{0, 1}, {(byte) 128, (byte) 255}});
        float[] values = new float[3];

        images.copyTo(1, values, 1);

        assertArrayEquals(new float[] {0, 128, 255}, values);
        assertArrayEquals(new int[] {1, 2, 1}, images.shape());
        assertEquals(2, images.length());
        assertEquals(2, images.size());
    }

    @Test
    void copiesBytes() {
        ImageSet images = new ImageSet(1, 1, 3, new byte[][] {{1, 2, -1}});
        byte[] bytes = new byte[4];

        images.copyTo(0, bytes, 1);

        assertArrayEquals(new byte[] {0, 1, 2, -1}, bytes);
    }

    @Test
    void namesTheImageOfWrongLength() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> new ImageSet(2, 2, 1, new byte[][] {new byte[4], new byte[3]}));

        assertEquals("image 1 has 3 bytes, expected 2 x 2 x 1 = 4", error.getMessage());
    }

    @Test
    void refusesTwoChannels() {
        assertThrows(IllegalArgumentException.class, () -> new ImageSet(2, 2, 2, new byte[0][]));
    }
}
