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

    private record Stored(int[] shape, float[] values) {}

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
        long length = NamedTensors.size(shape);
        if (length != values.length) {
            throw new IllegalArgumentException("tensor " + name + " has " + values.length + " values, but shape "
                    + Arrays.toString(shape) + " has " + length);
        }
        if (tensors.putIfAbsent(name, new Stored(shape.clone(), values)) != null) {
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
        return find(name).values().clone();
    }

    private Stored find(String name) {
        Stored tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(source + " has no tensor " + name);
        }
        return tensor;
    }
}
