package org.relabel4j.models.vision.head;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.RawFeatures;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.features.Features;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.vision.Dropout;

/**
 * Trains a classifier on features of images: those that a residual network with fixed weights gives, or histograms of oriented gradients
 * and colours. Features are computed once for each set of images, and a network's kept on disk by the content that they depend on;
 * training costs what it costs on a table.
 */
public final class HeadTrainer implements EmbeddingTrainer, NativeNeeds, ExamplesCheck {
    /** Name of the trainer of {@link #onGradients}. */
    public static final String HOG = "hog";

    /**
     * Copies of each example to train a head with dropout on: enough that none of its features is out of all of them, few enough
     * that training takes no longer than the experiment.
     */
    public static final int DROPOUT_COPIES = 10;

    /** Name of the kind of its classifiers in files. */
    public static final String KIND = "head";

    private final String name;
    private final Features features;
    private final Trainer head;
    private final double dropout;

    /**
     * A trainer of heads on features.
     *
     * @param head trains on tables of features
     */
    public HeadTrainer(String name, Features features, Trainer head) {
        this(name, features, head, 0);
    }

    /**
     * A trainer on features without a network: histograms of oriented gradients (Dalal and Triggs 2005), colours on a coarse grid and a
     * histogram of colours. For when nothing better is at hand: few images teach no network from scratch.
     *
     * @param head trains on tables of features
     */
    public static HeadTrainer onGradients(Trainer head) {
        return new HeadTrainer(HOG, new Features(new HogFeatures(), Optional.empty()), head);
    }

    private HeadTrainer(String name, Features features, Trainer head, double dropout) {
        this.name = name;
        this.features = features;
        this.head = head;
        this.dropout = dropout;
    }

    /**
     * This trainer with dropout of the features. Heads learn from {@link #DROPOUT_COPIES} copies of each example, in each of which
     * other features are out: the same ones throughout the training, since not every head makes passes that could each draw anew.
     *
     * @param rate share of the features to leave out, 0 to below 1
     * @throws IllegalArgumentException if it is out of range
     */
    public HeadTrainer withDropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(name + " dropout is " + rate + ", expected 0 to below 1");
        }
        return new HeadTrainer(name, features, head, rate);
    }

    /**
     * Length of the features of such examples.
     *
     * @throws IllegalArgumentException if there are none of them; one line
     */
    public int dimension(Examples examples) {
        return features.extractor().dimension(examples);
    }

    @Override
    public void check(Examples examples) {
        features.extract(examples.rows(new int[] {0}));
        features.checkCache(examples);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hasDropout() {
        return dropout > 0;
    }

    @Override
    public boolean needsNativeLibrary() {
        return features.extractor().needsNativeLibrary() || NativeNeeds.of(head);
    }

    @Override
    public boolean usesSeed() {
        return dropout > 0 || head.usesSeed();
    }

    /**
     * @throws IllegalArgumentException also if the examples are no images, or the weights are those of another network
     */
    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureMatrix values = features.of(examples);
        if (dropout == 0) {
            return classifier(head.train(values, rows, labels, numClasses, seed));
        }
        FeatureChecks.trainingSet(name, values, rows, labels, numClasses);
        float[] copies =
                Dropout.dropped(values, rows, DROPOUT_COPIES, dropout, Seeds.derive(seed, "training with dropout"));
        int size = Math.multiplyExact(rows.length, DROPOUT_COPIES);
        int[] copiedLabels =
                IntStream.range(0, size).map(n -> labels[n % rows.length]).toArray();
        FeatureMatrix training = FeatureMatrix.ofRowMajor(size, values.length(), copies);
        return classifier(head.train(training, IntStream.range(0, size).toArray(), copiedLabels, numClasses, seed));
    }

    @Override
    public List<Classifier> trainFolds(
            Examples examples, List<int[]> rows, List<int[]> labels, int numClasses, long[] seeds) {
        if (dropout > 0) {
            // One after another, so that the copies of one fold only are in memory.
            return EmbeddingTrainer.super.trainFolds(examples, rows, labels, numClasses, seeds);
        }
        return head.trainFolds(features.of(examples), rows, labels, numClasses, seeds).stream()
                .map(this::classifier)
                .toList();
    }

    private Classifier classifier(Classifier ofFeatures) {
        return new HeadClassifier(features, dropout, ofFeatures);
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        Features features = in.shared(Features.KIND, Features.class, HeadTrainer::features);
        double dropout = Dropout.rate(in, "dropout");
        return new HeadClassifier(features, dropout, in.classifier("head"));
    }

    private static Features features(StateReader in) {
        String kind = in.text(Features.KIND);
        FeatureExtractor extractor = switch (kind) {
            case HogFeatures.KIND -> new HogFeatures();
            case FrozenNetwork.KIND -> FrozenNetwork.read(in);
            case OnnxFeatures.KIND -> OnnxFeatures.read(in);
            default -> throw in.problem(Features.KIND, "is \"" + kind + "\", which this program does not know");
        };
        return new Features(extractor, Optional.empty());
    }

    /** A classifier of features that is given what they are taken from. */
    private record HeadClassifier(Features features, double dropout, Classifier classifier) implements Savable {
        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public void save(StateWriter out) {
            out.shared(Features.KIND, features, features::save);
            out.text("dropout", dropout);
            out.classifier("head", classifier);
        }

        @Override
        public Probabilities predict(Examples examples, int[] rows) {
            return classifier.predict(features.of(examples), rows);
        }

        @Override
        public List<Probabilities> predictWithDropout(Examples examples, int[] rows, int passes, long seed) {
            if (dropout == 0) {
                return Savable.super.predictWithDropout(examples, rows, passes, seed);
            }
            FeatureMatrix values = features.of(examples);
            int[] all = IntStream.range(0, rows.length).toArray();
            return IntStream.range(0, passes)
                    .mapToObj(
                            pass -> Dropout.dropped(values, rows, 1, dropout, Seeds.derive(seed, "dropout pass", pass)))
                    .map(dropped ->
                            classifier.predict(FeatureMatrix.ofRowMajor(rows.length, values.length(), dropped), all))
                    .toList();
        }

        @Override
        public Embeddings embed(Examples examples, int[] rows) {
            return RawFeatures.embed(features.of(examples), rows);
        }

        @Override
        public Map<String, String> choices() {
            return classifier.choices();
        }

        @Override
        public void close() {
            classifier.close();
        }
    }
}
