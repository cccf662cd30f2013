package org.relabel4j.models.vision.pretraining;

import java.util.random.RandomGenerator;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.training.Augmentation;

/**
 * An image, mirrored and moved at random, and then turned by 0, 90, 180 and 270 degrees against the clock; the target is the
 * turn (Gidaris et al. 2018, arXiv:1803.07728, section 3: all four of an image are in one batch).
 */
final class Rotations implements ViewBatches.Views {
    static final int TURNS = 4;

    @Override
    public int count() {
        return TURNS;
    }

    @Override
    public int targets() {
        return TURNS;
    }

    @Override
    public void of(byte[] image, ImageShape shape, byte[][] destination, ImageShape viewShape, RandomGenerator rng) {
        Augmentation.standard().apply(image, shape, destination[0], rng);
        for (int turn = 1; turn < TURNS; turn++) {
            quarter(destination[turn - 1], shape, destination[turn]);
        }
    }

    /** Turns a square image by 90 degrees against the clock: its last column becomes the first row. */
    static void quarter(byte[] image, ImageShape shape, byte[] destination) {
        int side = shape.width();
        int channels = shape.channels();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = (x * side + side - 1 - y) * channels;
                System.arraycopy(image, from, destination, (y * side + x) * channels, channels);
            }
        }
    }

    @Override
    public void target(int view, float[] targets, int offset) {
        targets[offset + view] = 1;
    }
}
