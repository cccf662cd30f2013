package org.relabel4j.models.vision.head;

import java.util.Map;
import java.util.WeakHashMap;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.vision.ImageShape;

/** The features of {@link HogImage}, kept in memory as long as the images are. */
public final class HogFeatures implements ImageFeatures {
    /** Of the features in files; another number for others. */
    static final String KIND = "hog-1";

    private static final int IMAGES_A_BLOCK = 64;

    private final Map<Examples, FeatureMatrix> known = new WeakHashMap<>();

    @Override
    public boolean needsNativeLibrary() {
        return false;
    }

    @Override
    public synchronized FeatureMatrix of(Examples examples) {
        return known.computeIfAbsent(examples, set -> compute(ImageShape.images(HeadTrainer.HOG, set)));
    }

    @Override
    public void save(StateWriter out) {
        out.text(ImageFeatures.KIND, KIND);
    }

    private static FeatureMatrix compute(ImageSet images) {
        ImageShape shape = ImageShape.of(images);
        int dimension = HogImage.dimension(shape.channels());
        float[] values = new float[Math.multiplyExact(images.size(), dimension)];
        Blocks.forEachOf(images.size(), IMAGES_A_BLOCK, () -> new HogImage(shape), (block, from, to, image) -> {
            for (int i = from; i < to; i++) {
                image.describe(images, i, values, i * dimension);
            }
        });
        return FeatureMatrix.ofRowMajor(images.size(), dimension, values);
    }
}
