package org.relabel4j.models.vision.training;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.coteaching.CoTeachingClassifier;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.coteaching.Peers;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.WholeMachine;
import org.relabel4j.models.weights.NamedTensors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains two residual networks, all layers, on noisy labels: in each batch, each names the images on which its loss is smallest,
 * and the other one learns from those alone. The prediction is the mean of the two.
 *
 * <p>Source: Han et al. 2018, arXiv:1804.06872, algorithm 1; the warm-up of Bernhardt et al. 2022, arXiv:2109.00574. Both see the
 * same batches, altered alike, and differ in their first weights; those of a file get a last layer of each network's own. A
 * network passes its batch forward to choose, in training mode, and the images that it then learns from once more, so that
 * batch norm takes its moments from those, where the published code takes them from the whole batch.
 *
 * <p>Reproducible as {@link ImageTrainer} is.
 *
 * @param start weights to start from, with torchvision's names; empty to start from random ones
 * @param forgetting what not to learn from, of as many epochs as the descent
 * @param size what images are brought to first
 */
public record ImageCoTeachingTrainer(
        ResNet network,
        Optional<NamedTensors> start,
        Descent descent,
        Regularisation regularisation,
        CoTeachingConfig forgetting,
        InputSize size)
        implements EmbeddingTrainer, RandomStart, ExamplesCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ImageCoTeachingTrainer.class);
    private static final String NAME = "co-teaching";

    /**
     * @throws IllegalArgumentException if images are held out or mixed: there is nothing to choose by then
     */
    public ImageCoTeachingTrainer {
        FeatureChecks.setting(
                regularisation.holdout() == 0, "resnet holdout", regularisation.holdout(), "0 with co-teaching");
        FeatureChecks.setting(
                regularisation.mixup() == 0, "resnet mixup", regularisation.mixup(), "0 with co-teaching");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean startsAtRandom() {
        return start.isEmpty();
    }

    @Override
    public void check(Examples examples) {
        new ImageTrainer(network, start, descent, regularisation, size).check(examples);
    }

    /**
     * @throws IllegalArgumentException also if the weights to start from are those of another network
     */
    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(NAME, examples, rows, labels, numClasses);
        ImageSet images = size.images(network.name(), examples);
        ResNet fitting = network.forImages(ImageShape.of(images));
        Optional<NamedTensors> checked =
                start.map(source -> ResNetWeights.checked(fitting, images.channels(), source, false));
        EpochBatches batches =
                new EpochBatches(images, rows, labels, numClasses, descent.batchSize(), regularisation, seed);
        return WholeMachine.run(ImageShape.of(images), () -> {
            ComputationGraph first = graph(fitting, checked, batches, numClasses, Seeds.derive(seed, "first network"));
            try {
                ComputationGraph second =
                        graph(fitting, checked, batches, numClasses, Seeds.derive(seed, "second network"));
                try {
                    train(fitting, batches, first, second);
                    return classifier(fitting, batches.shape(), first, second);
                } finally {
                    second.close();
                }
            } finally {
                first.close();
            }
        });
    }

    private Classifier classifier(ResNet fitting, ImageShape shape, ComputationGraph first, ComputationGraph second) {
        ImageClassifier one = new ImageClassifier(fitting, shape, ResNetWeights.of(first), 0, size);
        try {
            return new CoTeachingClassifier(
                    List.of(one, new ImageClassifier(fitting, shape, ResNetWeights.of(second), 0, size)));
        } catch (RuntimeException | Error e) {
            one.close();
            throw e;
        }
    }

    private ComputationGraph graph(
            ResNet fitting, Optional<NamedTensors> checked, EpochBatches batches, int numClasses, long seed) {
        int channels = batches.shape().channels();
        NamedTensors weights = checked.map(
                        backbone -> RandomWeights.withHead(fitting, channels, backbone, numClasses, seed))
                .orElseGet(() -> RandomWeights.of(fitting, channels, numClasses, seed));
        Training training =
                TrainingRun.settings(descent, regularisation, batches.order().count(), seed);
        return ResNetGraphs.trainable(fitting, batches.shape(), numClasses, training, weights);
    }

    private void train(ResNet fitting, EpochBatches batches, ComputationGraph first, ComputationGraph second) {
        ImageShape shape = batches.shape();
        Peers<LabelledBatch> peers = new Peers<>(new GraphLearner(first, shape), new GraphLearner(second, shape));
        try (BatchQueue queue = new BatchQueue(batches)) {
            for (int epoch = 0; epoch < descent.epochs(); epoch++) {
                int number = epoch;
                queue.forEach(
                        epoch, batch -> peers.step(new LabelledBatch(batch), forgetting.kept(number, batch.size())));
                TrainingRun.checkLoss(fitting, first, epoch, descent);
                TrainingRun.checkLoss(fitting, second, epoch, descent);
                LOG.debug("{} epoch {}: losses {} and {}", NAME, epoch + 1, first.score(), second.score());
            }
        }
    }
}
