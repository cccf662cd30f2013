package org.relabel4j.models.vision.training;

import java.util.Optional;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNetGraphs.Training;

/**
 * Stochastic gradient descent with Nesterov momentum.
 *
 * @param epochs passes over the training set at most, at least 1
 * @param batchSize images a step, at least 1; an epoch is split evenly into batches of at most so many
 * @param learningRate full step size, positive
 * @param momentum 0 to below 1
 * @param weightDecay factor on the weights that is added to their gradients, at least 0; not on batch norms and biases
 * @param warmUp epochs over which the learning rate rises, at least 0 and at most epochs
 * @param schedule how it falls afterwards
 */
public record Descent(
        int epochs,
        int batchSize,
        double learningRate,
        double momentum,
        double weightDecay,
        int warmUp,
        LearningRateSchedule schedule) {
    private static final int MOST_EPOCHS = 100_000;
    private static final int MOST_IMAGES = 1_000_000;
    /** Beyond these, weights of floats stay as they are, or are infinite after a step. */
    private static final double SMALLEST_RATE = 1e-12;

    private static final double LARGEST_RATE = 1e30;

    /**
     * @throws IllegalArgumentException if a value is out of range
     */
    public Descent {
        FeatureChecks.setting(epochs >= 1, "resnet epochs", epochs, "at least 1");
        FeatureChecks.setting(epochs <= MOST_EPOCHS, "resnet epochs", epochs, "at most " + MOST_EPOCHS);
        FeatureChecks.setting(batchSize >= 1, "resnet batch", batchSize, "at least 1 image");
        FeatureChecks.setting(
                batchSize <= MOST_IMAGES, "resnet batch", batchSize, "at most " + MOST_IMAGES + " images");
        FeatureChecks.setting(learningRate > 0, "resnet lr", learningRate, "a positive number");
        FeatureChecks.setting(
                learningRate >= SMALLEST_RATE && learningRate <= LARGEST_RATE,
                "resnet lr",
                learningRate,
                SMALLEST_RATE + " to " + LARGEST_RATE);
        FeatureChecks.setting(momentum >= 0 && momentum < 1, "resnet momentum", momentum, "0 to below 1");
        FeatureChecks.setting(weightDecay >= 0 && weightDecay < 1, "resnet weight-decay", weightDecay, "0 to below 1");
        FeatureChecks.setting(warmUp >= 0 && warmUp <= epochs, "resnet warm-up", warmUp, "0 to " + epochs + " epochs");
    }

    /** From random weights: 30 epochs of batches of 128, rate 0.1 along a cosine after 1 epoch of warm-up, decay 5e-4. */
    public static Descent scratch() {
        return new Descent(30, 128, 0.1, 0.9, 5e-4, 1, LearningRateSchedule.COSINE);
    }

    /** From trained weights: 10 epochs of batches of 64, rate 0.01 along a cosine after 1 epoch of warm-up, decay 1e-4. */
    public static Descent finetuning() {
        return new Descent(10, 64, 0.01, 0.9, 1e-4, 1, LearningRateSchedule.COSINE);
    }

    /** All of it in words that stay the same from version to version, for what is kept on disk. */
    public String identity() {
        return "epochs=" + epochs + " batch=" + batchSize + " lr=" + learningRate + " momentum=" + momentum
                + " weight-decay=" + weightDecay + " warm-up=" + warmUp + " schedule=" + schedule.name();
    }

    /** This descent over other epochs in other batches; one epoch alone has no warm-up. */
    public Descent over(int otherEpochs, int otherBatchSize) {
        int rising = Math.min(Math.max(0, otherEpochs - 1), warmUp);
        return new Descent(otherEpochs, otherBatchSize, learningRate, momentum, weightDecay, rising, schedule);
    }

    /** This descent with another full step size. */
    public Descent withLearningRate(double rate) {
        return new Descent(epochs, batchSize, rate, momentum, weightDecay, warmUp, schedule);
    }

    /**
     * How a network is set up to descend.
     *
     * @param stepsAnEpoch batches an epoch, at least 1
     * @param dropout applied to the embeddings; empty for none
     */
    public Training training(int stepsAnEpoch, Optional<IDropout> dropout) {
        WarmUp rate = new WarmUp(learningRate, steps(warmUp, stepsAnEpoch), steps(epochs, stepsAnEpoch), schedule);
        return new Training(ResNetGraphs.preferredKind(), Updaters.nesterovs(rate, momentum), weightDecay, dropout);
    }

    /** Apart, so that whoever only reads settings loads no class of ND4J. */
    private static final class Updaters {
        static IUpdater nesterovs(WarmUp rate, double momentum) {
            return new Nesterovs(rate, momentum);
        }
    }

    private static int steps(int epochs, int stepsAnEpoch) {
        return (int) Math.min(Integer.MAX_VALUE, (long) epochs * stepsAnEpoch);
    }
}
