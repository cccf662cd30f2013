package org.relabel4j.models.vision;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/** Random weights of residual networks, by torchvision's names: where training from scratch starts. */
public final class RandomWeights {
    private RandomWeights() {}

    /**
     * Weights to start training from: convolutions normal with variance 2 / (height × width × channels out), as torchvision's
     * (He et al. 2015, arXiv:1502.01852, fan out); the last layer uniform up to ± 1 / sqrt(in), as PyTorch's.
     */
    public static NamedTensors of(ResNet network, int channels, int numClasses, long seed) {
        TensorMap tensors = backbone(network, channels, seed);
        putLayer(tensors, ResNetWeights.HEAD, network.features(), numClasses, seed);
        return tensors;
    }

    /**
     * As {@link #of}, with the two layers of a projection instead of the last layer.
     *
     * @param dimension length of a projected vector, at least 1
     */
    public static NamedTensors withProjection(ResNet network, int channels, int dimension, long seed) {
        TensorMap tensors = backbone(network, channels, seed);
        putLayer(tensors, ResNetWeights.PROJECTION_HIDDEN, network.features(), network.features(), seed);
        putLayer(tensors, ResNetWeights.PROJECTION, network.features(), dimension, seed);
        return tensors;
    }

    /**
     * Given weights up to the embeddings with a random last layer, as {@link #of} has it.
     *
     * @param backbone as {@link ResNetWeights#checked} gives them
     */
    public static NamedTensors withHead(
            ResNet network, int channels, NamedTensors backbone, int numClasses, long seed) {
        TensorMap tensors = new TensorMap(backbone.source());
        WeightList.of(network, channels)
                .shapes()
                .forEach((name, shape) -> tensors.put(name, shape, backbone.floats(name)));
        putLayer(tensors, ResNetWeights.HEAD, network.features(), numClasses, seed);
        return tensors;
    }

    private static TensorMap backbone(ResNet network, int channels, long seed) {
        TensorMap tensors = new TensorMap("random weights");
        WeightList.of(network, channels).shapes().forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(NamedTensors.size(shape))];
            if (shape.length == 4) {
                double sd = Math.sqrt(2.0 / (shape[0] * shape[2] * shape[3]));
                RandomGenerator rng = Seeds.generator(seed, name);
                for (int n = 0; n < values.length; n++) {
                    values[n] = (float) (rng.nextGaussian() * sd);
                }
            } else if (name.endsWith(".weight") || name.endsWith(".running_var")) {
                Arrays.fill(values, 1);
            }
            tensors.put(name, shape, values);
        });
        return tensors;
    }

    private static void putLayer(TensorMap tensors, String layer, int in, int out, long seed) {
        double bound = 1 / Math.sqrt(in);
        for (String part : new String[] {".weight", ".bias"}) {
            int[] shape = part.equals(".bias") ? new int[] {out} : new int[] {out, in};
            float[] values = new float[Math.toIntExact(NamedTensors.size(shape))];
            RandomGenerator rng = Seeds.generator(seed, layer + part);
            for (int n = 0; n < values.length; n++) {
                values[n] = (float) rng.nextDouble(-bound, bound);
            }
            tensors.put(layer + part, shape, values);
        }
    }
}
