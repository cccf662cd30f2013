package org.relabel4j.models.onnx;

import java.util.Arrays;
import org.relabel4j.core.text.Counted;
import org.relabel4j.models.onnx.OnnxSession.Output;
import org.relabel4j.models.onnx.Preprocessing.Layout;
import org.relabel4j.models.onnx.Preprocessing.Pool;

/**
 * What becomes of an output of one vector of features an example: nothing of {@code [n, d]}; of tokens {@code [n, t, d]} their mean or the
 * first; of a map {@code [n, d, h, w]}, or {@code [n, h, w, d]} where images come that way too, the mean.
 *
 * @param pool of tokens
 * @param layout of maps
 */
record Pooling(Pool pool, Layout layout) {
    private static final int MOST_FEATURES = 100_000;

    /**
     * Length of the features.
     *
     * @param shape of an output
     * @throws IllegalArgumentException if they are none of so many examples; what is wrong, one line without the file's name
     */
    int dimension(long[] shape, int examples) {
        boolean known = shape.length >= 2 && shape.length <= 4;
        if (!known || shape[0] != examples) {
            throw new IllegalArgumentException("gives " + Arrays.toString(shape) + " for " + examples
                    + " examples, expected [" + examples + ", length], or of several places"
                    + (known ? "; export it with an axis for any number of examples" : ""));
        }
        long dimension = shape[featureAxis(shape.length)];
        if (dimension < 1 || dimension > MOST_FEATURES) {
            throw new IllegalArgumentException(
                    "gives " + Counted.of(dimension, "feature") + " an example, expected 1 to " + MOST_FEATURES);
        }
        return (int) dimension;
    }

    private int featureAxis(int axes) {
        return axes == 4 && layout == Layout.NCHW ? 1 : axes - 1;
    }

    /** Writes the features of the first examples of an output one after another. */
    void write(Output output, int examples, float[] destination, int offset) {
        long[] shape = output.shape();
        int dimension = (int) shape[featureAxis(shape.length)];
        int length = output.values().length / (int) shape[0];
        int places = length / dimension;
        boolean together = featureAxis(shape.length) == shape.length - 1;
        int counted = shape.length == 3 && pool == Pool.FIRST ? 1 : places;
        for (int i = 0; i < examples; i++) {
            for (int f = 0; f < dimension; f++) {
                double sum = 0;
                for (int place = 0; place < counted; place++) {
                    sum += output.values()[i * length + (together ? place * dimension + f : f * places + place)];
                }
                destination[offset + i * dimension + f] = (float) (sum / counted);
            }
        }
    }
}
