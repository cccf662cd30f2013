package org.relabel4j.models.vision.layers;

import java.nio.FloatBuffer;
import java.util.concurrent.ForkJoinPool;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.relabel4j.core.parallel.Blocks;

/**
 * A convolution with a 3 × 3 kernel, stride 1 and zeros around the image, of images of at most 2 × 2 pixels: each output sees every
 * input, so that it is one product of matrices, with an image a row. The same bits on any number of threads.
 */
final class TinyConvolution implements AutoCloseable {
    private static final int KERNEL = WinogradPoints.KERNEL;
    private static final int MAX_SIDE = 2;

    private final int in;
    private final int out;

    /** Shape (in, out): of the inputs and outputs of a whole image. */
    private final FloatPointer matrix;

    /**
     * @param weights shape (out, in, 3, 3)
     * @param out channels of the output
     */
    TinyConvolution(float[] weights, int out, int height, int width) {
        int channels = weights.length / (out * KERNEL * KERNEL);
        this.in = height * width * channels;
        this.out = height * width * out;
        matrix = new FloatPointer((long) in * this.out);
        FloatBuffer buffer = matrix.asBuffer();
        Blocks.forEachOf(in, 1, () -> new float[this.out], (block, from, to, row) -> {
            for (int i = from; i < to; i++) {
                int pixel = i / channels;
                for (int j = 0; j < row.length; j++) {
                    int y = pixel / width - j / out / width + 1;
                    int x = pixel % width - j / out % width + 1;
                    row[j] = weights[((j % out * channels + i % channels) * KERNEL + y) * KERNEL + x];
                }
                buffer.put(i * row.length, row);
            }
        });
    }

    /** Whether it takes less time than a convolution as such. */
    static boolean pays(long channels, long height, long width) {
        return Math.max(height, width) <= MAX_SIDE && channels >= PatchConvolution.MIN_CHANNELS;
    }

    /**
     * Convolves images.
     *
     * @param x shape (images, height, width, in), dense
     * @param y shape (images, height, width, out), dense; overwritten
     */
    void apply(INDArray x, INDArray y) {
        int images = (int) x.size(0);
        int threads = ForkJoinPool.getCommonPoolParallelism() + 1;
        int step = Products.rounded(images / threads + 1);
        FloatPointer inputs = new FloatPointer(x.data().addressPointer());
        FloatPointer outputs = new FloatPointer(y.data().addressPointer());
        Products.forEachOf(images, step, () -> () -> {}, (block, from, to, unused) -> {
            FloatPointer rows = inputs.getPointer((long) from * in);
            Products.multiply(rows, matrix, outputs.getPointer((long) from * out), to - from, in, out);
        });
    }

    @Override
    public void close() {
        matrix.close();
    }
}
