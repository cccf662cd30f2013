package org.relabel4j.models.vision.training;

import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.relabel4j.core.random.Seeds;

/**
 * Dropout whose choices depend on a seed and the number of the step, where Deeplearning4j's depend on what the process did
 * before. Equal choices for the forward and the backward pass.
 *
 * @param rate share of the values to leave out; the others grow by 1 / (1 - rate)
 * @param seed the only source of randomness
 */
record SeededDropout(
        @JsonProperty("rate") double rate,
        @JsonProperty("seed") long seed) implements IDropout {
    @Override
    public INDArray applyDropout(
            INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        return masked(input, result, iteration);
    }

    @Override
    public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
        return masked(gradient, result, iteration);
    }

    private INDArray masked(INDArray values, INDArray result, int iteration) {
        RandomGenerator rng = Seeds.generator(seed, "dropout", iteration);
        float[] mask = new float[Math.toIntExact(values.length())];
        for (int n = 0; n < mask.length; n++) {
            mask[n] = rng.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
        }
        try (INDArray factors = Nd4j.create(mask, values.shape(), 'c')) {
            return values.muli(factors, result);
        }
    }

    @Override
    public void clear() {
        // Keeps nothing.
    }

    /** Records do not change. */
    @Override
    public IDropout clone() {
        return this;
    }
}
