package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Works for {@link AddRelu}. */
@SuppressWarnings("overrides") // Deeplearning4j's base class overrides varargs by an array.
final class AddReluPass extends ElementWiseVertex {
    private static final long serialVersionUID = 1L;

    AddReluPass(ComputationGraph graph, String name, int index, DataType type) {
        super(graph, name, index, Op.Add, type);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, inputs[0].shape(), 'c');
        ChannelLoops.addRelu(HostFloats.reading(inputs[0]), HostFloats.reading(inputs[1]), new HostFloats(out));
        return out;
    }

    /** Two arrays, because the graph adds other gradients to them in place. */
    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        long[] shape = inputs[0].shape();
        INDArray first = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, shape, 'c');
        INDArray second = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, shape, 'c');
        ChannelLoops.addReluGradient(
                HostFloats.reading(inputs[0]),
                HostFloats.reading(inputs[1]),
                HostFloats.reading(epsilon),
                new HostFloats(first),
                new HostFloats(second));
        return new Pair<>(null, new INDArray[] {first, second});
    }
}
