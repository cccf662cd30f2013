package org.relabel4j.models.vision.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.backend.Backends;

/** {@link Winograd}, {@link TinyConvolution} and {@link PatchConvolution} against the sum that defines a convolution. */
class QuickConvolutionsTest {
    @BeforeAll
    static void loadBackend() {
        Backends.prepare();
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 3, 64, 80, true", "3, 4, 9, 20, 33, false", "1, 17, 6, 7, 64, true", "2, 1, 2, 70, 3, false"})
    void convolves(int images, int height, int width, int in, int out, boolean relu) {
        float[] x = random(images * height * width * in, 1);
        float[] weights = random(out * in * 9, 2);
        float[] bias = random(out, 3);

        float[] found = convolved(x, weights, bias, relu, height, width, 2);

        double[] expected = new double[found.length];
        for (int n = 0; n < found.length; n++) {
            double sum = sum(usual(height, width, in), x, weights, out, n);
            expected[n] = relu ? Math.max(0, sum + bias[n % out]) : sum + bias[n % out];
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int n = 0; n < found.length; n++) {
            assertEquals(expected[n], found[n], 4e-6 * largest);
        }
    }

    /** A 3 × 3 kernel, stride 1. */
    private static Patches usual(int height, int width, int in) {
        return new Patches(height, width, in, 3, 1, 1);
    }

    /** The output at a place, without bias. */
    private static double sum(Patches shape, float[] x, float[] weights, int out, int place) {
        int pixel = place / out;
        int image = pixel / (shape.down() * shape.across());
        int top = pixel / shape.across() % shape.down() * shape.stride() - shape.padding();
        int left = pixel % shape.across() * shape.stride() - shape.padding();
        int size = shape.kernel() * shape.kernel();
        double sum = 0;
        for (int n = 0; n < size; n++) {
            int row = top + n / shape.kernel();
            int column = left + n % shape.kernel();
            if (row < 0 || row >= shape.height() || column < 0 || column >= shape.width()) {
                continue;
            }
            for (int c = 0; c < shape.channels(); c++) {
                sum += x[((image * shape.height() + row) * shape.width() + column) * shape.channels() + c]
                        * weights[(place % out * shape.channels() + c) * size + n];
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"9, 16, 64", "129, 3, 72", "60, 7, 48"})
    void givesTheSameBitsInAnyNumberOfParts(int images, int side, int channels) {
        float[] x = random(images * side * side * channels, 4);
        float[] weights = random(channels * channels * 9, 5);
        float[] bias = random(channels, 6);

        float[] whole = convolved(x, weights, bias, true, side, side, 1);

        for (int parts : new int[] {2, 3, 8}) {
            assertArrayEquals(whole, convolved(x, weights, bias, true, side, side, parts));
        }
    }

    @ParameterizedTest
    @CsvSource({"50, 2, 2, 5, 7", "3, 1, 2, 4, 4", "2, 1, 1, 3, 2"})
    void tinyImagesAreRowsOfAMatrix(int images, int height, int width, int in, int out) {
        float[] x = random(images * height * width * in, 1);
        float[] weights = random(out * in * 9, 2);

        try (INDArray input = Nd4j.create(x, new long[] {images, height, width, in}, 'c');
                INDArray output = Nd4j.create(images, height, width, out);
                TinyConvolution tiny = new TinyConvolution(weights, out, height, width)) {
            tiny.apply(input, output);
            float[] found = HostFloats.values(output);
            for (int n = 0; n < found.length; n++) {
                double expected = sum(usual(height, width, in), x, weights, out, n);
                assertEquals(expected, found[n], 2e-5);
            }
        }
    }

    /** The first two have lines left over behind the last whole product. */
    @ParameterizedTest
    @CsvSource({
        "3, 15, 22, 3, 7, 2, 3, 9",
        "5, 16, 16, 8, 3, 2, 1, 20",
        "2, 9, 4, 6, 1, 2, 0, 5",
        "1, 5, 7, 4, 1, 1, 0, 3"
    })
    void patchesAreRowsOfAMatrix(
            int images, int height, int width, int in, int kernel, int stride, int padding, int out) {
        Patches shape = new Patches(height, width, in, kernel, stride, padding);
        float[] x = random(images * height * width * in, 1);
        float[] weights = random(out * in * kernel * kernel, 2);

        try (INDArray input = Nd4j.create(x, new long[] {images, height, width, in}, 'c');
                INDArray output = Nd4j.create(images, shape.down(), shape.across(), out);
                PatchConvolution convolution = new PatchConvolution(weights, out, kernel)) {
            convolution.apply(shape, input, output);
            float[] found = HostFloats.values(output);
            for (int n = 0; n < found.length; n++) {
                assertEquals(sum(shape, x, weights, out, n), found[n], 2e-5);
            }
        }
    }

    @Test
    void smallImagesAndNarrowNetworksAreConvolvedAsSuch() {
        assertTrue(Winograd.pays(64, 24, 24));
        assertTrue(Winograd.pays(512, 3, 4));
        assertFalse(Winograd.pays(64, 8, 8));
        assertFalse(Winograd.pays(512, 9, 2));
        assertTrue(PatchConvolution.pays(7, 3, 64));
        assertTrue(PatchConvolution.pays(3, 64, 128));
        assertFalse(PatchConvolution.pays(3, 64, 64));
        assertTrue(TinyConvolution.pays(512, 2, 2));
        assertFalse(TinyConvolution.pays(64, 2, 2));
    }

    private static float[] convolved(
            float[] x, float[] weights, float[] bias, boolean relu, int height, int width, int parts) {
        int in = weights.length / 9 / bias.length;
        int images = x.length / (height * width * in);
        try (INDArray input = Nd4j.create(x, new long[] {images, height, width, in}, 'c');
                INDArray output = Nd4j.create(
                        new float[images * height * width * bias.length],
                        new long[] {images, height, width, bias.length},
                        'c');
                Winograd winograd = new Winograd(weights, bias, relu)) {
            winograd.apply(new HostFloats(input), new HostFloats(output), height, width, parts);
            return HostFloats.values(output);
        }
    }

    private static float[] random(int length, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int n = 0; n < length; n++) {
            values[n] = (float) rng.nextGaussian();
        }
        return values;
    }
}
