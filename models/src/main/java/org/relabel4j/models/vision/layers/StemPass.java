package org.relabel4j.models.vision.layers;

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
        Patches patches = patches();
        int pixels = patches.across() * patches.down();
        int out = (int) layerConf().getNOut();
        HostFloats images = HostFloats.reading(input);
        INDArray byPixel = HostFloats.dense(epsilon).reshape('c', epsilon.length() / out, out);
        INDArray sum = Nd4j.create(dataType, new long[] {patches.length(), out}, 'f');
        int step = (int) Math.max(1, MAX_UNFOLDED / ((long) pixels * patches.length()));
        for (int from = 0; from < input.size(0); from += step) {
            int count = (int) Math.min(step, input.size(0) - from);
            INDArray rows =
                    Nd4j.createUninitialized(dataType, new long[] {(long) count * pixels, patches.length()}, 'c');
            unfold(patches, images, from, count, new HostFloats(rows));
            INDArray part = byPixel.get(
                    NDArrayIndex.interval((long) from * pixels, (long) (from + count) * pixels), NDArrayIndex.all());
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

    private static void unfold(Patches patches, HostFloats images, int from, int count, HostFloats rows) {
        int down = patches.down();
        Blocks.forEachOf(count * down, down, patches::buffers, (block, first, last, buffers) -> {
            for (int line = first; line < last; line++) {
                float[] unfolded = patches.unfold(images, from * down + line, buffers);
                rows.write(line * unfolded.length, unfolded, unfolded.length);
            }
        });
        rows.written();
    }
}
