package org.relabel4j.models.vision.head;

import java.util.List;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.RawFeatures;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.weights.NamedTensors;

/**
 * Trains a classifier on the features that a residual network with fixed weights gives of images. Features are computed once
 * for each set of images and kept on disk by the content that they depend on; training costs what it costs on a table.
 */
public final class HeadTrainer implements Trainer {
    private final ResNet network;
    private final FrozenBackbone backbone;
    private final Trainer head;

    /**
     * A trainer of heads on one frozen network.
     *
     * @param weights the network's, with torchvision's names; the last layer is not used
     * @param cache where features are kept
     * @param head trains on tables of features
     */
    public HeadTrainer(ResNet network, NamedTensors weights, FeatureCache cache, Trainer head) {
        this.network = network;
        this.backbone = new FrozenBackbone(network, weights, cache);
        this.head = head;
    }

    @Override
    public String name() {
        return network.name();
    }

    /** The embeddings are the frozen network's features. */
    @Override
    public boolean hasEmbeddings() {
        return true;
    }

    /**
     * @throws IllegalArgumentException also if the examples are no images, or the weights are those of another network
     */
    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        return new HeadClassifier(head.train(backbone.features(examples), rows, labels, numClasses, seed));
    }

    @Override
    public List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        return head.trainFolds(backbone.features(examples), rows, labels, numClasses, seeds).stream()
                .<Classifier>map(HeadClassifier::new)
                .toList();
    }

    /** A classifier of features that is given images. */
    private final class HeadClassifier implements Classifier {
        private final Classifier classifier;

        HeadClassifier(Classifier classifier) {
            this.classifier = classifier;
        }

        @Override
        public Probabilities predict(Examples examples, int[] rows) {
            return classifier.predict(backbone.features(examples), rows);
        }

        @Override
        public Embeddings embed(Examples examples, int[] rows) {
            return RawFeatures.embed(backbone.features(examples), rows);
        }

        @Override
        public void close() {
            classifier.close();
        }
    }
}
