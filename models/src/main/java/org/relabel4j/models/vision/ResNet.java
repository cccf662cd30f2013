package org.relabel4j.models.vision;

import java.util.List;

/**
 * The shape of a residual network, without its weights.
 *
 * @param name such as {@code resnet18}
 * @param bottleneck whether a block is three convolutions, the last four times as wide, instead of two
 * @param blocks blocks of each stage; each stage after the first halves the image and doubles the width
 * @param width channels of the first stage
 * @param stem what comes before the first stage
 * @param shortcut how shortcuts grow
 */
public record ResNet(String name, boolean bottleneck, List<Integer> blocks, int width, Stem stem, Shortcut shortcut) {
    /** How much wider a bottleneck block's output is than its inner convolution. */
    static final int EXPANSION = 4;

    /**
     * @throws IllegalArgumentException if there is no stage or block, the width is not a positive multiple of 2, or a network
     *     of bottlenecks has shortcuts without parameters
     */
    public ResNet {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || blocks.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(name + " has stages of " + blocks + " blocks, expected at least 1 each");
        }
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException(name + " has width " + width + ", expected a positive multiple of 2");
        }
        if (bottleneck && shortcut == Shortcut.PAD) {
            throw new IllegalArgumentException(name + " has bottleneck blocks, whose shortcuts need a projection");
        }
    }

    /** This network with another stem. */
    public ResNet withStem(Stem other) {
        return new ResNet(name, bottleneck, blocks, width, other, shortcut);
    }

    /** This network with the stem that it has for images of a size: never {@link Stem#BY_SIZE}. */
    public ResNet forImages(ImageShape images) {
        return withStem(stem.of(images));
    }

    /** All of it in words that stay the same from version to version, for what is kept on disk. */
    public String identity() {
        return name + " bottleneck=" + bottleneck + " blocks=" + blocks + " width=" + width + " stem=" + stem.name()
                + " shortcut=" + shortcut.name();
    }

    /** Channels at the end of the last stage: the length of an image's embedding. */
    public int features() {
        return outputWidth(blocks.size() - 1);
    }

    /** Channels inside a stage's blocks. */
    int innerWidth(int stage) {
        return width << stage;
    }

    /** Channels at the end of a stage. */
    int outputWidth(int stage) {
        return innerWidth(stage) * (bottleneck ? EXPANSION : 1);
    }
}
