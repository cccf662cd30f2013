package org.relabel4j.models.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.relabel4j.models.weights.NamedTensors;

/** Reads from tensors with torchvision's names which residual network they are of. */
public final class ResNetOfWeights {
    private ResNetOfWeights() {}

    /**
     * The network that tensors are of: its blocks, their kind, its width, its stem and its shortcuts, by names and shapes alone. There may be
     * a last layer.
     *
     * @return a network called {@link ResNets#OF_FILE}
     * @throws IllegalArgumentException if they are no residual network's; one line with the first tensor that does not fit
     */
    public static ResNet of(NamedTensors source) {
        int width = ResNetWeights.firstKernel(source)[0];
        Set<String> names = ResNetWeights.canonicalNames(source).keySet();
        List<Integer> blocks = new ArrayList<>();
        for (int stage = 1; names.contains(convolution(stage, 0)); stage++) {
            int count = 1;
            while (names.contains(convolution(stage, count))) {
                count++;
            }
            blocks.add(count);
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException(source.source() + " has no tensor " + convolution(1, 0)
                    + "; these are no residual network's, or not with torchvision's names");
        }
        boolean bottleneck = names.contains("layer1.0.conv3.weight");
        boolean projection = bottleneck || names.stream().anyMatch(name -> name.contains(".downsample."));
        if (width < 2 || width % 2 != 0) {
            throw new IllegalArgumentException(source.source() + ": tensor conv1.weight has " + width
                    + " channels, expected an even number of them");
        }
        ResNet network = new ResNet(
                ResNets.OF_FILE,
                bottleneck,
                blocks,
                width,
                ResNetWeights.stem(source),
                projection ? Shortcut.PROJECTION : Shortcut.PAD);
        ResNetWeights.checked(network, ResNetWeights.channels(source), source, false);
        return network;
    }

    private static String convolution(int stage, int block) {
        return "layer" + stage + "." + block + ".conv1.weight";
    }
}
