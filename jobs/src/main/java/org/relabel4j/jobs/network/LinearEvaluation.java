package org.relabel4j.jobs.network;

import java.util.stream.IntStream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.vision.Backbone;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.weights.NamedTensors;

/**
 * Measures what a network's features are worth: a softmax regression is trained on those of the data set's pool with their
 * true labels, and tried on the test images. This is the linear evaluation protocol of self-supervised learning (Chen et al.
 * 2020, arXiv:2002.05709, section 2.3).
 */
final class LinearEvaluation {
    /** The penalty of scikit-learn's logistic regression, as of {@code mode=head}. */
    private static final double L2 = 1;

    private LinearEvaluation() {}

    /** @throws IllegalArgumentException if weights and data do not fit each other; one line */
    static EvaluationJob.Result run(NetworkInputs inputs, EvaluationJob.Material material, Progress progress) {
        Dataset data = material.dataset();
        ImageSet pool = ImageShape.images(inputs.model(), data.pool());
        ImageSet test = material.test();
        FeatureMatrix features = features(material, pool, "features of the pool", progress);
        FeatureMatrix testFeatures = features(material, test, "features of the test images", progress);
        try (Classifier classifier = new SoftmaxTrainer(L2)
                .train(features, all(pool), data.poolLabels(), data.classNames().size(), inputs.seed())) {
            Probabilities predicted = classifier.predict(testFeatures, all(test));
            double accuracy = Accuracy.of(predicted, data.testLabels());
            return new EvaluationJob.Result(test.size(), (int) Math.round(accuracy * test.size()));
        }
    }

    private static int[] all(ImageSet images) {
        return IntStream.range(0, images.size()).toArray();
    }

    private static FeatureMatrix features(
            EvaluationJob.Material material, ImageSet images, String phase, Progress progress) {
        ResNet network = material.network();
        NamedTensors weights = ResNetWeights.checked(network, images.channels(), material.weights(), false);
        ResNetWeights.checkFinite(weights);
        try (Backbone backbone = new Backbone(network, ImageShape.of(images), weights)) {
            float[] features = new float[Math.multiplyExact(images.size(), backbone.dimension())];
            for (int from = 0; from < images.size(); from += EvaluationJob.BATCH) {
                int to = Math.min(images.size(), from + EvaluationJob.BATCH);
                float[] batch = backbone.embed(images, IntStream.range(from, to).toArray());
                System.arraycopy(batch, 0, features, from * backbone.dimension(), batch.length);
                progress.update(phase, to, images.size());
            }
            return FeatureMatrix.ofRowMajor(images.size(), backbone.dimension(), features);
        }
    }
}
