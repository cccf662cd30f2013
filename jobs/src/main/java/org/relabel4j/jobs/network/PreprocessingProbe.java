package org.relabel4j.jobs.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.onnx.OnnxFiles;

/**
 * Finds out how images have to be prepared for a network in an ONNX file: by each preset, and the file beside the network if there is one,
 * features of labelled images are taken, and a softmax regression on them is cross-validated. A wrong one costs a few points of accuracy,
 * and nothing else tells.
 */
public final class PreprocessingProbe {
    /** Enough to tell a difference of two points, quick enough to do. */
    private static final int MOST_IMAGES = 2000;

    private static final int FOLDS = 5;

    /** Strong, since there are more features than images a class. */
    private static final double L2 = 100;

    /** A difference of so many standard errors is one. */
    private static final double ERRORS = 2;

    private PreprocessingProbe() {}

    /**
     * One way to prepare images.
     *
     * @param names presets that come to the same, or the file beside the network
     * @param accuracy share of the images that are classified right by a regression on others
     * @param logLoss mean, nats
     * @param asGood whether the best one's log loss is not lower by two standard errors of the difference
     */
    public record Row(List<String> names, double accuracy, double logLoss, boolean asGood) {}

    /**
     * Compares them on the pool of a data set.
     *
     * @param inputs the model, which must be {@code onnx}, and the images
     * @param weights the ONNX file
     * @param own as below
     * @return as below
     * @throws IllegalArgumentException if names, options, network and data do not fit each other; one line
     * @throws InputException if the data cannot be read
     */
    public static List<Row> run(NetworkInputs inputs, Path weights, Map<String, String> own, Progress progress)
            throws InputException {
        if (!inputs.model().equals(OnnxFeatures.KIND)) {
            throw new IllegalArgumentException("--probe is for the model " + OnnxFeatures.KIND + ", but the model is "
                    + inputs.model() + ", whose images are prepared in one way only");
        }
        Dataset data = Datasets.load(inputs.dataset(), inputs.datasetOptions(), inputs.seed());
        return run(
                EvaluationJob.located(weights),
                own,
                data.pool(),
                data.poolLabels(),
                data.classNames().size(),
                inputs.seed(),
                progress);
    }

    /**
     * Compares them.
     *
     * @param weights the ONNX file
     * @param own options of the model that hold for all, such as {@code size}; value by name
     * @param images labelled images; some 2,000 of them are used
     * @param labels class of each
     * @param seed the only source of randomness
     * @return the best one first
     * @throws IllegalArgumentException if the file gives no features of these images, or the classes have too few; one line
     */
    public static List<Row> run(
            Path weights,
            Map<String, String> own,
            Examples images,
            int[] labels,
            int numClasses,
            long seed,
            Progress progress) {
        if (own.containsKey("preset")) {
            throw new IllegalArgumentException(
                    "option \"preset\" has no effect on a probe, which tries all; leave it out");
        }
        List<String> presets = OnnxFiles.presets(weights);
        if (presets.isEmpty()) {
            throw new IllegalArgumentException(
                    weights + ": takes vectors, which nobody prepares; --probe is for networks that take images");
        }
        int[] drawn = Arrays.copyOf(
                Shuffles.permutation(images.size(), Seeds.generator(seed, "images to probe with")),
                Math.min(MOST_IMAGES, images.size()));
        Examples sample = images.rows(drawn);
        int[] sampleLabels = IntStream.of(drawn).map(i -> labels[i]).toArray();
        List<Tried> tried = new ArrayList<>();
        Map<String, OnnxFeatures> ways = ways(weights, presets, own);
        Map<String, List<String>> names = sameFeatures(ways, sample);
        for (List<String> alike : names.values()) {
            progress.update("features by " + String.join(", ", alike), tried.size(), names.size());
            tried.add(tried(alike, ways.get(alike.get(0)), sample, sampleLabels, numClasses, seed));
        }
        progress.update("comparing", names.size(), names.size());
        tried.sort(Comparator.comparingDouble(Tried::logLoss));
        Tried best = tried.get(0);
        return tried.stream()
                .map(one -> new Row(one.names, one.accuracy, one.logLoss(), one.isAsGoodAs(best)))
                .toList();
    }

    private static Map<String, OnnxFeatures> ways(Path weights, List<String> presets, Map<String, String> own) {
        Map<String, OnnxFeatures> ways = new LinkedHashMap<>();
        OnnxFiles.preprocessingOf(weights)
                .ifPresent(file ->
                        ways.put(file.getFileName().toString(), OnnxFeatures.open(weights, Optional.empty(), own)));
        for (String preset : presets) {
            ways.put(preset, OnnxFeatures.open(weights, Optional.of(preset), own));
        }
        return ways;
    }

    /** The names of ways that come to the same, together. */
    private static Map<String, List<String>> sameFeatures(Map<String, OnnxFeatures> ways, Examples sample) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        ways.forEach((name, way) -> names.computeIfAbsent(
                        HexFormat.of().formatHex(way.identity(sample)), key -> new ArrayList<>())
                .add(name));
        return names;
    }

    private static Tried tried(
            List<String> names, OnnxFeatures way, Examples images, int[] labels, int numClasses, long seed) {
        FeatureMatrix features = FeatureMatrix.ofRowMajor(images.size(), way.dimension(images), way.extract(images));
        Probabilities predicted = new CrossValidation(new CrossValidation.Scheme(
                        List.of(new SoftmaxTrainer(L2)), features, features.rows(new int[0]), FOLDS, false, false))
                .fit(labels, numClasses, seed)
                .get(0)
                .pool();
        double[] losses = IntStream.range(0, labels.length)
                .mapToDouble(i -> -Math.log(Math.max(predicted.get(i, labels[i]), LogLoss.MIN_PROB)))
                .toArray();
        return new Tried(names, Accuracy.of(predicted, labels), losses);
    }

    /** @param losses of each image */
    private record Tried(List<String> names, double accuracy, double[] losses) {
        double logLoss() {
            return Arrays.stream(losses).average().orElse(Double.NaN);
        }

        /** By the differences image by image, which vary less than the losses themselves. */
        boolean isAsGoodAs(Tried best) {
            double mean = logLoss() - best.logLoss();
            double squares = IntStream.range(0, losses.length)
                    .mapToDouble(i -> losses[i] - best.losses[i] - mean)
                    .map(x -> x * x)
                    .sum();
            return mean <= ERRORS * Math.sqrt(squares) / losses.length;
        }
    }
}
