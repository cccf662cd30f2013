package org.relabel4j.models.vision;

import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;

/**
 * The size of images.
 *
 * @param height rows of pixels
 * @param width pixels a row
 * @param channels values a pixel
 */
public record ImageShape(int height, int width, int channels) {
    /**
     * @throws IllegalArgumentException if a size is below 1
     */
    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("images are " + height + " x " + width + " x " + channels
                    + ", expected at least 1 in each direction");
        }
    }

    /** The size of some images. */
    public static ImageShape of(ImageSet images) {
        return new ImageShape(images.height(), images.width(), images.channels());
    }

    /**
     * Examples as the images that they must be.
     *
     * @param model who wants images, for the message
     * @throws IllegalArgumentException if they are no images
     */
    public static ImageSet images(String model, Examples examples) {
        if (examples instanceof ImageSet images) {
            return images;
        }
        throw new IllegalArgumentException("model " + model + " needs images, but the examples have shape "
                + java.util.Arrays.toString(examples.shape()) + "; use a data set of images, or the model mlp");
    }

    /** Values of an image. */
    public int length() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }
}
