package org.relabel4j.models.vision.training;

import java.util.function.Function;
import org.relabel4j.core.text.Counted;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.TensorMap;

/**
 * Where a network starts that another one precedes: {@code w = shrink * w_before + perturb * w_fresh}, where w_fresh are the first
 * weights of a network that starts cold (Ash and Adams 2020, "On warm-starting neural network training", arXiv:1910.08475,
 * shrink and perturb). Shrink 1 and perturb 0 go on where the other stopped, shrink 0 and perturb 1 start cold.
 *
 * <p>That goes for convolutions, scales and shifts of batch norms, and the last layer. A batch norm's running mean and variance
 * are those of the fresh network, for they belong to activations that are no more; the authors' code does likewise.
 *
 * @param shrink factor on the weights of the network before, 0 to 1
 * @param perturb factor on the fresh weights, at least 0; not 0 if shrink is
 * @param epochs passes over the training set at most, at least 1
 */
public record WarmStart(double shrink, double perturb, int epochs) {
    /** The default of the authors' program, github.com/JordanAsh/warm_start. */
    public static final double DEFAULT_SHRINK = 0.4;

    /** Likewise. */
    public static final double DEFAULT_PERTURB = 0.1;

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public WarmStart {
        FeatureChecks.setting(shrink >= 0 && shrink <= 1, "resnet shrink", shrink, "0 to 1");
        FeatureChecks.setting(
                perturb >= 0 && Double.isFinite(perturb) && shrink + perturb > 0,
                "resnet perturb",
                perturb,
                "at least 0, and more than 0 if shrink is 0");
        FeatureChecks.setting(epochs >= 1, "resnet warm-epochs", epochs, "at least 1");
    }

    /**
     * The weights to start from.
     *
     * @param before the values of the network before, by tensor name
     * @param fresh random weights of the network to be trained
     * @throws IllegalArgumentException if a tensor of the network before has another number of values
     */
    NamedTensors weights(Function<String, float[]> before, NamedTensors fresh) {
        TensorMap weights = new TensorMap("weights of the last round");
        for (String name : fresh.names()) {
            float[] values = fresh.floats(name);
            float[] old = before.apply(name);
            if (old.length != values.length) {
                throw new IllegalArgumentException(
                        "the network of the last round has " + Counted.of(old.length, "value") + " of " + name
                                + ", but this one has " + values.length + "; it is that of another model");
            }
            boolean statistic = name.endsWith(".running_mean") || name.endsWith(".running_var");
            weights.put(name, fresh.shape(name), statistic ? values : shrinkAndPerturb(old, values));
        }
        return weights;
    }

    float[] shrinkAndPerturb(float[] before, float[] fresh) {
        float[] mixed = new float[before.length];
        for (int n = 0; n < mixed.length; n++) {
            mixed[n] = (float) (shrink * before[n] + perturb * fresh[n]);
        }
        return mixed;
    }
}
