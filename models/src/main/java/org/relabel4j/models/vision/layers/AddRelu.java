package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The end of a residual block: {@code max(0, a + b)} of two inputs of one shape, in one pass over the images. */
public class AddRelu extends ElementWiseVertex {
    private static final long serialVersionUID = 1L;

    /** The sum of two inputs and a ReLU. */
    public AddRelu() {
        super(Op.Add);
    }

    @Override
    public AddRelu clone() {
        return new AddRelu();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddRelu;
    }

    @Override
    public int hashCode() {
        return AddRelu.class.hashCode();
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialise, DataType type) {
        Instances.requireFloats(type, name);
        return new AddReluPass(graph, name, index, type);
    }
}
