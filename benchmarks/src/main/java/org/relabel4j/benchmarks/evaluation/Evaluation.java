package org.relabel4j.benchmarks.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.datasets.labelling.Progress;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;

/** Measures the accuracy of a network with weights from a file on a data set's test images. */
public final class Evaluation {
    private static final int BATCH = 250;

    private Evaluation() {}

    /**
     * What to evaluate.
     *
     * @param model id of a residual network
     * @param weights safetensors file; one that is not there is looked for among the downloaded weights
     * @param dataset id of a data set of images
     * @param datasetOptions its options
     * @param seed which test images, if not all
     * @param logits where to write the scores before the softmax, as float32 {@code .npy} of shape (images, classes)
     * @param probabilities where to write those after it, likewise
     */
    public record Settings(
            String model,
            Path weights,
            String dataset,
            Map<String, String> datasetOptions,
            long seed,
            Optional<Path> logits,
            Optional<Path> probabilities) {
        public Settings {
            datasetOptions = Map.copyOf(datasetOptions);
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

    /**
     * Evaluates.
     *
     * @param progress hears how many images are done
     * @throws IllegalArgumentException if names, options, weights and data do not fit each other; one line
     * @throws InputException if data cannot be read or results not written
     * @throws IOException if the weights cannot be read
     */
    public static Result run(Settings settings, Progress progress) throws InputException, IOException {
        if (settings.logits().isPresent()) {
            AtomicFiles.checkWritable(settings.logits().get());
        }
        if (settings.probabilities().isPresent()) {
            AtomicFiles.checkWritable(settings.probabilities().get());
        }
        Source source = source(settings.model(), settings.weights());
        Dataset dataset = Datasets.load(settings.dataset(), settings.datasetOptions(), settings.seed());
        ImageSet images = testImages(settings.model(), settings.dataset(), dataset);
        NamedTensors weights = ResNetWeights.checked(source.network(), images.channels(), source.weights(), true);
        String file = source.weights().source();
        try (ImageClassifier classifier = new ImageClassifier(source.network(), ImageShape.of(images), weights)) {
            int numClasses = dataset.classNames().size();
            if (classifier.numClasses() != numClasses) {
                throw new IllegalArgumentException(file + ": tells " + classifier.numClasses()
                        + " classes apart, but data set " + settings.dataset() + " has " + numClasses
                        + "; give weights of a network that was trained for it");
            }
            double[] logits = logits(classifier, images, file, progress);
            write(settings, logits, numClasses);
            return new Result(images.size(), right(logits, dataset.testLabels(), numClasses));
        }
    }

    /** A network, and the file with its weights. */
    record Source(ResNet network, SafetensorsFile weights) {}

    static Source source(String model, Path weights) throws IOException {
        ResNet named = ResNets.byName(model);
        SafetensorsFile file = SafetensorsFile.open(located(weights));
        // torchvision's networks come with either stem; the others have CIFAR's.
        return new Source(named.stem() == Stem.CIFAR ? named : named.withStem(ResNetWeights.stem(file)), file);
    }

    static ImageSet testImages(String model, String name, Dataset dataset) {
        ImageSet images = ImageShape.images(model, dataset.test());
        if (images.size() == 0) {
            throw new IllegalArgumentException("data set " + name + " has no test images with these options");
        }
        return images;
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

    private static void write(Settings settings, double[] logits, int numClasses) throws InputException {
        if (settings.logits().isPresent()) {
            NpyFile.write(settings.logits().get(), numClasses, logits, NpyFile.Precision.FLOAT32);
        }
        if (settings.probabilities().isPresent()) {
            NpyFile.write(
                    settings.probabilities().get(), numClasses, softmax(logits, numClasses), NpyFile.Precision.FLOAT32);
        }
    }

    private static int right(double[] logits, int[] labels, int numClasses) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int k = 1; k < numClasses; k++) {
                best = logits[i * numClasses + k] > logits[i * numClasses + best] ? k : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right;
    }

    static double[] softmax(double[] logits, int numClasses) {
        double[] probabilities = new double[logits.length];
        for (int row = 0; row < logits.length; row += numClasses) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < numClasses; k++) {
                highest = Math.max(highest, logits[row + k]);
            }
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                probabilities[row + k] = Math.exp(logits[row + k] - highest);
                sum += probabilities[row + k];
            }
            for (int k = 0; k < numClasses; k++) {
                probabilities[row + k] /= sum;
            }
        }
        return probabilities;
    }
}
