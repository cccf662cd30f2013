package org.relabel4j.models.vision.layers;

import java.util.Arrays;

/** A batch norm's numbers by channel: {@code normalised = (x - mean) * invStd}, {@code output = x * scale + shift}. */
record Norm(float[] mean, float[] invStd, float[] scale, float[] shift, boolean relu) {
    /** Adds the learned factor and offset; the arrays have one value a channel. */
    static Norm of(float[] mean, float[] variance, float[] gamma, float[] beta, double epsilon, boolean relu) {
        int channels = mean.length;
        float[] invStd = new float[channels];
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            invStd[c] = (float) (1 / Math.sqrt(variance[c] + epsilon));
            scale[c] = gamma[c] * invStd[c];
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        return new Norm(mean, invStd, scale, shift, relu);
    }

    /** Only adds an offset. */
    static Norm shift(float[] offset, boolean relu) {
        float[] ones = new float[offset.length];
        Arrays.fill(ones, 1);
        return new Norm(new float[offset.length], ones, ones, offset, relu);
    }
}
