package org.relabel4j.models.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/**
 * Reads what a {@link StateWriter} wrote, from a file that anybody may have changed. Whatever is not as it should be is an {@link
 * IllegalArgumentException} of one line with the file's name.
 */
public final class StateReader {
    private final NamedTensors tensors;
    private final Map<String, String> texts;
    private final Map<String, Function<StateReader, Classifier>> kinds;
    private final Map<String, Object> shared;
    private final String prefix;
    private final int numClasses;

    /**
     * The content of a file.
     *
     * @param kinds what reads a classifier, by its kind
     * @param numClasses classes that every classifier in it tells apart
     */
    public StateReader(
            NamedTensors tensors,
            Map<String, String> texts,
            Map<String, Function<StateReader, Classifier>> kinds,
            int numClasses) {
        this(tensors, texts, kinds, new HashMap<>(), "", numClasses);
    }

    private StateReader(
            NamedTensors tensors,
            Map<String, String> texts,
            Map<String, Function<StateReader, Classifier>> kinds,
            Map<String, Object> shared,
            String prefix,
            int numClasses) {
        this.tensors = tensors;
        this.texts = texts;
        this.kinds = kinds;
        this.shared = shared;
        this.prefix = prefix;
        this.numClasses = numClasses;
    }

    /** Classes that every classifier tells apart. */
    public int numClasses() {
        return numClasses;
    }

    /** What to throw about a name: {@code rest} says what is wrong with it. */
    public IllegalArgumentException problem(String name, String rest) {
        return new IllegalArgumentException(
                tensors.source() + ": " + prefix + name + " " + rest + "; the file is damaged, or another version's");
    }

    /** The name of the file. */
    public String source() {
        return tensors.source();
    }

    /** A file of a name in the same folder. */
    public Path beside(Path name) {
        return Path.of(source()).toAbsolutePath().resolveSibling(name);
    }

    /** Whether there is a text of that name. */
    public boolean has(String name) {
        return texts.containsKey(prefix + name);
    }

    /** A text. */
    public String text(String name) {
        String text = texts.get(prefix + name);
        if (text == null) {
            throw problem(name, "is missing");
        }
        return text;
    }

    /** A whole number. */
    public int count(String name, int min, int max) {
        String text = text(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw problem(name, "is \"" + text + "\", expected a whole number from " + min + " to " + max);
    }

    /** A finite number. */
    public double number(String name) {
        String text = text(name);
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw problem(name, "is \"" + text + "\", expected a finite number");
    }

    /** Texts in order. */
    public List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        int count = count(name, 0, texts.size());
        for (int n = 0; n < count; n++) {
            values.add(text(name + "." + n));
        }
        return values;
    }

    /** A tensor's shape of some axes. */
    public int[] shape(String name, int axes) {
        if (!tensors.names().contains(prefix + name)) {
            throw problem(name, "is missing");
        }
        int[] shape = tensors.shape(prefix + name);
        if (shape.length != axes) {
            throw problem(name, "has shape " + Arrays.toString(shape) + ", expected " + axes + " axes");
        }
        return shape;
    }

    /** A tensor of a shape, of finite numbers. */
    public float[] floats(String name, int... shape) {
        checkShape(name, shape);
        float[] values = tensors.floats(prefix + name);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw problem(name, "holds " + value + ", expected finite numbers");
            }
        }
        return values;
    }

    /** A tensor of a shape, of finite numbers. */
    public double[] doubles(String name, int... shape) {
        checkShape(name, shape);
        double[] values = tensors.doubles(prefix + name);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw problem(name, "holds " + value + ", expected finite numbers");
            }
        }
        return values;
    }

    /** Rows of equal length. */
    public double[][] rows(String name, int rows, int length) {
        double[] values = doubles(name, rows, length);
        double[][] split = new double[rows][];
        for (int r = 0; r < rows; r++) {
            split[r] = Arrays.copyOfRange(values, r * length, (r + 1) * length);
        }
        return split;
    }

    /** Whole numbers from 0 to below an end. */
    public int[] ints(String name, int size, int end) {
        double[] values = doubles(name, size);
        int[] ints = new int[values.length];
        for (int n = 0; n < ints.length; n++) {
            if (!(values[n] >= 0 && values[n] < end && values[n] == (int) values[n])) {
                throw problem(name, "holds " + values[n] + ", expected whole numbers from 0 to " + (end - 1));
            }
            ints[n] = (int) values[n];
        }
        return ints;
    }

    private void checkShape(String name, int[] shape) {
        int[] found = shape(name, shape.length);
        if (!Arrays.equals(found, shape)) {
            throw problem(name, "has shape " + Arrays.toString(found) + ", expected " + Arrays.toString(shape));
        }
    }

    /** The tensors of this part by their names in it, read. */
    public NamedTensors all() {
        TensorMap own = new TensorMap(tensors.source());
        for (String name : tensors.names()) {
            if (name.startsWith(prefix)) {
                String inside = name.substring(prefix.length());
                own.put(inside, tensors.shape(name), floats(inside, tensors.shape(name)));
            }
        }
        return own;
    }

    /** A part. */
    public StateReader part(String name) {
        return at(prefix + name + ".");
    }

    private StateReader at(String place) {
        return new StateReader(tensors, texts, kinds, shared, place, numClasses);
    }

    /** The classifier that a part is; the caller closes it. */
    public Classifier classifier(String name) {
        StateReader part = part(name);
        String kind = part.text(StateWriter.KIND);
        Function<StateReader, Classifier> reader = kinds.get(kind);
        if (reader == null) {
            throw part.problem(StateWriter.KIND, "is \"" + kind + "\", which this program does not know");
        }
        return reader.apply(part);
    }

    /** Something that several parts have in common: the same object for each of them. */
    public <T> T shared(String name, Class<T> type, Function<StateReader, T> read) {
        String place = text(name);
        Object found = shared.get(place);
        if (found == null) {
            found = read.apply(at(place + "."));
            shared.put(place, found);
        }
        if (!type.isInstance(found)) {
            throw problem(name, "is \"" + place + "\", which holds something else");
        }
        return type.cast(found);
    }
}
