package org.relabel4j.models.vision.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.relabel4j.core.parallel.Blocks;

/**
 * Works for {@link StemConvolution}: the gradient by the weights alone. A stem has so few input channels that unfolding the
 * images into rows of patches, some images at a time, and one product of matrices is quickest.
 */
final class StemPass extends ConvolutionPass {
    private static final long serialVersionUID = 1L;

    /** Floats of unfolded images to hold at a time (16 MiB). */
    private static final long MAX_UNFOLDED = 1 << 22;

    StemPass(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /** The second of the pair, the input's gradient, is null. */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Patches patches = new Patches();
        HostFloats images = HostFloats.reading(input);
        INDArray byPixel = HostFloats.dense(epsilon).reshape('c', epsilon.length() / patches.out, patches.out);
        INDArray sum = Nd4j.create(dataType, new long[] {patches.length, patches.out}, 'f');
        int step = (int) Math.max(1, MAX_UNFOLDED / ((long) patches.pixels * patches.length));
        for (int from = 0; from < input.size(0); from += step) {
            int count = (int) Math.min(step, input.size(0) - from);
            INDArray rows =
                    Nd4j.createUninitialized(dataType, new long[] {(long) count * patches.pixels, patches.length}, 'c');
            patches.unfold(images, from, count, new HostFloats(rows));
            INDArray part = byPixel.get(
                    NDArrayIndex.interval((long) from * patches.pixels, (long) (from + count) * patches.pixels),
                    NDArrayIndex.all());
            Nd4j.gemm(rows, part, sum, true, false, 1, from == 0 ? 0 : 1);
        }
        // Sums are by (y, x, channel) and output channel; weights by output channel, channel, y and x.
        INDArray gradient = gradientViews.get(WEIGHT);
        long[] shape = gradient.shape();
        gradient.assign(sum.transpose()
                .reshape('c', shape[0], shape[2], shape[3], shape[1])
                .permute(0, 3, 1, 2));
        return new Pair<>(gradientOf(gradient), null);
    }

    /** The part of an image that each pixel of the output sees, as a row. */
    private final class Patches {
        final int out = (int) layerConf().getNOut();
        final int pixels;
        final int length;
        private final int height = (int) input.size(1);
        private final int width = (int) input.size(2);
        private final int channels = (int) input.size(3);
        private final int outHeight = (int) outputShape()[1];
        private final int outWidth = (int) outputShape()[2];
        private final int kernelHeight = layerConf().getKernelSize()[0];
        private final int kernelWidth = layerConf().getKernelSize()[1];

        Patches() {
            pixels = outHeight * outWidth;
            length = kernelHeight * kernelWidth * channels;
        }

        void unfold(HostFloats images, int from, int count, HostFloats rows) {
            int imageLength = height * width * channels;
            Blocks.forEachOf(count, 1, () -> new float[2][], (block, first, last, s) -> {
                if (s[0] == null) {
                    s[0] = new float[imageLength];
                    s[1] = new float[outWidth * length];
                }
                for (int n = first; n < last; n++) {
                    images.read((from + n) * imageLength, s[0], imageLength);
                    for (int y = 0; y < outHeight; y++) {
                        unfoldRow(s[0], y, s[1]);
                        rows.write((n * outHeight + y) * s[1].length, s[1], s[1].length);
                    }
                }
            });
            rows.written();
        }

        /** The patches of one row of the output; outside the image is zero. */
        private void unfoldRow(float[] image, int outY, float[] row) {
            Arrays.fill(row, 0);
            int stride = layerConf().getStride()[0];
            int top = outY * stride - layerConf().getPadding()[0];
            for (int outX = 0; outX < outWidth; outX++) {
                int left = outX * layerConf().getStride()[1] - layerConf().getPadding()[1];
                int firstX = Math.max(0, -left);
                int lastX = Math.min(kernelWidth, width - left);
                for (int y = Math.max(0, -top); y < Math.min(kernelHeight, height - top); y++) {
                    System.arraycopy(
                            image,
                            ((top + y) * width + left + firstX) * channels,
                            row,
                            outX * length + (y * kernelWidth + firstX) * channels,
                            (lastX - firstX) * channels);
                }
            }
        }
    }
}
