package org.relabel4j.models.weights;

import java.util.Arrays;
import java.util.Set;

/**
 * Tensors by name, such as a file of trained weights holds. Names are PyTorch's: {@code layer1.0.conv1.weight}.
 *
 * <p>A source may hold tensors that are not numbers for a network (a counter of batches, say): whoever loads a network asks
 * for the names that it wants and no others.
 */
public interface NamedTensors {
    /** Where the tensors come from, for messages: a file's path, say. */
    String source();

    /** The names, in the source's order. */
    Set<String> names();

    /**
     * A tensor's shape; a fresh array, empty for a single number.
     *
     * @throws IllegalArgumentException if there is no such tensor
     */
    int[] shape(String name);

    /**
     * A tensor's values as 32-bit floats, row-major; a fresh array.
     *
     * @return as many values as the product of {@link #shape}
     * @throws IllegalArgumentException if there is no such tensor or it does not hold floating-point numbers
     */
    float[] floats(String name);

    /** Whether a tensor holds 64-bit floats, which {@link #floats} rounds. */
    default boolean isDouble(String name) {
        return false;
    }

    /**
     * A tensor's values as 64-bit floats, which hold those of any other float and whole numbers up to 2^53 exactly; a fresh array.
     *
     * @throws IllegalArgumentException as {@link #floats}
     */
    default double[] doubles(String name) {
        float[] floats = floats(name);
        double[] doubles = new double[floats.length];
        for (int n = 0; n < doubles.length; n++) {
            doubles[n] = floats[n];
        }
        return doubles;
    }

    /** How many values a shape has. */
    static long size(int[] shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    }
}
