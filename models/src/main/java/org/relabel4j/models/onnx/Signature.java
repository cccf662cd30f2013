package org.relabel4j.models.onnx;

import java.util.List;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.models.onnx.OnnxSession.Value;
import org.relabel4j.models.onnx.Preprocessing.Layout;
import org.relabel4j.models.onnx.PreprocessingFile.Choice;
import org.relabel4j.models.vision.InputSize;

/**
 * What goes into a model and which of its outputs the features are.
 *
 * @param input the only one
 * @param batch examples that a run must have; 0 if any number will do
 * @param layout of images; empty if it takes vectors
 * @param channels values a pixel, 1 or 3; of vectors 1
 * @param height rows of pixels; of vectors 1
 * @param width pixels a row; of vectors their length
 * @param output name of the features
 */
record Signature(String input, int batch, Optional<Layout> layout, int channels, int height, int width, String output) {
    private static final String FLOAT = "float";

    /** What comes before the names of options in experiments and projects. */
    private static final String NAME = OnnxFeatures.KIND;

    private static final int MOST_BATCH = 1024;
    private static final int MOST_VALUES = 1 << 20;
    private static final int MOST_RUN_VALUES = 1 << 28;

    /** Axes of images: examples, and three more in either order. */
    private static final int IMAGE_AXES = 4;

