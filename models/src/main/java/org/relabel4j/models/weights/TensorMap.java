package org.relabel4j.models.weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors in memory, in the order in which they were added. Not thread-safe while tensors are being added. */
public final class TensorMap implements NamedTensors {
    private final String source;
    private final Map<String, Stored> tensors = new LinkedHashMap<>();

    /** One of the two arrays is null. */
    private record Stored(int[] shape, float[] floats, double[] doubles) {}

    /**
     * No tensors yet.
     *
     * @param source where they come from, for messages
     */
    public TensorMap(String source) {
        this.source = source;
    }

    /**
     * Adds a tensor.
     *
     * @param shape its sizes; empty for a single number
     * @param values row-major; <em>not</em> copied: the caller must not change it afterwards
     * @throws IllegalArgumentException if the name is taken, or there are not as many values as the shape says
     */
    public void put(String name, int[] shape, float[] values) {
        put(name, new Stored(shape.clone(), values, null), values.length);
    }

    /** Adds a tensor of 64-bit floats; as {@link #put(String, int[], float[])}. */
    public void put(String name, int[] shape, double[] values) {
        put(name, new Stored(shape.clone(), null, values), values.length);
    }

    private void put(String name, Stored tensor, int length) {
        if (NamedTensors.size(tensor.shape()) != length) {
            throw new IllegalArgumentException("tensor " + name + " has " + length + " values, but shape "
                    + Arrays.toString(tensor.shape()) + " has " + NamedTensors.size(tensor.shape()));
        }
        if (tensors.putIfAbsent(name, tensor) != null) {
            throw new IllegalArgumentException("tensor " + name + " is added twice");
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public int[] shape(String name) {
        return find(name).shape().clone();
    }

    @Override
    public float[] floats(String name) {
        Stored tensor = find(name);
        if (tensor.doubles() == null) {
            return tensor.floats().clone();
        }
        float[] rounded = new float[tensor.doubles().length];
        for (int n = 0; n < rounded.length; n++) {
            rounded[n] = (float) tensor.doubles()[n];
        }
        return rounded;
    }

    @Override
    public boolean isDouble(String name) {
        return find(name).doubles() != null;
    }

    @Override
    public double[] doubles(String name) {
        return isDouble(name) ? find(name).doubles().clone() : NamedTensors.super.doubles(name);
    }

    private Stored find(String name) {
        Stored tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(source + " has no tensor " + name);
        }
        return tensor;
    }
}
