package org.relabel4j.core.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a fold's classifier leaves to the one that is trained for the same fold in the next round: numbers by name, such as the
 * weights of a network, which only its {@link WarmTrainer} understands. Immutable.
 */
public final class FoldMemory {
    private final Map<String, float[]> vectors;

    /**
     * A memory of some numbers.
     *
     * @param vectors by name, in the order to keep; the arrays are <em>not</em> copied: the caller must not change them
     *     afterwards
     */
    public FoldMemory(Map<String, float[]> vectors) {
        this.vectors = Collections.unmodifiableMap(new LinkedHashMap<>(vectors));
    }

    /** The names, in order. */
    public Set<String> names() {
        return vectors.keySet();
    }

    /**
     * The numbers of a name; a fresh array.
     *
     * @throws IllegalArgumentException if there is no such name
     */
    public float[] vector(String name) {
        float[] values = vectors.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    "the memory of the last round has no " + name + "; it is that of another model");
        }
        return values.clone();
    }
}
