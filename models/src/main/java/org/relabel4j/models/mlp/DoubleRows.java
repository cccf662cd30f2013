package org.relabel4j.models.mlp;

/**
 * Loops over rows of doubles, written so that HotSpot's C2 turns each into vector instructions: one loop a method, one index,
 * separate arrays, no branch, no reduction. Four inputs at a time, because then a result is loaded and stored once for four
 * multiplications; not eight, nor two results, because C2 does not unroll loops of so many operations, and what it does not
 * unroll it does not vectorise: three times slower, measured on Java 17.
 */
final class DoubleRows {
    private DoubleRows() {}

    /** {@code out += w0 * a[first] + w1 * a[first + 1] + w2 * a[first + 2] + w3 * a[first + 3]}, the first {@code n}. */
    static void addScaled(double[] out, int n, double[][] a, int first, double w0, double w1, double w2, double w3) {
        double[] a0 = a[first];
        double[] a1 = a[first + 1];
        double[] a2 = a[first + 2];
        double[] a3 = a[first + 3];
        for (int i = 0; i < n; i++) {
            out[i] += (w0 * a0[i] + w1 * a1[i]) + (w2 * a2[i] + w3 * a3[i]);
        }
    }

    /** {@code out = max(0, bias + w0 * a[0] + w1 * a[1] + w2 * a[2] + w3 * a[3])}, the first {@code n} elements. */
    static void reluOfSum(double[] out, int n, double bias, double[][] a, double w0, double w1, double w2, double w3) {
        double[] a0 = a[0];
        double[] a1 = a[1];
        double[] a2 = a[2];
        double[] a3 = a[3];
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(0.0, bias + ((w0 * a0[i] + w1 * a1[i]) + (w2 * a2[i] + w3 * a3[i])));
        }
    }

    /** The same with a bias an element; all of {@code out}. */
    static void reluOfSum(double[] out, double[] bias, double[][] a, double w0, double w1, double w2, double w3) {
        double[] a0 = a[0];
        double[] a1 = a[1];
        double[] a2 = a[2];
        double[] a3 = a[3];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0.0, bias[i] + ((w0 * a0[i] + w1 * a1[i]) + (w2 * a2[i] + w3 * a3[i])));
        }
    }

    /**
     * {@code out = w0 * a[0] + w1 * a[1] + w2 * a[2] + w3 * a[3]} where {@code activation} is not 0, and 0 where it is:
     * the backward pass through a ReLU.
     */
    static void maskedSum(double[] out, double[] activation, double[][] a, double w0, double w1, double w2, double w3) {
        double[] a0 = a[0];
        double[] a1 = a[1];
        double[] a2 = a[2];
        double[] a3 = a[3];
        for (int i = 0; i < out.length; i++) {
            double sum = (w0 * a0[i] + w1 * a1[i]) + (w2 * a2[i] + w3 * a3[i]);
            // 1 for every activation above 1e-300, 0 for 0: no branch.
            out[i] = sum * Math.min(1.0, activation[i] * 1e300);
        }
    }

    /** {@code out += a0 + a1 + a2 + a3}, the first {@code n} elements. */
    static void add(double[] out, int n, double[] a0, double[] a1, double[] a2, double[] a3) {
        for (int i = 0; i < n; i++) {
            out[i] += (a0[i] + a1[i]) + (a2[i] + a3[i]);
        }
    }

    /** {@code out = max(0, out)}, the first {@code n} elements. */
    static void relu(double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(0.0, out[i]);
        }
    }

    /** Sets {@code gradient} to 0 where {@code activation} is: the ReLU's backward pass, without a branch. */
    static void maskByRelu(double[] gradient, int n, double[] activation) {
        for (int i = 0; i < n; i++) {
            // 1 for every activation above 1e-300, 0 for 0.
            gradient[i] *= Math.min(1.0, activation[i] * 1e300);
        }
    }

    /** {@code out = max(out, a)}, the first {@code n} elements. */
    static void max(double[] out, int n, double[] a) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.max(out[i], a[i]);
        }
    }

    /** {@code out *= a}, the first {@code n} elements. */
    static void multiply(double[] out, int n, double[] a) {
        for (int i = 0; i < n; i++) {
            out[i] *= a[i];
        }
    }

    /** {@code out = 1 / (factor * out)}, the first {@code n} elements. */
    static void reciprocal(double[] out, int n, double factor) {
        for (int i = 0; i < n; i++) {
            out[i] = 1 / (factor * out[i]);
        }
    }

    /** {@code out += w * a}. */
    static void addScaled(double[] out, double w, double[] a) {
        for (int i = 0; i < out.length; i++) {
            out[i] += w * a[i];
        }
    }

    /** Adam's moments and update; {@code stepSize} holds both bias corrections. */
    static void adam(double[] weights, double[] gradient, double[] mean, double[] square, AdamStep step) {
        double size = step.size();
        double rest1 = 1 - AdamStep.BETA1;
        double rest2 = 1 - AdamStep.BETA2;
        for (int i = 0; i < weights.length; i++) {
            double g = gradient[i];
            double m = AdamStep.BETA1 * mean[i] + rest1 * g;
            double v = AdamStep.BETA2 * square[i] + rest2 * (g * g);
            mean[i] = m;
            square[i] = v;
            weights[i] -= size * m / (Math.sqrt(v) + AdamStep.EPSILON);
        }
    }

    /** Sum of squares of {@code length} values from {@code offset} on, in double. */
    static double sumOfSquares(double[] values, int offset, int length) {
        double even = 0;
        double odd = 0;
        int end = offset + length;
        int i = offset;
        for (; i + 1 < end; i += 2) {
            even += values[i] * values[i];
            odd += values[i + 1] * values[i + 1];
        }
        return i < end ? even + odd + values[i] * values[i] : even + odd;
    }
}
