package org.relabel4j.jobs.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;

/** Measures the accuracy of a network with weights from a file on a data set's test images. Behind {@code relabel4j evaluate}. */
public final class EvaluationJob {
    /** Images that a network looks at together. */
    static final int BATCH = 250;

    private EvaluationJob() {}

    /**
     * What to evaluate.
     *
     * @param inputs the network and the images
     * @param weights safetensors file; one that is not there is looked for among the downloaded weights
     * @param linear whether to train a last layer on the data set's pool first: the file's own is not used and may be absent
     * @param logits where to write the scores before the softmax, as float32 {@code .npy} of shape (images, classes)
     * @param probabilities where to write those after it, likewise
     */
    public record Request(
            NetworkInputs inputs, Path weights, boolean linear, Optional<Path> logits, Optional<Path> probabilities) {
        /**
         * @throws IllegalArgumentException if scores of a last layer that is not used are to be written
         */
        public Request {
            if (linear && (logits.isPresent() || probabilities.isPresent())) {
                throw new IllegalArgumentException(
                        "--linear measures an accuracy only; leave out --logits and --probs, or --linear");
            }
        }
    }

    /**
     * What came out.
     *
     * @param images test images
     * @param right how many were classified as their label says
     */
    public record Result(int images, int right) {
        /** Share of the images that were classified right, 0 to 1. */
        public double accuracy() {
            return (double) right / images;
        }
    }

    /** The network and the images, read. */
    record Material(ResNet network, SafetensorsFile weights, Dataset dataset, ImageSet test) {}

    /**
     * Evaluates.
     *
     * @param progress hears how many images are done
     * @throws IllegalArgumentException if names, options, weights and data do not fit each other; one line
     * @throws InputException if data cannot be read or results not written
     * @throws IOException if the weights cannot be read
     */
    public static Result run(Request request, Progress progress) throws InputException, IOException {
        if (request.logits().isPresent()) {
            AtomicFiles.checkWritable(request.logits().get());
        }
        if (request.probabilities().isPresent()) {
            AtomicFiles.checkWritable(request.probabilities().get());
        }
        Material material = material(request);
        if (request.linear()) {
            return LinearEvaluation.run(request.inputs(), material, progress);
        }
        ImageSet images = material.test();
        NamedTensors weights = ResNetWeights.checked(material.network(), images.channels(), material.weights(), true);
        String file = material.weights().source();
        try (ImageClassifier classifier = new ImageClassifier(material.network(), ImageShape.of(images), weights)) {
            int numClasses = material.dataset().classNames().size();
            if (classifier.numClasses() != numClasses) {
                throw new IllegalArgumentException(file + ": tells " + classifier.numClasses()
                        + " classes apart, but data set " + request.inputs().dataset() + " has " + numClasses
                        + "; give weights of a network that was trained for it");
            }
            double[] logits = logits(classifier, images, file, progress);
            write(request, logits, numClasses);
            return new Result(images.size(), right(logits, material.dataset().testLabels(), numClasses));
        }
    }

    private static Material material(Request request) throws InputException, IOException {
        NetworkInputs inputs = request.inputs();
        ResNet named = ResNets.byName(inputs.model());
        SafetensorsFile file = SafetensorsFile.open(located(request.weights()));
        // torchvision's networks come with either stem; the others have CIFAR's.
        ResNet network = named.stem() == Stem.CIFAR ? named : named.withStem(ResNetWeights.stem(file));
        Dataset dataset = Datasets.load(inputs.dataset(), inputs.datasetOptions(), inputs.seed());
        ImageSet test = ImageShape.images(inputs.model(), dataset.test());
        if (test.size() == 0) {
            throw new IllegalArgumentException(
                    "data set " + inputs.dataset() + " has no test images with these options");
        }
        return new Material(network, file, dataset, test);
    }

    private static Path located(Path weights) {
        if (Files.exists(weights) || weights.getNameCount() != 1) {
            return weights;
        }
        Path downloaded = DataHome.ofWeights().resolve(weights);
        return Files.exists(downloaded) ? downloaded : weights;
    }

    private static double[] logits(ImageClassifier classifier, ImageSet images, String source, Progress progress) {
        int numClasses = classifier.numClasses();
        double[] logits = new double[Math.multiplyExact(images.size(), numClasses)];
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(images.size(), from + BATCH);
            double[] batch = classifier.logits(images, IntStream.range(from, to).toArray());
            for (int n = 0; n < batch.length; n++) {
                if (!Double.isFinite(batch[n])) {
                    throw new IllegalArgumentException(source + ": gives " + batch[n] + " for test image "
                            + (from + n / numClasses) + ", expected finite numbers; the weights are damaged");
                }
            }
            System.arraycopy(batch, 0, logits, from * numClasses, batch.length);
            progress.update("classifying images", to, images.size());
        }
        return logits;
    }

    private static void write(Request request, double[] logits, int numClasses) throws InputException {
        if (request.logits().isPresent()) {
            NpyFile.write(request.logits().get(), numClasses, logits, NpyFile.Precision.FLOAT32);
        }
        if (request.probabilities().isPresent()) {
            NpyFile.write(
                    request.probabilities().get(), numClasses, softmax(logits, numClasses), NpyFile.Precision.FLOAT32);
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
