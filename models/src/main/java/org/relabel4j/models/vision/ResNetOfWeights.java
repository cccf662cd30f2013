package org.relabel4j.models.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.relabel4j.models.weights.NamedTensors;

/** Reads from tensors with torchvision's names which residual network they are of. */
public final class ResNetOfWeights {
    /** A tensor of a block: stage, counted from 1, and block, counted from 0. */
    private static final Pattern PLACE = Pattern.compile("layer(\\d+)\\.(\\d+)\\.");

    private static final int MOST_DIGITS = 9;

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
        checkComplete(source, blocks);
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

    /** Stages and blocks are counted as long as there is one more; what has a higher number would be taken for a stranger. */
    private static void checkComplete(NamedTensors source, List<Integer> blocks) {
        ResNetWeights.canonicalNames(source).forEach((name, own) -> {
            Matcher place = PLACE.matcher(name);
            if (place.lookingAt()) {
                int stage = number(place.group(1));
                boolean beyond = stage > blocks.size();
                if (beyond || stage > 0 && number(place.group(2)) >= blocks.get(stage - 1)) {
                    String missing =
                            beyond ? convolution(blocks.size() + 1, 0) : convolution(stage, blocks.get(stage - 1));
                    throw new IllegalArgumentException(
                            source.source() + " has tensor " + own + " but no tensor " + missing
                                    + ", expected before it: stages and blocks are numbered without gaps; the file is not whole");
                }
            }
        });
    }

    private static int number(String digits) {
        return digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static String convolution(int stage, int block) {
        return "layer" + stage + "." + block + ".conv1.weight";
    }
}
