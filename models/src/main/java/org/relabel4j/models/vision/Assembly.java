package org.relabel4j.models.vision;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.relabel4j.models.vision.Blueprint.Kernel;

/** The order of a residual network's parts, from images to embeddings. Names are torchvision's. */
record Assembly(ResNet network, Blueprint parts) {
    static final String INPUT = "images";
    static final String POOLED = "avgpool";

    /** Puts the network together up to the embeddings, which come out of {@link #POOLED}. */
    void build() {
        String x = stem();
        int channels = network.width();
        for (int stage = 0; stage < network.blocks().size(); stage++) {
            for (int block = 0; block < network.blocks().get(stage); block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = block("layer" + (stage + 1) + "." + block, stage, stride, channels, x);
                channels = network.outputWidth(stage);
            }
        }
        parts.layer(
                POOLED,
                new GlobalPoolingLayer.Builder(PoolingType.AVG)
                        .poolingDimensions(1, 2)
                        .build(),
                x);
    }

    private String stem() {
        if (network.stem() == Stem.BY_SIZE) {
            throw new IllegalStateException(network.name() + " does not know the size of its images yet");
        }
        if (network.stem() == Stem.CIFAR) {
            return parts.convolution("conv1", "bn1", new Kernel(3, 1, network.width()), true, INPUT);
        }
        String x = parts.convolution("conv1", "bn1", new Kernel(7, 2, network.width()), true, INPUT);
        return parts.layer(
                "maxpool",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .padding(1, 1)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build(),
                x);
    }

    private String block(String name, int stage, int stride, int channels, String x) {
        int inner = network.innerWidth(stage);
        String branch;
        if (network.bottleneck()) {
            branch = parts.convolution(name + ".conv1", name + ".bn1", new Kernel(1, 1, inner), true, x);
            branch = parts.convolution(name + ".conv2", name + ".bn2", new Kernel(3, stride, inner), true, branch);
            branch = parts.convolution(
                    name + ".conv3", name + ".bn3", new Kernel(1, 1, network.outputWidth(stage)), false, branch);
        } else {
            branch = parts.convolution(name + ".conv1", name + ".bn1", new Kernel(3, stride, inner), true, x);
            branch = parts.convolution(name + ".conv2", name + ".bn2", new Kernel(3, 1, inner), false, branch);
        }
        return parts.join(name, branch, shortcut(name, stage, stride, channels, x));
    }

    private String shortcut(String name, int stage, int stride, int channels, String x) {
        int out = network.outputWidth(stage);
        if (stride == 1 && channels == out) {
            return x;
        }
        if (network.shortcut() == Shortcut.PAD) {
            return parts.padShortcut(name + ".shortcut", channels, out, x);
        }
        return parts.convolution(name + ".downsample.0", name + ".downsample.1", new Kernel(1, stride, out), false, x);
    }
}
