package org.relabel4j.models.vision.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.vision.layers.ChannelLoops.GradientSums;
import org.relabel4j.models.vision.layers.ChannelLoops.Moments;

/** Against the same formulas written plainly in doubles. Sizes leave a last tile and a last block that are not full. */
class ChannelLoopsTest {
    @BeforeAll
    static void loadBackend() {
        Backends.prepare();
    }

    private static float[] random(int length, double mean, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int n = 0; n < length; n++) {
            values[n] = (float) (mean + rng.nextGaussian());
        }
        return values;
    }

    private static HostFloats host(float[] values) {
        return new HostFloats(Nd4j.createFromArray(values.clone()));
    }

    private static float[] back(HostFloats host) {
        float[] values = new float[host.length()];
        host.read(0, values, values.length);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1,5,0", "3,1,0", "3,7000,0", "5,30011,1000", "64,2100,-3", "3000,3,0"})
    void momentsAreThoseOfEachChannel(int channels, int pixels, double mean) {
        float[] x = random(channels * pixels, mean, 1);

        Moments moments = ChannelLoops.moments(host(x), channels);

        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int p = 0; p < pixels; p++) {
                sum += x[p * channels + c];
            }
            double squares = 0;
            for (int p = 0; p < pixels; p++) {
                squares += Math.pow(x[p * channels + c] - sum / pixels, 2);
            }
            // Single precision of values up to |mean|.
            assertEquals(sum / pixels, moments.mean()[c], 1e-6 * (1 + Math.abs(mean)));
            assertEquals(squares / pixels, moments.variance()[c], 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,7000,true", "5,30011,false", "64,2100,true", "3000,3,true"})
    void normalisesAndPassesGradientsBack(int channels, int pixels, boolean relu) {
        float[] x = random(channels * pixels, 0.5, 2);
        float[] dy = random(channels * pixels, 0, 3);
        Moments moments = ChannelLoops.moments(host(x), channels);
        float[] gamma = random(channels, 1, 4);
        float[] beta = random(channels, 0, 5);
        Norm norm = Norm.of(moments.mean(), moments.variance(), gamma, beta, 1e-5, relu);
        HostFloats y = host(new float[x.length]);
        HostFloats dx = host(new float[x.length]);

        ChannelLoops.normalise(host(x), norm, y);
        GradientSums sums = ChannelLoops.gradientSums(host(x), host(dy), norm);
        ChannelLoops.inputGradient(host(x), host(dy), norm, sums, dx);

        float[] outputs = back(y);
        float[] gradients = back(dx);
        for (int c = 0; c < channels; c++) {
            double s = Math.sqrt(moments.variance()[c] + 1e-5);
            double sum = 0;
            double products = 0;
            double[] g = new double[pixels];
            double[] normalised = new double[pixels];
            for (int p = 0; p < pixels; p++) {
                int n = p * channels + c;
                normalised[p] = (x[n] - moments.mean()[c]) / s;
                double out = gamma[c] * normalised[p] + beta[c];
                assertEquals(relu ? Math.max(0, out) : out, outputs[n], 1e-5);
                // The mask as the forward pass has it; a double may fall on the other side of zero.
                g[p] = relu && outputs[n] == 0 ? 0 : dy[n];
                sum += g[p];
                products += g[p] * normalised[p];
            }
            // Float sums of thousands of numbers of size 1, whose errors grow as the square root.
            assertEquals(sum, sums.gradient()[c], 1e-5 * pixels);
            assertEquals(products, sums.gradientTimesNormalised()[c], 1e-5 * pixels);
            for (int p = 0; p < pixels; p++) {
                double expected = gamma[c] / s * (g[p] - sum / pixels - normalised[p] * products / pixels);
                // Of three pixels a channel may be nearly constant: 1 / s is then large.
                assertEquals(expected, gradients[p * channels + c], 2e-5 * (1 + Math.abs(gamma[c]) / s));
            }
        }
    }

    @Test
    void addsAndCutsOffBelowZero() {
        float[] a = {1, -2, 3, 0};
        float[] b = {1, 1, -4, 0};
        HostFloats y = host(new float[4]);
        HostFloats da = host(new float[4]);
        HostFloats db = host(new float[4]);

        ChannelLoops.addRelu(host(a), host(b), y);
        ChannelLoops.addReluGradient(host(a), host(b), host(new float[] {5, 6, 7, 8}), da, db);

        assertArrayEquals(new float[] {2, 0, 0, 0}, back(y));
        assertArrayEquals(new float[] {5, 0, 0, 0}, back(da));
        assertArrayEquals(new float[] {5, 0, 0, 0}, back(db));
    }

    @Test
    void addsLongArraysWhole() {
        float[] a = random(100_003, 0, 6);
        float[] b = random(100_003, 0, 7);
        HostFloats y = host(new float[a.length]);

        ChannelLoops.addRelu(host(a), host(b), y);

        float[] sums = back(y);
        for (int n = 0; n < a.length; n++) {
            assertEquals(Math.max(0f, a[n] + b[n]), sums[n]);
        }
    }

    @Test
    void reachesViewsAtTheirPlace() {
        INDArray whole = Nd4j.createFromArray(0f, 1f, 2f, 3f, 4f, 5f);
        INDArray view = whole.get(NDArrayIndex.interval(2, 5));

        assertArrayEquals(new float[] {2, 3, 4}, HostFloats.values(view));
        HostFloats.assign(view, new float[] {7, 8, 9});

        assertArrayEquals(new float[] {0, 1, 7, 8, 9, 5}, whole.toFloatVector());
    }

    @Test
    void readsOtherOrdersAsCopiesAndRefusesToWriteThem() {
        INDArray fortran = Nd4j.create(new float[] {1, 2, 3, 4, 5, 6}, new long[] {2, 3}, 'f');

        assertArrayEquals(new float[] {1, 3, 5, 2, 4, 6}, HostFloats.values(fortran));
        var error = assertThrows(IllegalArgumentException.class, () -> new HostFloats(fortran));
        assertTrue(error.getMessage().contains("order f"), error::getMessage);
    }
}
