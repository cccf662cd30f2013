package org.relabel4j.core.training;

/** A table of features, shape (size, numFeatures): one row of floats per example. Immutable. */
public final class FeatureMatrix implements Examples {
    private final int size;
    private final int numFeatures;
    private final float[] values;

    private FeatureMatrix(int size, int numFeatures, float[] values) {
        if (numFeatures < 1 || (long) size * numFeatures != values.length) {
            throw new IllegalArgumentException("features have " + values.length + " values, expected " + size + " x "
                    + numFeatures + " with at least 1 feature");
        }
        for (int n = 0; n < values.length; n++) {
            if (!Float.isFinite(values[n])) {
                throw new IllegalArgumentException("example " + n / numFeatures + " has " + values[n] + " as feature "
                        + n % numFeatures + ", expected a finite number");
            }
        }
        this.size = size;
        this.numFeatures = numFeatures;
        this.values = values;
    }

    /**
     * Features from row-major values.
     *
     * @param values length size × numFeatures, finite; <em>not</em> copied: the caller must not change it afterwards
     * @throws IllegalArgumentException if the length does not fit or a value is not finite
     */
    public static FeatureMatrix ofRowMajor(int size, int numFeatures, float[] values) {
        return new FeatureMatrix(size, numFeatures, values);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int[] shape() {
        return new int[] {numFeatures};
    }

    @Override
    public int length() {
        return numFeatures;
    }

    @Override
    public void copyTo(int i, float[] destination, int offset) {
        System.arraycopy(values, i * numFeatures, destination, offset, numFeatures);
    }
}
