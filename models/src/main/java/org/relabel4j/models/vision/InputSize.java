package org.relabel4j.models.vision;

import java.util.OptionalInt;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/**
 * What images are brought to before a network sees them, whenever they are read, so that no more than a batch of them is in memory.
 *
 * @param side height and width in pixels, at least 1; images of another shape are stretched or squeezed. Empty: as they are
 */
public record InputSize(OptionalInt side) {
    /** No side is larger. */
    public static final int MOST_PIXELS = 1024;

    /** Images stay as they are. */
    public static final InputSize AS_THEY_ARE = new InputSize(OptionalInt.empty());

    private static final String SIZE = "size";

    /** A square. */
    public static InputSize of(int side) {
        return new InputSize(OptionalInt.of(side));
    }

    /**
     * Examples as the network sees them.
     *
     * @param model who wants images, for the message
     * @throws IllegalArgumentException if they are no images
     */
    public ImageSet images(String model, Examples examples) {
        ImageSet images = ImageShape.images(model, examples);
        return side.isEmpty() ? images : new Resizer(side.getAsInt(), side.getAsInt(), Resizer.Fit.SQUASH).view(images);
    }

    /** All of it in words that stay the same from version to version, after a blank; empty for images as they are. */
    public String identity() {
        return side.isEmpty() ? "" : " " + SIZE + "=" + side.getAsInt();
    }

    /** Writes it. */
    public void save(StateWriter out) {
        side.ifPresent(pixels -> out.text(SIZE, pixels));
    }

    /** Reads it; files of before there was a size have none. */
    public static InputSize read(StateReader in) {
        return in.has(SIZE) ? of(in.count(SIZE, 1, MOST_PIXELS)) : AS_THEY_ARE;
    }
}
