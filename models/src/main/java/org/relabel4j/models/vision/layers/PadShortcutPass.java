package org.relabel4j.models.vision.layers;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Works for {@link PadShortcut}. */
@SuppressWarnings("overrides") // Deeplearning4j's base class overrides varargs by an array.
final class PadShortcutPass extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;

    private final int padding;

    PadShortcutPass(ComputationGraph graph, String name, int index, int padding, DataType type) {
        super(graph, name, index, null, null, type);
        this.padding = padding;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public Layer getLayer() {
        return null;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = inputs[0];
        long[] shape = {x.size(0), (x.size(1) + 1) / 2, (x.size(2) + 1) / 2, x.size(3) + 2L * padding};
        INDArray out = workspaces.create(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        inner(out, x.size(3)).assign(everySecond(x));
        return out;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        INDArray x = inputs[0];
        INDArray gradient = workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
        everySecond(gradient).assign(inner(epsilon, x.size(3)));
        return new Pair<>(null, new INDArray[] {gradient});
    }

    private INDArray inner(INDArray out, long channels) {
        return out.get(all(), all(), all(), interval(padding, padding + channels));
    }

    private static INDArray everySecond(INDArray x) {
        return x.get(all(), interval(0, 2, x.size(1)), interval(0, 2, x.size(2)), all());
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray view) {
        if (view != null) {
            throw new IllegalArgumentException("a shortcut has no parameters, but is given room for gradients");
        }
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batchSize) {
        return masks == null || masks.length == 0 ? null : new Pair<>(masks[0], state);
    }

    @Override
    public String toString() {
        return "PadShortcut " + getVertexName() + " of " + padding + " channels on each side";
    }
}
