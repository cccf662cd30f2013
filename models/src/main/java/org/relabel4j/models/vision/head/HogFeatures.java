package org.relabel4j.models.vision.head;

import java.nio.charset.StandardCharsets;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.vision.ImageShape;

/** The features of {@link HogImage}. */
public record HogFeatures() implements FeatureExtractor {
    /** Of the features in files; another number for others. */
    static final String KIND = "hog-1";

    private static final int IMAGES_A_BLOCK = 64;

    @Override
    public boolean needsNativeLibrary() {
        return false;
    }

    @Override
    public int dimension(Examples examples) {
        return HogImage.dimension(images(examples).channels());
    }

    @Override
    public byte[] identity(Examples examples) {
        return KIND.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public float[] extract(Examples examples) {
        ImageSet images = images(examples);
        int dimension = dimension(images);
        float[] values = new float[Math.multiplyExact(images.size(), dimension)];
        ImageShape shape = ImageShape.of(images);
        Blocks.forEachOf(images.size(), IMAGES_A_BLOCK, () -> new HogImage(shape), (block, from, to, image) -> {
            for (int i = from; i < to; i++) {
                image.describe(images, i, values, i * dimension);
            }
        });
        return values;
    }

    private static ImageSet images(Examples examples) {
        return ImageShape.images(HeadTrainer.HOG, examples);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void save(StateWriter out) {
        // The formula has no parameters.
    }
}
