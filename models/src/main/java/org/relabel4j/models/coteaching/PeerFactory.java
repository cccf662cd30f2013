package org.relabel4j.models.coteaching;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.training.Examples;

/** Makes the two networks, for tables or images. Immutable. */
@FunctionalInterface
public interface PeerFactory {
    /**
     * Makes one network, initialised, with its updater.
     *
     * @param shape shape of one example
     * @param numClasses outputs
     * @param seed of the initial weights; the two networks get different ones
     */
    PeerNetwork create(int[] shape, int numClasses, long seed);

    /**
     * A batch as the networks want it: by default floats of shape (rows, shape of one example), channels of images last, values
     * as they are. Overridden where images are normalised or altered at random.
     */
    default INDArray input(Examples examples, int[] rows) {
        int length = examples.length();
        float[] values = new float[Math.multiplyExact(rows.length, length)];
        for (int n = 0; n < rows.length; n++) {
            examples.copyTo(rows[n], values, n * length);
        }
        int[] shape = examples.shape();
        long[] batchShape = new long[shape.length + 1];
        batchShape[0] = rows.length;
        for (int d = 0; d < shape.length; d++) {
            batchShape[d + 1] = shape[d];
        }
        return Nd4j.create(values, batchShape, 'c');
    }
}
