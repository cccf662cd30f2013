package org.relabel4j.models.vision;

import java.util.Set;
import org.relabel4j.models.weights.NamedTensors;

/**
 * Weights for {@link Stem#CIFAR} of those for {@link Stem#IMAGENET}: the middle 3 × 3 of the first kernel's 7 × 7, which then meets every
 * pixel and not every second one; all else is as it was. Of small images the large stem leaves too little to see.
 *
 * @param large with a first kernel of 7 × 7
 * @param name the first kernel's there
 */
record SmallStem(NamedTensors large, String name) implements NamedTensors {
    private static final int LARGE = 7;
    private static final int SMALL = 3;
    private static final int FIRST = (LARGE - SMALL) / 2;

    @Override
    public String source() {
        return large.source();
    }

    @Override
    public Set<String> names() {
        return large.names();
    }

    @Override
    public int[] shape(String tensor) {
        int[] shape = large.shape(tensor);
        return tensor.equals(name) ? new int[] {shape[0], shape[1], SMALL, SMALL} : shape;
    }

    @Override
    public float[] floats(String tensor) {
        float[] values = large.floats(tensor);
        if (!tensor.equals(name)) {
            return values;
        }
        float[] middle = new float[values.length / (LARGE * LARGE) * SMALL * SMALL];
        for (int n = 0; n < middle.length; n++) {
            int kernel = n / (SMALL * SMALL);
            int y = FIRST + n / SMALL % SMALL;
            middle[n] = values[(kernel * LARGE + y) * LARGE + FIRST + n % SMALL];
        }
        return middle;
    }
}
