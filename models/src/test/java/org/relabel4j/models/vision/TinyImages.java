package org.relabel4j.models.vision;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.training.ImageSet;

/** Networks and images small enough to train in a moment. */
public final class TinyImages {
    public static final ImageShape SHAPE = new ImageShape(8, 8, 3);
    public static final int CLASSES = 3;

    private TinyImages() {}

    /** Two stages of one basic block. */
    public static ResNet basic(Shortcut shortcut) {
        return new ResNet("tiny", false, List.of(1, 1), 4, Stem.CIFAR, shortcut);
    }

    /** Two stages of one bottleneck block behind the large stem. */
    public static ResNet bottleneck() {
        return new ResNet("tiny", true, List.of(1, 1), 4, Stem.IMAGENET, Shortcut.PROJECTION);
    }

    /** Random numbers about 0 as images, shape (size, height, width, channels). */
    public static INDArray input(int size, ImageShape shape, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[size * shape.length()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) rng.nextGaussian();
        }
        return Nd4j.create(values, new long[] {size, shape.height(), shape.width(), shape.channels()}, 'c');
    }

    /** One-hot rows of the classes 0, 1, 2, 0, 1, ... */
    public static INDArray labels(int size) {
        INDArray labels = Nd4j.zeros(size, CLASSES);
        for (int n = 0; n < size; n++) {
            labels.putScalar(n, n % CLASSES, 1);
        }
        return labels;
    }

    /** Images whose class shows: class 0, 1, 2, 0, ... is brighter in red, green or blue; the rest is noise. */
    public static ImageSet coloured(int size, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        byte[][] images = new byte[size][SHAPE.length()];
        for (int i = 0; i < size; i++) {
            for (int n = 0; n < images[i].length; n++) {
                images[i][n] = (byte) (rng.nextInt(128) + (n % 3 == i % CLASSES ? 100 : 0));
            }
        }
        return new ImageSet(SHAPE.height(), SHAPE.width(), SHAPE.channels(), images);
    }
}
