package org.relabel4j.models.vision.training;

import java.util.Optional;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.WholeMachine;
import org.relabel4j.models.weights.NamedTensors;

/**
 * Trains a residual network, all layers, from random weights or from those of a file whose last layer is left out.
 *
 * <p>Equal calls give equal networks on one machine with one number of processors; on another, sums are taken in another order,
 * and training magnifies the last digit.
 *
 * @param network the network
 * @param start weights to start from, with torchvision's names; empty to start from random ones
 * @param descent how it descends
 * @param regularisation what keeps it from learning by heart
 * @param size what images are brought to first
 */
public record ImageTrainer(
        ResNet network, Optional<NamedTensors> start, Descent descent, Regularisation regularisation, InputSize size)
        implements EmbeddingTrainer, RandomStart, ExamplesCheck {
    @Override
    public String name() {
        return network.name();
    }

    @Override
    public boolean startsAtRandom() {
        return start.isEmpty();
    }

    @Override
    public boolean hasDropout() {
        return regularisation.dropout() > 0;
    }

    @Override
    public void check(Examples examples) {
        ImageSet images = size.images(name(), examples);
        start.ifPresent(source ->
                ResNetWeights.checked(network.forImages(ImageShape.of(images)), images.channels(), source, false));
    }

    /**
     * @throws IllegalArgumentException also if the weights to start from are those of another network, or if the loss
     *     becomes infinite or no number: the learning rate does not suit the images
     */
    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        ImageTrainingSet set = checked(examples, rows, labels, numClasses, seed);
        return train(set, descent, split(set), coldStart(set)).classifier();
    }

    /** One call's arguments, of which the examples turned out to be images. */
    record ImageTrainingSet(ImageSet images, int[] rows, int[] labels, int numClasses, long seed) {}

    /** A trained network, and the weights that it is made of. */
    record Network(ImageClassifier classifier, NamedTensors weights) {}

    ImageTrainingSet checked(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(name(), examples, rows, labels, numClasses);
        return new ImageTrainingSet(size.images(name(), examples), rows, labels, numClasses, seed);
    }

    HoldOut split(ImageTrainingSet set) {
        return HoldOut.split(set.rows().length, regularisation.holdout(), set.seed());
    }

    NamedTensors coldStart(ImageTrainingSet set) {
        return start.map(source ->
                        ResNetWeights.checked(fitting(set), set.images().channels(), source, false))
                .orElseGet(() -> randomWeights(set));
    }

    NamedTensors randomWeights(ImageTrainingSet set) {
        return RandomWeights.of(
                fitting(set), set.images().channels(), set.numClasses(), Seeds.derive(set.seed(), "first weights"));
    }

    private ResNet fitting(ImageTrainingSet set) {
        return network.forImages(ImageShape.of(set.images()));
    }

    /** Trains with another descent than its own, from given weights. */
    Network train(ImageTrainingSet set, Descent by, HoldOut split, NamedTensors first) {
        ImageShape shape = ImageShape.of(set.images());
        TrainingRun run = new TrainingRun(fitting(set), by, regularisation, set.images(), set.numClasses(), set.seed());
        return WholeMachine.run(shape, () -> {
            NamedTensors weights = run.train(set.rows(), set.labels(), split, first);
            return new Network(
                    new ImageClassifier(fitting(set), shape, weights, regularisation.dropout(), size), weights);
        });
    }
}
