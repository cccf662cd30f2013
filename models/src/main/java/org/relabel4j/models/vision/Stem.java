package org.relabel4j.models.vision;

/** What a residual network does with an image before its first block. */
public enum Stem {
    /** Convolution 7 × 7 of stride 2 and maximum over 3 × 3 of stride 2: for images of about 224 × 224. */
    IMAGENET,
    /** Convolution 3 × 3 of stride 1: for images of about 32 × 32. */
    CIFAR,
    /** The first of these for images of at least 96 pixels in each direction, the second for smaller ones. */
    BY_SIZE;

    private static final int LARGE = 96;

    /** One of the first two. */
    Stem of(ImageShape images) {
        if (this != BY_SIZE) {
            return this;
        }
        return Math.min(images.height(), images.width()) >= LARGE ? IMAGENET : CIFAR;
    }
}
