package org.relabel4j.jobs.network;

import java.util.stream.IntStream;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.linear.SoftmaxTrainer;

/**
 * Measures what a network's features are worth: a softmax regression is trained on those of the data set's pool with their
 * true labels, and tried on the test images. This is the linear evaluation protocol of self-supervised learning (Chen et al.
 * 2020, arXiv:2002.05709, section 2.3).
 */
final class LinearEvaluation {
    /** The penalty of scikit-learn's logistic regression, as of {@code mode=head}. */
    private static final double L2 = 1;

    private LinearEvaluation() {}

    /**
     * The class probabilities of the test examples.
     *
     * @param testFeatures of the test examples, row-major
     * @throws IllegalArgumentException if weights and data do not fit each other; one line
     */
    static Probabilities predict(EvaluationJob.Material material, float[] testFeatures, long seed, Progress progress) {
        Dataset data = material.dataset();
        int dimension = material.extractor().dimension(data.pool());
        float[] values = material.features(data.pool(), "features of the pool", progress);
        FeatureMatrix features = FeatureMatrix.ofRowMajor(data.pool().size(), dimension, values);
        FeatureMatrix test = FeatureMatrix.ofRowMajor(data.test().size(), dimension, testFeatures);
        try (Classifier classifier = new SoftmaxTrainer(L2)
                .train(
                        features,
                        all(features),
                        data.poolLabels(),
                        data.classNames().size(),
                        seed)) {
            return classifier.predict(test, all(test));
        }
    }

    private static int[] all(Examples examples) {
        return IntStream.range(0, examples.size()).toArray();
    }
}
