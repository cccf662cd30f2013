package org.relabel4j.models.vision.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of an ND4J array of 32-bit floats in C order, seen from Java. Reading and writing at different positions is safe
 * from several threads. It must not be used after the array is closed or its workspace left.
 */
final class HostFloats {
    private final INDArray array;
    private final FloatBuffer buffer;

    /**
     * @param array floats in C order without gaps; a view is fine
     */
    HostFloats(INDArray array) {
        if (array.dataType() != DataType.FLOAT || !isDense(array)) {
            throw new IllegalArgumentException("array has type " + array.dataType() + ", order " + array.ordering()
                    + " and strides for shape " + Arrays.toString(array.shape())
                    + ", expected dense 32-bit floats in C order");
        }
        this.array = array;
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        FloatPointer pointer = new FloatPointer(array.data().addressPointer());
        buffer = pointer.capacity(array.length()).asBuffer();
    }

    /** Memory of an array that holds the same numbers in C order: the array itself if it does, else a copy. */
    static HostFloats reading(INDArray array) {
        return new HostFloats(dense(array));
    }

    /** The array itself if it is in C order without gaps, else a copy that is. */
    static INDArray dense(INDArray array) {
        return isDense(array) ? array : array.dup('c');
    }

    /** Tells ND4J that the memory on the host is now the newest; call it after writing. */
    void written() {
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }

    int length() {
        return buffer.capacity();
    }

    void read(int position, float[] destination, int count) {
        read(position, destination, 0, count);
    }

    void read(int position, float[] destination, int first, int count) {
        buffer.get(position, destination, first, count);
    }

    void write(int position, float[] source, int count) {
        buffer.put(position, source, 0, count);
    }

    /** All values, for short arrays. */
    static float[] values(INDArray array) {
        HostFloats host = reading(array);
        float[] values = new float[host.length()];
        host.read(0, values, values.length);
        return values;
    }

    /** Overwrites a whole array. */
    static void assign(INDArray array, float[] values) {
        HostFloats host = new HostFloats(array);
        host.write(0, values, values.length);
        host.written();
    }

    /** Whether elements follow each other in C order; the stride of a dimension of length 1, which ND4J leaves odd, is never used. */
    private static boolean isDense(INDArray array) {
        long expected = 1;
        for (int d = array.rank() - 1; d >= 0; d--) {
            if (array.size(d) != 1 && array.stride(d) != expected) {
                return false;
            }
            expected *= array.size(d);
        }
        return true;
    }
}
