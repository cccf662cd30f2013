package org.relabel4j.models.mlp;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies between Java arrays and a whole ND4J array of 64-bit floats in C order (not a view), through the array's memory on
 * the host: the one place where the two meet. With CUDA, ND4J moves the data to and from the device.
 */
final class HostDoubles {
    private final INDArray array;
    private final DoubleBuffer buffer;

    /** Memory of an array; it must not be used after the array is closed. */
    HostDoubles(INDArray array) {
        this.array = array;
        // With CUDA the memory on the host exists only from here on.
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        DoublePointer pointer = new DoublePointer(array.data().addressPointer());
        buffer = pointer.capacity(array.length()).asBuffer();
    }

    /** Copies all values, row-major, to {@code destination}. */
    void read(double[] destination) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        buffer.get(0, destination, 0, buffer.capacity());
    }

    /** Copies all values, row-major, from {@code source}. */
    void write(double[] source) {
        buffer.put(0, source, 0, buffer.capacity());
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }
}
