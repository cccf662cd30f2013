package org.relabel4j.models.vision;

/** What a residual network does with an image before its first block. */
public enum Stem {
    /** Convolution 7 × 7 of stride 2 and maximum over 3 × 3 of stride 2: for images of about 224 × 224. */
    IMAGENET,
    /** Convolution 3 × 3 of stride 1: for images of about 32 × 32. */
    CIFAR
}
