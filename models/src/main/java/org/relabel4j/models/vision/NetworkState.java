package org.relabel4j.models.vision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.weights.NamedTensors;

/** Residual networks and sizes of images in files: texts beside tensors with torchvision's names. */
public final class NetworkState {
    private static final String NAME = "name";
    private static final String BOTTLENECK = "bottleneck";
    private static final String BLOCKS = "blocks";
    private static final String WIDTH = "width";
    private static final String STEM = "stem";
    private static final String SHORTCUT = "shortcut";
    private static final String WEIGHTS = "weights";
    private static final int MOST_BLOCKS = 1000;
    private static final int MOST_CHANNELS = 1 << 16;
    private static final int MOST_PIXELS = 1 << 14;

    private NetworkState() {}

    /** A network and its weights. */
    public record Weighted(ResNet network, NamedTensors weights) {}

    /**
     * Writes a network.
     *
     * @param weights with its names
     */
    public static void save(ResNet network, NamedTensors weights, StateWriter out) {
        out.text(NAME, network.name());
        out.text(BOTTLENECK, network.bottleneck());
        out.texts(BLOCKS, network.blocks());
        out.text(WIDTH, network.width());
        out.text(STEM, network.stem());
        out.text(SHORTCUT, network.shortcut());
        out.part(WEIGHTS).all(weights);
    }

    /**
     * Reads a network.
     *
     * @param channels values a pixel of the images
     * @param withHead whether its last layer must be there
     * @throws IllegalArgumentException if the weights are not its own
     */
    public static Weighted read(StateReader in, int channels, boolean withHead) {
        List<String> blocks = in.texts(BLOCKS);
        ResNet network;
        try {
            network = new ResNet(
                    in.text(NAME),
                    Boolean.parseBoolean(in.text(BOTTLENECK)),
                    blocks.stream().map(Integer::valueOf).collect(Collectors.toList()),
                    in.count(WIDTH, 2, MOST_CHANNELS),
                    choice(in, STEM, Stem.values()),
                    choice(in, SHORTCUT, Shortcut.values()));
        } catch (NumberFormatException e) {
            throw in.problem(BLOCKS, "are " + blocks + ", expected whole numbers");
        }
        if (network.blocks().stream().anyMatch(count -> count > MOST_BLOCKS) || network.stem() == Stem.BY_SIZE) {
            throw in.problem(
                    BLOCKS,
                    "are " + blocks + " with the stem " + network.stem() + ", expected at most " + MOST_BLOCKS
                            + " each, and a stem that does not depend on the images");
        }
        return new Weighted(
                network,
                ResNetWeights.checked(network, channels, in.part(WEIGHTS).all(), withHead));
    }

    private static <E extends Enum<E>> E choice(StateReader in, String name, E[] values) {
        String text = in.text(name);
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> in.problem(
                        name,
                        "is \"" + text + "\", expected one of "
                                + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Writes a size. */
    public static void save(ImageShape shape, StateWriter out) {
        out.text("height", shape.height());
        out.text("width", shape.width());
        out.text("channels", shape.channels());
    }

    /** Reads a size. */
    public static ImageShape shape(StateReader in) {
        return new ImageShape(
                in.count("height", 1, MOST_PIXELS), in.count("width", 1, MOST_PIXELS), in.count("channels", 1, 3));
    }
}
