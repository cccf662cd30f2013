package org.relabel4j.models.vision.layers;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A residual block's shortcut without parameters: every second pixel of every second row, with channels of zeros on both
 * sides, half of the new ones each (He et al. 2016, arXiv:1512.03385, section 3.3, option A, which leaves open where the zeros
 * go). Images are channels last. Deeplearning4j has nothing like it, so networks of standard layers have it too.
 */
public class PadShortcut extends GraphVertex {
    private static final long serialVersionUID = 1L;

    private final int padding;

    /**
     * @param padding channels of zeros on each side
     */
    public PadShortcut(@JsonProperty("padding") int padding) {
        this.padding = padding;
    }

    /** Channels of zeros on each side. */
    @JsonProperty("padding")
    public int padding() {
        return padding;
    }

    @Override
    public PadShortcut clone() {
        return new PadShortcut(padding);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PadShortcut same && same.padding == padding;
    }

    @Override
    public int hashCode() {
        return padding;
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 1;
    }

    @Override
    public int maxVertexInputs() {
        return 1;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialise, DataType type) {
        return new PadShortcutPass(graph, name, index, padding, type);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) throws InvalidInputTypeException {
        if (!(inputs[0] instanceof InputType.InputTypeConvolutional images) || images.getFormat() != CNN2DFormat.NHWC) {
            throw new InvalidInputTypeException("a shortcut needs images, channels last, but gets " + inputs[0]);
        }
        return InputType.convolutional(
                (images.getHeight() + 1) / 2,
                (images.getWidth() + 1) / 2,
                images.getChannels() + 2L * padding,
                CNN2DFormat.NHWC);
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return new LayerMemoryReport.Builder(null, PadShortcut.class, inputs[0], getOutputType(-1, inputs))
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(0, 0)
                .build();
    }
}
