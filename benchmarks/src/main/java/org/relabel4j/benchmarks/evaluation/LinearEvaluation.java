package org.relabel4j.benchmarks.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.labelling.Progress;
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
public final class LinearEvaluation {
    private static final int BATCH = 250;

    /** The penalty of scikit-learn's logistic regression, as of {@code mode=head}. */
    private static final double L2 = 1;

    private LinearEvaluation() {}

    /**
     * Evaluates.
     *
     * @param model id of a residual network
     * @param weights safetensors file, whose last layer is not used and may be absent; one that is not there is looked for among
     *     the downloaded weights
     * @param dataset id of a data set of images
     * @param datasetOptions its options
     * @param seed which images, if not all
     * @param progress hears how many images are done
     * @throws IllegalArgumentException if names, options, weights and data do not fit each other; one line
     * @throws InputException if data cannot be read
     * @throws IOException if the weights cannot be read
     */
    public static Evaluation.Result run(
            String model,
            Path weights,
            String dataset,
            Map<String, String> datasetOptions,
            long seed,
            Progress progress)
            throws InputException, IOException {
        Evaluation.Source source = Evaluation.source(model, weights);
        Dataset data = Datasets.load(dataset, datasetOptions, seed);
        ImageSet pool = ImageShape.images(model, data.pool());
        ImageSet test = Evaluation.testImages(model, dataset, data);
        FeatureMatrix features = features(source, pool, "features of the pool", progress);
        FeatureMatrix testFeatures = features(source, test, "features of the test images", progress);
        try (Classifier classifier = new SoftmaxTrainer(L2)
                .train(features, all(pool), data.poolLabels(), data.classNames().size(), seed)) {
            Probabilities predicted = classifier.predict(testFeatures, all(test));
            double accuracy = Accuracy.of(predicted, data.testLabels());
            return new Evaluation.Result(test.size(), (int) Math.round(accuracy * test.size()));
        }
    }

    private static int[] all(ImageSet images) {
        return IntStream.range(0, images.size()).toArray();
    }

    private static FeatureMatrix features(Evaluation.Source source, ImageSet images, String phase, Progress progress) {
        ResNet network = source.network();
        NamedTensors weights = ResNetWeights.checked(network, images.channels(), source.weights(), false);
        ResNetWeights.checkFinite(weights);
        try (Backbone backbone = new Backbone(network, ImageShape.of(images), weights)) {
            float[] features = new float[Math.multiplyExact(images.size(), backbone.dimension())];
            for (int from = 0; from < images.size(); from += BATCH) {
                int to = Math.min(images.size(), from + BATCH);
                float[] batch = backbone.embed(images, IntStream.range(from, to).toArray());
                System.arraycopy(batch, 0, features, from * backbone.dimension(), batch.length);
                progress.update(phase, to, images.size());
            }
            return FeatureMatrix.ofRowMajor(images.size(), backbone.dimension(), features);
        }
    }
}
