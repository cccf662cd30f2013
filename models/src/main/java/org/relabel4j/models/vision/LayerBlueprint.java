package org.relabel4j.models.vision;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;
import org.relabel4j.models.vision.layers.AddRelu;
import org.relabel4j.models.vision.layers.FastConvolution;
import org.relabel4j.models.vision.layers.FoldedConvolution;
import org.relabel4j.models.vision.layers.FusedBatchNorm;
import org.relabel4j.models.vision.layers.PadShortcut;
import org.relabel4j.models.vision.layers.StemConvolution;

/** Adds layers to a Deeplearning4j graph. */
abstract class LayerBlueprint implements Blueprint {
    private final GraphBuilder graph;

    private LayerBlueprint(GraphBuilder graph) {
        this.graph = graph;
    }

    /** For networks that train. */
    static Blueprint training(LayerKind kind, GraphBuilder graph) {
        return kind == LayerKind.FAST ? new Fast(graph) : new Standard(graph);
    }

    /** For networks whose batch norms are folded into the convolutions. */
    static Blueprint folded(GraphBuilder graph) {
        return new Folded(graph);
    }

    @Override
    public String layer(String name, Layer layer, String input) {
        graph.addLayer(name, layer, input);
        return name;
    }

    @Override
    public String padShortcut(String name, int inChannels, int outChannels, String input) {
        graph.addVertex(name, new PadShortcut((outChannels - inChannels) / 2), input);
        return name;
    }

    @Override
    public String join(String block, String branch, String shortcut) {
        graph.addVertex(block, new AddRelu(), branch, shortcut);
        return block;
    }

    private static final class Fast extends LayerBlueprint {
        Fast(GraphBuilder graph) {
            super(graph);
        }

        @Override
        public String convolution(String convolution, String norm, Kernel shape, boolean relu, String input) {
            FastConvolution layer = input.equals(Assembly.INPUT)
                    ? new StemConvolution(shape.size(), shape.stride(), shape.padding(), shape.out())
                    : new FastConvolution(shape.size(), shape.stride(), shape.padding(), shape.out());
            layer(convolution, layer, input);
            return layer(norm, new FusedBatchNorm(relu), convolution);
        }
    }

    private static final class Folded extends LayerBlueprint {
        Folded(GraphBuilder graph) {
            super(graph);
        }

        @Override
        public String convolution(String convolution, String norm, Kernel shape, boolean relu, String input) {
            return layer(
                    convolution,
                    new FoldedConvolution(shape.size(), shape.stride(), shape.padding(), shape.out(), relu),
                    input);
        }
    }

    private static final class Standard extends LayerBlueprint {
        private final GraphBuilder graph;

        Standard(GraphBuilder graph) {
            super(graph);
            this.graph = graph;
        }

        @Override
        public String convolution(String convolution, String norm, Kernel shape, boolean relu, String input) {
            layer(
                    convolution,
                    new ConvolutionLayer.Builder(shape.size(), shape.size())
                            .stride(shape.stride(), shape.stride())
                            .padding(shape.padding(), shape.padding())
                            .convolutionMode(ConvolutionMode.Truncate)
                            .dataFormat(CNN2DFormat.NHWC)
                            .nOut(shape.out())
                            .activation(Activation.IDENTITY)
                            .hasBias(false)
                            .build(),
                    input);
            layer(norm, new BatchNormalization.Builder().useLogStd(false).build(), convolution);
            return relu ? relu(norm + ".relu", norm) : norm;
        }

        @Override
        public String join(String block, String branch, String shortcut) {
            graph.addVertex(block + ".add", new ElementWiseVertex(ElementWiseVertex.Op.Add), branch, shortcut);
            return relu(block, block + ".add");
        }

        /** Deeplearning4j's batch norm ignores its activation. */
        private String relu(String name, String input) {
            return layer(name, new ActivationLayer(Activation.RELU), input);
        }
    }
}
