package org.relabel4j.models.mlp;

/**
 * Loops over rows of floats, written so that HotSpot's C2 turns each into vector instructions: one loop a method, one index,
 * separate arrays, no branch, no reduction. Four inputs at a time, because then a result is loaded and stored once for four
 * multiplications.
 */
final class FloatRows {
    private FloatRows() {}

    /** {@code out += w0 * a0 + w1 * a1 + w2 * a2 + w3 * a3}, the first {@code n} elements. */
    static void addScaled(
            float[] out,
            int n,
            float w0,
            float[] a0,
            float w1,
            float[] a1,
            float w2,
            float[] a2,
            float w3,
            float[] a3) {
        for (int i = 0; i < n; i++) {
            out[i] += (w0 * a0[i] + w1 * a1[i]) + (w2 * a2[i] + w3 * a3[i]);
        }
    }

    /** {@code out += a0 + a1 + a2 + a3}, the first {@code n} elements. */
    static void add(float[] out, int n, float[] a0, float[] a1, float[] a2, float[] a3) {
        for (int i = 0; i < n; i++) {
            out[i] += (a0[i] + a1[i]) + (a2[i] + a3[i]);
        }
    }

    /** {@code out = max(0, out)}, the first {@code n} elements. */
    static void relu(float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(0f, out[i]);
        }
    }

    /** Sets {@code gradient} to 0 where {@code activation} is: the ReLU's backward pass, without a branch. */
    static void maskByRelu(float[] gradient, int n, float[] activation) {
        for (int i = 0; i < n; i++) {
            // 1 for every activation above 1e-38, 0 for 0.
            gradient[i] *= Math.min(1f, activation[i] * 1e38f);
        }
    }

    /** {@code out += w * a}. */
    static void addScaled(float[] out, float w, float[] a) {
        for (int i = 0; i < out.length; i++) {
            out[i] += w * a[i];
        }
    }

    /** Adam's moments and update; {@code stepSize} holds both bias corrections. */
    static void adam(float[] weights, float[] gradient, float[] mean, float[] square, AdamStep step) {
        float size = step.size();
        float beta1 = step.beta1();
        float beta2 = step.beta2();
        float epsilon = step.epsilon();
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        for (int i = 0; i < weights.length; i++) {
            float g = gradient[i];
            float m = beta1 * mean[i] + rest1 * g;
            float v = beta2 * square[i] + rest2 * (g * g);
            mean[i] = m;
            square[i] = v;
            weights[i] -= size * m / ((float) Math.sqrt(v) + epsilon);
        }
    }

    /** Sum of squares, in double. */
    static double sumOfSquares(float[] values) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < values.length; i += 2) {
            even += (double) values[i] * values[i];
            odd += (double) values[i + 1] * values[i + 1];
        }
        return i < values.length ? even + odd + (double) values[i] * values[i] : even + odd;
    }
}
