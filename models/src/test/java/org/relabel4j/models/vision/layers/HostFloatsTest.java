package org.relabel4j.models.vision.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostFloatsTest {
    private static final INDArray TABLE = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void stridesOfDimensionsOfLengthOneDoNotMatter() {
        // A 1 x 1 image, channels last: the strides of height and width can be anything.
        INDArray images =
                Nd4j.create(DataType.FLOAT, new long[] {2, 3, 1, 1}, 'c').permute(0, 2, 3, 1);
        images.assign(TABLE.reshape(2, 1, 1, 3));

        assertSame(images, HostFloats.dense(images));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, HostFloats.values(images));
    }

    @Test
    void otherOrdersAndViewsWithGapsAreCopied() {
        INDArray transposed = TABLE.transpose();
        INDArray gaps = TABLE.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2));

        assertNotSame(transposed, HostFloats.dense(transposed));
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, HostFloats.values(transposed));
        assertArrayEquals(new float[] {1, 2, 4, 5}, HostFloats.values(gaps));
        assertThrows(IllegalArgumentException.class, () -> new HostFloats(gaps));
    }
}
