package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.FeatureMatrix;

class NeighbourReferenceTest {
    @Test
    void standardisesFeaturesFarFromZero() {
        // Floats near 10^9 are 64 apart, and squares of doubles near 10^18 are 128.
        var far = NeighbourReference.standardised(FeatureMatrix.ofRowMajor(2, 1, new float[] {1e9f, 1e9f + 64}));
        float[] values = new float[2];
        far.copyRow(0, values, 0);
        far.copyRow(1, values, 1);

        assertArrayEquals(new float[] {-1, 1}, values);
    }
}
