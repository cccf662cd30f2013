package org.relabel4j.models.vision.layers;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution as products of matrices: some lines of the output at a time, whose {@link Patches} stay in a cache. The same bits
 * on any number of threads.
 */
final class PatchConvolution implements AutoCloseable {
    /** Pixels of the output to compute together at least. */
    private static final int MIN_ROWS = 144;

    /** With fewer channels a usual kernel takes longer than a convolution as such (64 channels and 8 × 8 pixels: a quarter). */
    static final int MIN_CHANNELS = 128;

    private final int out;

    /** Shape (y, x, in, out). */
    private final FloatPointer matrix;

    /**
     * @param weights shape (out, in, kernel, kernel)
     * @param out channels of the output
     */
    PatchConvolution(float[] weights, int out, int kernel) {
        this.out = out;
        int in = weights.length / (out * kernel * kernel);
        matrix = new FloatPointer(weights.length);
        float[] values = new float[weights.length];
        int n = 0;
        for (int place = 0; place < kernel * kernel; place++) {
            for (int c = 0; c < in; c++) {
                for (int k = 0; k < out; k++) {
                    values[n++] = weights[(k * in + c) * kernel * kernel + place];
                }
            }
        }
        matrix.put(values);
    }

    /** Whether it takes less time than a convolution as such. */
    static boolean pays(int kernel, long in, long out) {
        return kernel > WinogradPoints.KERNEL || Math.max(in, out) >= MIN_CHANNELS;
    }

    /**
     * Convolves images.
     *
     * @param x shape (images, height, width, in), dense
     * @param y shape (images, height, width, out), dense; overwritten
     */
    void apply(Patches patches, INDArray x, INDArray y) {
        HostFloats images = new HostFloats(x);
        FloatPointer outputs = new FloatPointer(y.data().addressPointer());
        int across = patches.across();
        int length = patches.length();
        int unit = Products.lines(across);
        int step = unit * ((MIN_ROWS + unit * across - 1) / (unit * across));
        int lines = (int) x.size(0) * patches.down();
        Products.forEachOf(lines, step, () -> new Lines(patches, step), (block, from, to, some) -> {
            for (int line = from; line < to; line++) {
                float[] rows = patches.unfold(images, line, some.buffers);
                some.floats.put((line - from) * rows.length, rows);
            }
            FloatPointer products = outputs.getPointer((long) from * across * out);
            Products.multiply(some.unfolded, matrix, products, (to - from) * across, length, out);
        });
        new HostFloats(y).written();
    }

    @Override
    public void close() {
        matrix.close();
    }

    /** A thread's patches of some lines. */
    private static final class Lines implements Products.Scratch {
        final Patches.Buffers buffers;
        final FloatPointer unfolded;
        final FloatBuffer floats;

        Lines(Patches patches, int step) {
            buffers = patches.buffers();
            unfolded = new FloatPointer((long) step * buffers.rows().length);
            floats = unfolded.asBuffer();
        }

        @Override
        public void close() {
            unfolded.close();
        }
    }
}
