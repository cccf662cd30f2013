package org.relabel4j.models.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;

class FeatureKeyTest {
    private static ImageSet images(int height, int width, int... values) {
        byte[] image = new byte[values.length];
        for (int n = 0; n < values.length; n++) {
            image[n] = (byte) values[n];
        }
        return new ImageSet(height, width, 1, new byte[][] {image});
    }

    @Test
    void dependsOnTheExtractorAndOnEveryValueAndShape() {
        byte[] one = {1};
        Set<String> keys = new TreeSet<>();
        keys.add(FeatureKey.of(one, images(1, 2, 3, 4)));
        keys.add(FeatureKey.of(one, images(2, 1, 3, 4)));
        keys.add(FeatureKey.of(one, images(1, 2, 3, 5)));
        keys.add(FeatureKey.of(new byte[] {2}, images(1, 2, 3, 4)));
        keys.add(FeatureKey.of(one, FeatureMatrix.ofRowMajor(1, 2, new float[] {3, 4})));
        keys.add(FeatureKey.of(one, FeatureMatrix.ofRowMajor(2, 1, new float[] {3, 4})));
        keys.add(FeatureKey.of(one, FeatureMatrix.ofRowMajor(1, 2, new float[] {3, 5})));

        assertEquals(7, keys.size());
        assertEquals(
                FeatureKey.of(one, FeatureMatrix.ofRowMajor(1, 2, new float[] {3, 4})),
                FeatureKey.of(one, FeatureMatrix.ofRowMajor(1, 2, new float[] {3, 4})));
        assertNotEquals(FeatureKey.of(one, images(1, 1, 0)), FeatureKey.of(one, images(1, 1, 255)));
    }
}