    /**
     * What a model has, with what the preprocessing says where the model leaves something open.
     *
     * @param choice what the preprocessing was made of
     * @throws IllegalArgumentException if features cannot come of it; what is wrong, one line without the file's name
     */
    static Signature of(OnnxSession session, Preprocessing preprocessing, Choice choice) {
        Value input = input(session.inputs());
        int batch = free(input, 0) ? 0 : length(input, 0, MOST_BATCH);
        String output = output(session.outputs(), preprocessing.output(), choice);
        if (input.shape().size() == 2) {
            if (free(input, 1)) {
                throw new IllegalArgumentException(
                        "leaves the length of its vectors open: " + input.shown() + "; export it with a fixed one");
            }
            return new Signature(input.name(), batch, Optional.empty(), 1, 1, length(input, 1, MOST_VALUES), output)
                    .checked(input);
        }
        Layout layout = preprocessing.layout().orElseGet(() -> layout(input));
        int first = layout == Layout.NCHW ? 2 : 1;
        int channels = channels(input, layout);
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("takes images of " + channels + " channels (" + input.shown() + " as "
                    + layout.name().toLowerCase(java.util.Locale.ROOT)
                    + (preprocessing.layout().isPresent() ? choice.where(Preprocessing.LAYOUT) : "")
                    + "), expected 1 or 3");
        }
        for (int axis = first; axis < first + 2; axis++) {
            if (!free(input, axis)) {
                length(input, axis, InputSize.MOST_PIXELS);
            }
        }
        Signature signature = new Signature(
                        input.name(),
                        batch,
                        Optional.of(layout),
                        channels,
                        side(input, first, preprocessing.size(), choice),
                        side(input, first + 1, preprocessing.size(), choice),
                        output)
                .checked(input);
        // Last: who has a model that cannot be used should not be asked for it.
        if (choice.source().isEmpty()) {
            throw unprepared();
        }
        return signature;
    }

    private static IllegalArgumentException unprepared() {
        return new IllegalArgumentException(
                "takes images, but nobody says how to prepare them: write a file of preprocessing beside it"
                        + " (docs/ONNX.md), or name a preset (" + NAME
                        + ".preset=NAME in settings, --model-option preset=NAME of evaluate), one of "
                        + String.join(", ", Presets.names()) + "; evaluate --probe compares them");
    }

    /** Itself, unless a run would have more values than there is room for. */
    private Signature checked(Value input) {
        if ((long) batch * length() > MOST_RUN_VALUES) {
            throw new IllegalArgumentException("takes " + input.shown() + ", expected at most " + MOST_RUN_VALUES
                    + " numbers a run; export it with a smaller batch, or any");
        }
        return this;
    }

    /**
     * Checks that preprocessing goes with it.
     *
     * @param choice what it was made of
     * @throws IllegalArgumentException if not; one line without the file's name
     */
    void check(Preprocessing preprocessing, Choice choice) {
        if (layout.isEmpty()) {
            for (Option<?> option : Preprocessing.ALL) {
                if (choice.values().containsKey(option.name()) && !Preprocessing.OF_OUTPUTS.contains(option)) {
                    throw new IllegalArgumentException("takes vectors, which " + option.name() + choice.where(option)
                            + " has no effect on; leave it out, and a preset too");
                }
            }
        } else if (channels == 1) {
            boolean mean = preprocessing.mean().size() > 1;
            if (mean || preprocessing.sd().size() > 1) {
                throw new IllegalArgumentException("takes grey images, but mean or sd are of three colours"
                        + choice.where(mean ? Preprocessing.MEAN : Preprocessing.SD) + "; give one number");
            }
        }
    }

    /** Values of an example. */
    int length() {
        return channels * height * width;
    }

    /** The input's shape for some examples. */
    long[] shape(int examples) {
        return layout.map(order -> order == Layout.NCHW
                        ? new long[] {examples, channels, height, width}
                        : new long[] {examples, height, width, channels})
                .orElse(new long[] {examples, width});
    }

    /** Values a pixel of what a model takes, by its shape alone; 0 of vectors. Throws as {@link #of}. */
    static int channels(OnnxSession session) {
        Value input = input(session.inputs());
        return input.shape().size() == 2 ? 0 : channels(input, layout(input));
    }

    private static int channels(Value input, Layout layout) {
        int axis = layout == Layout.NCHW ? 1 : IMAGE_AXES - 1;
        return free(input, axis) ? 3 : length(input, axis, MOST_VALUES);
    }

    private static Value input(List<Value> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("takes " + inputs.size() + " inputs (" + shown(inputs)
                    + "), expected one, of images or vectors; export the part that takes those alone");
        }
        Value input = inputs.get(0);
        if (!input.type().equals(FLOAT)) {
            throw new IllegalArgumentException(
                    "takes " + input.shown() + ", expected an input of float; export it with numbers of 32 bits");
        }
        int axes = input.shape().size();
        if (axes != 2 && axes != IMAGE_AXES) {
            throw new IllegalArgumentException("takes " + input.shown()
                    + ", expected images [n, 3, height, width] or [n, height, width, 3], or vectors [n, length]");
        }
        return input;
    }

    private static String output(List<Value> outputs, Optional<String> wanted, Choice choice) {
        if (wanted.isPresent()) {
            Value output = outputs.stream()
                    .filter(one -> one.name().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "has no output \"" + wanted.get() + "\"" + named(choice) + ", only " + shown(outputs)));
            if (!output.type().equals(FLOAT)) {
                throw new IllegalArgumentException(
                        "gives " + output.shown() + ", expected float; choose another of " + shown(outputs));
            }
            return output.name();
        }
        // Vectors before maps and tokens, which are averaged: whoever exports both means the vectors.
        for (boolean vectors : new boolean[] {true, false}) {
            for (Value output : outputs) {
                if (output.type().equals(FLOAT)
                        && (vectors
                                ? output.shape().size() == 2
                                : output.shape().size() != 1 && output.shape().size() <= IMAGE_AXES)) {
                    return output.name();
                }
            }
        }
        throw new IllegalArgumentException("gives " + shown(outputs)
                + ", expected float features [n, length], or of several places, to be averaged");
    }

    private static Layout layout(Value input) {
        return isChannels(input, IMAGE_AXES - 1) && !isChannels(input, 1) ? Layout.NHWC : Layout.NCHW;
    }

    private static boolean isChannels(Value input, int axis) {
        return input.shape().get(axis) == 1 || input.shape().get(axis) == 3;
    }

    private static String named(Choice choice) {
        String where = choice.where(Preprocessing.OUTPUT);
        return where.isEmpty() ? "" : " (named" + where + ")";
    }

    private static int side(Value input, int axis, Optional<Integer> wanted, Choice choice) {
        if (free(input, axis)) {
            return wanted.orElseThrow(() -> choice.source().isEmpty()
                    ? unprepared()
                    : new IllegalArgumentException("takes images of any size (" + input.shown() + "): say which by size"
                            + choice.where(Preprocessing.SIZE) + ", or by the option size (" + NAME
                            + ".size=PIXELS in settings)"));
        }
        int own = length(input, axis, InputSize.MOST_PIXELS);
        if (wanted.isPresent() && !choice.usualSize() && wanted.get() != own) {
            throw new IllegalArgumentException("takes images of " + own + " pixels (" + input.shown()
                    + "), but size is " + wanted.get() + choice.where(Preprocessing.SIZE) + "; leave it out");
        }
        return own;
    }

    private static boolean free(Value value, int axis) {
        return value.shape().get(axis) == -1;
    }

    private static int length(Value value, int axis, int most) {
        long length = value.shape().get(axis);
        if (length < 1 || length > most) {
            throw new IllegalArgumentException(
                    "takes " + value.shown() + ", expected lengths from 1 to " + most + " there");
        }
        return (int) length;
    }

    private static String shown(List<Value> values) {
        return values.isEmpty()
                ? "none"
                : String.join(", ", values.stream().limit(8).map(Value::shown).toList())
                        + (values.size() > 8 ? ", ..." : "");
    }
}
