package org.relabel4j.models.state;

import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/** Collects the tensors and texts of a file, part by part: those of part {@code a} have names that begin with {@code a.}. */
public final class StateWriter {
    static final String KIND = "kind";
    private static final String SHARED = "shared.";

    private final TensorMap tensors;
    private final Map<String, String> texts;
    private final Map<Object, String> shared;
    private final String prefix;

    /** Nothing yet. */
    public StateWriter() {
        this(new TensorMap("a model"), new LinkedHashMap<>(), new IdentityHashMap<>(), "");
    }

    private StateWriter(TensorMap tensors, Map<String, String> texts, Map<Object, String> shared, String prefix) {
        this.tensors = tensors;
        this.texts = texts;
        this.shared = shared;
        this.prefix = prefix;
    }

    /** All tensors. */
    public NamedTensors tensors() {
        return tensors;
    }

    /** All texts. */
    public Map<String, String> texts() {
        return texts;
    }

    /** Adds a text, or what {@link String#valueOf} makes of a number. */
    public void text(String name, Object value) {
        texts.put(prefix + name, String.valueOf(value));
    }

    /** Adds texts in order, with their number. */
    public void texts(String name, Collection<?> values) {
        text(name, values.size());
        int n = 0;
        for (Object value : values) {
            text(name + "." + n++, value);
        }
    }

    /** Adds a tensor; the values are <em>not</em> copied. */
    public void floats(String name, float[] values, int... shape) {
        tensors.put(prefix + name, shape, values);
    }

    /** Adds a tensor; the values are <em>not</em> copied. */
    public void doubles(String name, double[] values, int... shape) {
        tensors.put(prefix + name, shape, values);
    }

    /** Adds whole numbers. */
    public void ints(String name, int[] values) {
        doubles(name, Arrays.stream(values).asDoubleStream().toArray(), values.length);
    }

    /** Adds rows of equal length. */
    public void rows(String name, double[][] rows, int length) {
        double[] values = new double[Math.multiplyExact(rows.length, length)];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, values, r * length, length);
        }
        doubles(name, values, rows.length, length);
    }

    /** Adds all of some tensors. */
    public void all(NamedTensors source) {
        source.names().forEach(name -> floats(name, source.floats(name), source.shape(name)));
    }

    /** A part. */
    public StateWriter part(String name) {
        return new StateWriter(tensors, texts, shared, prefix + name + ".");
    }

    /**
     * Adds a classifier as a part.
     *
     * @throws IllegalArgumentException if it is none that a file can hold
     */
    public void classifier(String name, Classifier classifier) {
        if (!(classifier instanceof Savable savable)) {
            throw new IllegalArgumentException("a model of the class "
                    + classifier.getClass().getName() + " cannot be written to a file; use another model");
        }
        StateWriter part = part(name);
        part.text(KIND, savable.kind());
        savable.save(part);
    }

    /**
     * Adds something that several parts have in common, once.
     *
     * @param what the same object in each of the parts
     * @param save writes it
     */
    public void shared(String name, Object what, Consumer<StateWriter> save) {
        String place = shared.get(what);
        if (place == null) {
            place = SHARED + shared.size();
            shared.put(what, place);
            save.accept(new StateWriter(tensors, texts, shared, place + "."));
        }
        text(name, place);
    }
}
