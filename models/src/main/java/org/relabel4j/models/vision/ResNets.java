package org.relabel4j.models.vision;

import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.core.text.Suggestions;

/**
 * The residual networks by name: torchvision's 18, 34 and 50, and those of He et al. 2016 (arXiv:1512.03385), section 4.2, for
 * CIFAR: 20, 32, 44, 56 and 110 layers, three stages of 16, 32 and 64 channels.
 *
 * <p>torchvision's have the ImageNet stem and shortcuts with projection; the bottleneck of 50 has its stride in the 3 × 3
 * convolution, as torchvision's and unlike the paper's. CIFAR's have shortcuts without parameters.
 */
public final class ResNets {
    /** Name of the model whose network is the one that its file of weights is of: {@link ResNetOfWeights}. */
    public static final String OF_FILE = "resnet";

    private static final List<ResNet> ALL = List.of(
            torchvision("resnet18", false, 2, 2, 2, 2),
            torchvision("resnet34", false, 3, 4, 6, 3),
            torchvision("resnet50", true, 3, 4, 6, 3),
            cifar("resnet20", 3),
            cifar("resnet32", 5),
            cifar("resnet44", 7),
            cifar("resnet56", 9),
            cifar("resnet110", 18));

    private ResNets() {}

    /** Every network, in the order to show them. */
    public static List<ResNet> all() {
        return ALL;
    }

    /** The name of every network. */
    public static List<String> names() {
        return ALL.stream().map(ResNet::name).toList();
    }

    /** The name of every model that is a residual network: {@link #names} and {@link #OF_FILE}. */
    public static List<String> models() {
        return Stream.concat(names().stream(), Stream.of(OF_FILE)).toList();
    }

    /**
     * A network by name.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest one
     */
    public static ResNet byName(String name) {
        for (ResNet network : ALL) {
            if (network.name().equals(name)) {
                return network;
            }
        }
        throw new IllegalArgumentException("unknown network \"" + name + "\"; " + Suggestions.hint(name, names()));
    }

    private static ResNet torchvision(String name, boolean bottleneck, Integer... blocks) {
        return new ResNet(name, bottleneck, List.of(blocks), 64, Stem.IMAGENET, Shortcut.PROJECTION);
    }

    private static ResNet cifar(String name, int blocks) {
        return new ResNet(name, false, List.of(blocks, blocks, blocks), 16, Stem.CIFAR, Shortcut.PAD);
    }
}
