package org.relabel4j.jobs.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.onnx.OnnxFiles;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.head.FrozenNetwork;
import org.relabel4j.models.weights.NamedTensors;

/**
 * Measures how well a network with weights from a file classifies a data set's test images, or what its features are worth, and writes
 * these. Behind {@code relabel4j evaluate}.
 */
public final class EvaluationJob {
    /** Images between one word on the progress and the next. */
    private static final int BATCH = 250;

    private EvaluationJob() {}

    /**
     * What to evaluate.
     *
     * @param inputs the network and the images
     * @param weights its file; one that is not there is looked for among the downloaded weights
     * @param modelOptions the model's options that decide about its features, name to value
     * @param linear whether to train a last layer on the data set's pool first: the file's own is not used and may be absent
     * @param outputs what to write
     */
    public record Request(
            NetworkInputs inputs, Path weights, Map<String, String> modelOptions, boolean linear, Outputs outputs) {
        /**
         * @throws IllegalArgumentException if scores of a last layer that is not used are to be written
         */
        public Request {
            modelOptions = Map.copyOf(modelOptions);
            boolean scores =
                    outputs.logits().isPresent() || outputs.probabilities().isPresent();
            if (scores && linear) {
                throw new IllegalArgumentException(
                        "--linear measures an accuracy only; leave out --logits and --probs, or --linear");
            }
            if (scores && outputs.features().isPresent()) {
                throw new IllegalArgumentException(
                        "--features is of the network without its last layer; leave out --logits and --probs, or --features");
            }
        }
    }

    /**
     * Where to write what, as float32 {@code .npy} with a row a test image, in their order.
     *
     * @param features shape (images, features): what comes before the last layer
     * @param logits shape (images, classes): the scores before the softmax
     * @param probabilities those after it, likewise
     */
    public record Outputs(Optional<Path> features, Optional<Path> logits, Optional<Path> probabilities) {}

    /**
     * What came out.
     *
     * @param images test images
     * @param quality how well they were classified; empty if there was no last layer to do so
     * @param dimension features of an image; 0 if they were not asked for
     */
    public record Result(int images, Optional<Quality> quality, int dimension) {}

    /**
     * How well test images were classified.
     *
     * @param right how many as their label says
     * @param metrics of the probabilities
     */
    public record Quality(int right, ModelMetrics metrics) {
        static Quality of(Probabilities probabilities, int[] labels) {
            int right = (int) Math.round(Accuracy.of(probabilities, labels) * labels.length);
            return new Quality(right, ModelMetrics.of(probabilities, labels));
        }
    }

    /** What gives features, and the data, read. */
    record Material(FeatureExtractor extractor, String weights, Dataset dataset, Examples test) {
        /** Features of examples, checked. */
        float[] features(Examples examples, String phase, Progress progress) {
            float[] features = extractor.extract(examples, done -> progress.update(phase, done, examples.size()));
            int dimension = extractor.dimension(examples);
            for (int n = 0; n < features.length; n++) {
                if (!Float.isFinite(features[n])) {
                    throw notFinite(weights, features[n], "image " + n / dimension);
                }
            }
            return features;
        }
    }

    private static IllegalArgumentException notFinite(String weights, double found, String where) {
        return new IllegalArgumentException(
                weights + ": gives " + found + " for " + where + ", expected finite numbers; the weights are damaged");
    }

    /**
     * Evaluates.
     *
     * @param progress hears how many images are done
     * @throws IllegalArgumentException if names, options, weights and data do not fit each other; one line
     * @throws InputException if data cannot be read or results not written
     * @throws IOException if the weights cannot be read
     */
    public static Result run(Request request, Progress progress) throws InputException, IOException {
        Outputs outputs = request.outputs();
        AtomicFiles.checkWritable(
                Stream.of(outputs.features(), outputs.logits(), outputs.probabilities())
                        .flatMap(Optional::stream)
                        .toList(),
                List.of(located(request.weights())));
        Material material = material(request, progress);
        if (!request.linear() && outputs.features().isEmpty()) {
            return classify(request, material, progress);
        }
        Examples test = material.test();
        float[] features = material.features(test, "features of the test images", progress);
        int dimension = material.extractor().dimension(test);
        if (outputs.features().isPresent()) {
            double[] values = new double[features.length];
            Arrays.setAll(values, n -> features[n]);
            NpyFile.write(outputs.features().get(), dimension, values, NpyFile.Precision.FLOAT32);
        }
        Optional<Quality> quality = request.linear()
                ? Optional.of(Quality.of(
                        LinearEvaluation.predict(
                                material, features, request.inputs().seed(), progress),
                        material.dataset().testLabels()))
                : Optional.empty();
        return new Result(test.size(), quality, outputs.features().isPresent() ? dimension : 0);
    }

