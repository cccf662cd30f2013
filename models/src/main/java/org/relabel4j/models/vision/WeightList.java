package org.relabel4j.models.vision;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Lists the tensors of a network, by torchvision's names, and their shapes, instead of building it. */
final class WeightList implements Blueprint {
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();

    /** The convolution that each batch norm follows. */
    private final Map<String, String> norms = new LinkedHashMap<>();

    private WeightList(int imageChannels) {
        channels.put(Assembly.INPUT, imageChannels);
    }

    static WeightList of(ResNet network, int imageChannels) {
        WeightList list = new WeightList(imageChannels);
        new Assembly(network, list).build();
        return list;
    }

    /** Shape of each tensor up to the embeddings, in the network's order. */
    Map<String, int[]> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /** Each convolution with the batch norm behind it. */
    Map<String, String> norms() {
        return Collections.unmodifiableMap(norms);
    }

    @Override
    public String convolution(String convolution, String norm, Kernel shape, boolean relu, String input) {
        int in = channels.get(input);
        int out = shape.out();
        shapes.put(convolution + ".weight", new int[] {out, in, shape.size(), shape.size()});
        shapes.put(norm + ".weight", new int[] {out});
        shapes.put(norm + ".bias", new int[] {out});
        shapes.put(norm + ".running_mean", new int[] {out});
        shapes.put(norm + ".running_var", new int[] {out});
        norms.put(convolution, norm);
        channels.put(norm, out);
        return norm;
    }

    @Override
    public String join(String block, String branch, String shortcut) {
        channels.put(block, channels.get(branch));
        return block;
    }

    @Override
    public String layer(String name, Layer layer, String input) {
        channels.put(name, channels.get(input));
        return name;
    }

    @Override
    public String padShortcut(String name, int inChannels, int outChannels, String input) {
        channels.put(name, outChannels);
        return name;
    }
}
