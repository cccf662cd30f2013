package org.relabel4j.models.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Choices;
import org.relabel4j.models.vision.InputSize;

/**
 * How images become a model's input, and which of its outputs the features are. Each has a name and default, the key of a file; a preset
 * gives several.
 *
 * @param size pixels of a side of what the model sees; empty if the model says it, or nobody
 * @param fit what becomes of images that are no squares
 * @param crop share of the sides that is kept, in the middle
 * @param channels order of red, green and blue
 * @param scale factor on the bytes 0 to 255
 * @param mean what is then subtracted, a number or one of each channel
 * @param sd what is then divided by, likewise
 * @param layout of the input; empty if its shape says it
 * @param output name of the features; empty for the first that fits
 * @param pool what becomes of features of several places
 */
record Preprocessing(
        Optional<Integer> size,
        Resizer.Fit fit,
        double crop,
        Channels channels,
        double scale,
        List<Double> mean,
        List<Double> sd,
        Optional<Layout> layout,
        Optional<String> output,
        Pool pool) {
    /** Order of colours. */
    enum Channels {
        RGB,
        BGR
    }

    /** Whether an image comes channel by channel or pixel by pixel. */
    enum Layout {
        NCHW,
        NHWC
    }

    /** What becomes of features of several places. */
    enum Pool {
        /** Their mean. */
        MEAN,
        /** The first token: where vision transformers gather what they know of the whole image. */
        FIRST
    }

    private static final double LARGEST = 1e6;
    private static final int BYTES = 256;

    static final Option<Optional<Integer>> SIZE = Option.integer(
                    "size", 1, InputSize.MOST_PIXELS, "pixels of a side that the model sees")
            .optional();
    static final Option<Resizer.Fit> FIT = Option.choice("fit", Resizer.Fit.class, "what becomes of no squares")
            .withDefault(Resizer.Fit.CROP);
    static final Option<Double> CROP = Option.real("crop", 0.1, 1, "share of the sides that is kept, in the middle")
            .withDefault(1.0);
    static final Option<Channels> CHANNELS =
            Option.choice("channels", Channels.class, "order of colours").withDefault(Channels.RGB);
    static final Option<Double> SCALE =
            Option.real("scale", 1e-9, LARGEST, "factor on the bytes 0 to 255").withDefault(1 / 255.0);
    static final Option<List<Double>> MEAN = Option.real("mean", -LARGEST, LARGEST, "what is then subtracted")
            .list()
            .withDefault(List.of(0.0));
    static final Option<List<Double>> SD =
            Option.real("sd", 1e-9, LARGEST, "what is then divided by").list().withDefault(List.of(1.0));
    static final Option<Optional<Layout>> LAYOUT =
            Option.choice("layout", Layout.class, "of the input").optional();
    static final Option<Optional<String>> OUTPUT =
            Option.text("output", "name of the features").optional();
    static final Option<Pool> POOL =
            Option.choice("pool", Pool.class, "features of several places").withDefault(Pool.MEAN);

    static final List<Option<?>> ALL = List.of(SIZE, FIT, CROP, CHANNELS, SCALE, MEAN, SD, LAYOUT, OUTPUT, POOL);

    /** Those that count with vectors as well. */
    static final List<Option<?>> OF_OUTPUTS = List.of(OUTPUT, POOL);

    /**
     * What values say.
     *
     * @param owner whose they are, for messages
     * @throws IllegalArgumentException if one is unknown or wrong; one line
     */
    static Preprocessing of(String owner, Map<String, String> values) {
        Options options = Options.parse(owner, ALL, values);
        for (Option<List<Double>> each : List.of(MEAN, SD)) {
            int count = options.get(each).size();
            if (count != 1 && count != 3) {
                throw options.complaint(each, "has " + count + " numbers, expected 1, or 3 for red, green and blue");
            }
        }
        return new Preprocessing(
                options.get(SIZE),
                options.get(FIT),
                options.get(CROP),
                options.get(CHANNELS),
                options.get(SCALE),
                options.get(MEAN),
                options.get(SD),
                options.get(LAYOUT),
                options.get(OUTPUT),
                options.get(POOL));
    }

    /** What each byte becomes in a channel: 0 red, 1 green, 2 blue. */
    float[] table(int channel) {
        double subtracted = mean.get(channel % mean.size());
        double divisor = sd.get(channel % sd.size());
        float[] values = new float[BYTES];
        for (int value = 0; value < BYTES; value++) {
            values[value] = (float) ((value * scale - subtracted) / divisor);
        }
        return values;
    }

    /** All by name, as {@link #of} takes them. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        size.ifPresent(pixels -> values.put(SIZE.name(), String.valueOf(pixels)));
        values.put(FIT.name(), Choices.written(fit));
        values.put(CROP.name(), String.valueOf(crop));
        values.put(CHANNELS.name(), Choices.written(channels));
        values.put(SCALE.name(), String.valueOf(scale));
        values.put(MEAN.name(), listed(mean));
        values.put(SD.name(), listed(sd));
        layout.ifPresent(order -> values.put(LAYOUT.name(), Choices.written(order)));
        output.ifPresent(name -> values.put(OUTPUT.name(), name));
        values.put(POOL.name(), Choices.written(pool));
        return values;
    }

    /** In words, for people. */
    String shown() {
        return (crop < 1 ? "the middle " + crop + " of " : "")
                + (fit == Resizer.Fit.CROP ? "images cut to shape" : "images stretched to shape") + ", "
                + Choices.written(channels) + ", " + shownBytes();
    }

    /** What becomes of a byte, such as {@code (byte - 127) / 128}: what changes nothing is left out. */
    private String shownBytes() {
        String subtracted = shown(mean);
        String divisor = shown(sd);
        double inverse = Math.rint(1e4 / scale) / 1e4;
        String bytes = scale == 1
                ? "byte"
                : "byte" + (inverse > 1 && scale == 1 / inverse ? " / " + shown(inverse) : " * " + shown(scale));
        String centred = subtracted.equals("0")
                ? bytes
                : subtracted.startsWith("-") ? bytes + " + " + subtracted.substring(1) : bytes + " - " + subtracted;
        return divisor.equals("1") ? centred : (centred.equals(bytes) ? bytes : "(" + centred + ")") + " / " + divisor;
    }

    private static String shown(List<Double> values) {
        return Set.copyOf(values).size() == 1
                ? shown(values.get(0))
                : values.stream().map(Preprocessing::shown).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String listed(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