    private static Result classify(Request request, Material material, Progress progress) throws InputException {
        NetworkInputs inputs = request.inputs();
        if (!(material.extractor() instanceof FrozenNetwork frozen)) {
            throw new IllegalArgumentException("model " + inputs.model()
                    + " gives features only; measure them with --linear, or write them with --features FILE.npy");
        }
        InputSize size = frozen.size();
        ImageShape shape = ImageShape.of(size.images(inputs.model(), material.test()));
        ResNet network = frozen.network().forImages(shape);
        if (!ResNetWeights.hasHead(frozen.weights())) {
            throw new IllegalArgumentException(frozen.weights().source()
                    + ": has no last layer (fc.weight, fc.bias), so that it gives features and no classes; train one with --linear,"
                    + " or write its features with --features FILE.npy");
        }
        NamedTensors weights = ResNetWeights.checked(network, shape.channels(), frozen.weights(), true);
        try (ImageClassifier classifier = new ImageClassifier(network, shape, weights, 0, size)) {
            int numClasses = material.dataset().classNames().size();
            if (classifier.numClasses() != numClasses) {
                throw new IllegalArgumentException(weights.source() + ": tells " + classifier.numClasses()
                        + " classes apart, but data set " + inputs.dataset() + " has " + numClasses
                        + "; give weights of a network that was trained for it, or train a last layer with --linear");
            }
            double[] logits = logits(classifier, material, progress);
            double[] probabilities = softmax(logits, numClasses);
            write(request.outputs(), logits, probabilities, numClasses);
            int[] labels = material.dataset().testLabels();
            ModelMetrics metrics =
                    ModelMetrics.of(DenseProbabilities.ofRowMajor(labels.length, numClasses, probabilities), labels);
            Quality quality = new Quality(right(logits, labels, numClasses), metrics);
            return new Result(labels.length, Optional.of(quality), 0);
        }
    }

    private static Material material(Request request, Progress progress) throws InputException, IOException {
        NetworkInputs inputs = request.inputs();
        Path weights = located(request.weights());
        if (inputs.model().equals(OnnxFeatures.KIND) && OnnxFiles.isUnprepared(weights, request.modelOptions())) {
            ImageShape.images(
                    inputs.model(),
                    Datasets.load(inputs.dataset(), inputs.datasetOptions(), inputs.seed())
                            .pool());
        }
        FeatureExtractor extractor = Extractors.of(inputs.model(), weights, request.modelOptions());
        if (extractor instanceof OnnxFeatures) {
            progress.note(extractor.toString()); // How it takes images, which nothing else tells.
        }
        Dataset dataset = Datasets.load(inputs.dataset(), inputs.datasetOptions(), inputs.seed());
        Examples test = dataset.test();
        if (test.size() == 0) {
            throw new IllegalArgumentException(
                    "data set " + inputs.dataset() + " has no test images with these options");
        }
        extractor.dimension(test); // Refuses what it is not for.
        return new Material(extractor, weights.toString(), dataset, test);
    }

    static Path located(Path weights) {
        if (weights.toString().isEmpty()) {
            throw new IllegalArgumentException("--weights is \"\", expected the path of a file");
        }
        if (Files.exists(weights) || weights.getNameCount() != 1) {
            return weights;
        }
        Path downloaded = DataHome.ofWeights().resolve(weights);
        return Files.exists(downloaded) ? downloaded : weights;
    }

    private static double[] logits(ImageClassifier classifier, Material material, Progress progress) {
        Examples images = material.test();
        int numClasses = classifier.numClasses();
        double[] logits = new double[Math.multiplyExact(images.size(), numClasses)];
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(images.size(), from + BATCH);
            double[] batch = classifier.logits(images, IntStream.range(from, to).toArray());
            for (int n = 0; n < batch.length; n++) {
                if (!Double.isFinite(batch[n])) {
                    throw notFinite(material.weights(), batch[n], "test image " + (from + n / numClasses));
                }
            }
            System.arraycopy(batch, 0, logits, from * numClasses, batch.length);
            progress.update("classifying images", to, images.size());
        }
        return logits;
    }

    private static void write(Outputs outputs, double[] logits, double[] probabilities, int numClasses)
            throws InputException {
        if (outputs.logits().isPresent()) {
            NpyFile.write(outputs.logits().get(), numClasses, logits, NpyFile.Precision.FLOAT32);
        }
        if (outputs.probabilities().isPresent()) {
            NpyFile.write(outputs.probabilities().get(), numClasses, probabilities, NpyFile.Precision.FLOAT32);
        }
    }

    private static int right(double[] logits, int[] labels, int numClasses) {
        return (int) IntStream.range(0, labels.length)
                .filter(i -> RowMath.argmax(logits, i * numClasses, numClasses) == labels[i])
                .count();
    }

    private static double[] softmax(double[] logits, int numClasses) {
        double[] probabilities = new double[logits.length];
        for (int from = 0; from < logits.length; from += numClasses) {
            double[] row = Arrays.copyOfRange(logits, from, from + numClasses);
            RowMath.softmax(row);
            System.arraycopy(row, 0, probabilities, from, numClasses);
        }
        return probabilities;
    }
}
