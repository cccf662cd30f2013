package org.relabel4j.models.vision.layers;

/**
 * The arithmetic behind {@link Winograd}: kernels and inputs as polynomials, of which products are taken at six points. Those are
 * 0, ±√½, ±√2 and infinity, which lose fewer digits than 0, ±1, ±2 of the paper.
 *
 * <p>Arrays hold something of one length at each place, for instance all channels of a line of pixels; loops go through them from
 * their start to their end, so that the compiler turns them into vector instructions.
 */
final class WinogradPoints {
    /** Rows and columns of a kernel. */
    static final int KERNEL = 3;

    /** Pixels of a tile of outputs along each side. */
    static final int OUT = 4;

    /** Pixels of inputs that it sees along each side; also the number of points. */
    static final int IN = OUT + KERNEL - 1;

    private static final double[] POINTS = {0, Math.sqrt(0.5), -Math.sqrt(0.5), Math.sqrt(2), -Math.sqrt(2)};
    private static final float LOW = (float) POINTS[1];
    private static final float HIGH = (float) POINTS[3];

    /** One over the product of a point's distances to the others. */
    private static final double[] SCALES = scales();

    private WinogradPoints() {}

    /** A kernel's values at all pairs of points, into place {@code k} of each; its first weight is at {@code first}. */
    static void evaluateKernel(float[] weights, int first, float[][] values, int k) {
        for (int i = 0; i < IN; i++) {
            double w0 = at(i, weights[first], weights[first + 3], weights[first + 6]);
            double w1 = at(i, weights[first + 1], weights[first + 4], weights[first + 7]);
            double w2 = at(i, weights[first + 2], weights[first + 5], weights[first + 8]);
            for (int j = 0; j < IN; j++) {
                values[i * IN + j][k] = (float) at(j, w0, w1, w2);
            }
        }
    }

    /** A polynomial at a point, divided by the point's distances to all others. */
    private static double at(int point, double w0, double w1, double w2) {
        return point == IN - 1 ? w2 : (w0 + POINTS[point] * (w1 + POINTS[point] * w2)) * SCALES[point];
    }

    private static double[] scales() {
        double[] scales = new double[POINTS.length];
        for (int p = 0; p < scales.length; p++) {
            double distances = 1;
            for (int q = 0; q < scales.length; q++) {
                distances *= q == p ? 1 : POINTS[p] - POINTS[q];
            }
            scales[p] = 1 / distances;
        }
        return scales;
    }

    /** Values at all points of what lies at six neighbouring pixels. */
    static void evaluate(float[][] d, float[][] v) {
        evaluateEnds(d[0], d[1], d[2], d[3], d[4], d[5], v[0], v[5]);
        evaluatePair(d[1], d[2], d[3], d[4], 2f, LOW, v[1], v[2]);
        evaluatePair(d[1], d[2], d[3], d[4], 0.5f, HIGH, v[3], v[4]);
    }

    /** At 0 and infinity. */
    private static void evaluateEnds(
            float[] d0, float[] d1, float[] d2, float[] d3, float[] d4, float[] d5, float[] zero, float[] infinity) {
        for (int j = 0; j < zero.length; j++) {
            zero[j] = d0[j] - 2.5f * d2[j] + d4[j];
            infinity[j] = d1[j] - 2.5f * d3[j] + d5[j];
        }
    }

    /** At a point and its negative; {@code other} is the square of the other two. */
    private static void evaluatePair(
            float[] d1, float[] d2, float[] d3, float[] d4, float other, float point, float[] plus, float[] minus) {
        for (int j = 0; j < plus.length; j++) {
            float even = d4[j] - other * d2[j];
            float odd = point * (d3[j] - other * d1[j]);
            plus[j] = even + odd;
            minus[j] = even - odd;
        }
    }

    /** Four neighbouring outputs from their values at all points. */
    static void interpolate(float[][] v, float[][] y) {
        interpolateEven(v[0], v[1], v[2], v[3], v[4], y[0], y[2]);
        interpolateOdd(v[1], v[2], v[3], v[4], v[5], y[1], y[3]);
    }

    private static void interpolateEven(
            float[] v0, float[] v1, float[] v2, float[] v3, float[] v4, float[] y0, float[] y2) {
        for (int j = 0; j < y0.length; j++) {
            float low = v1[j] + v2[j];
            float high = v3[j] + v4[j];
            y0[j] = v0[j] + low + high;
            y2[j] = 0.5f * low + 2f * high;
        }
    }

    private static void interpolateOdd(
            float[] v1, float[] v2, float[] v3, float[] v4, float[] v5, float[] y1, float[] y3) {
        for (int j = 0; j < y1.length; j++) {
            float low = LOW * (v1[j] - v2[j]);
            float high = HIGH * (v3[j] - v4[j]);
            y1[j] = low + high;
            y3[j] = 0.5f * low + 2f * high + v5[j];
        }
    }
}
