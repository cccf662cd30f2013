package org.relabel4j.models.vision;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.weights.NamedTensors;

/** A trained residual network. Not thread-safe. Built for inference: batch norms are folded into the convolutions. */
public final class ImageClassifier implements Savable {
    /** Name of the kind in files. */
    public static final String KIND = "resnet";

    private static final String DROPOUT = "dropout";
    private static final String IMAGES = "images";
    private static final String NETWORK = "network";

    private final ResNet network;
    private final ImageShape images;
    private final NamedTensors weights;
    private final Backbone backbone;
    private final LinearHead head;
    private final double dropout;
    private final InputSize size;

    /**
     * A network with given weights.
     *
     * @param images size of the images
     * @param weights as {@link ResNetWeights#checked} (with the last layer) or {@link ResNetWeights#of} give them
     */
    public ImageClassifier(ResNet network, ImageShape images, NamedTensors weights) {
        this(network, images, weights, 0, InputSize.AS_THEY_ARE);
    }

    /**
     * A network that was trained with dropout, or on images of another size.
     *
     * @param dropout share of the embeddings that training left out, 0 to below 1; 0 is none
     * @param size what images are brought to first, then of the size {@code images}
     */
    public ImageClassifier(ResNet network, ImageShape images, NamedTensors weights, double dropout, InputSize size) {
        this.network = network;
        this.images = images;
        this.weights = weights;
        this.dropout = dropout;
        this.size = size;
        head = new LinearHead(weights);
        backbone = new Backbone(network, images, weights);
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        ImageShape images = NetworkState.shape(in.part(IMAGES));
        NetworkState.Weighted read = NetworkState.read(in.part(NETWORK), images.channels(), true);
        ImageClassifier classifier = new ImageClassifier(
                read.network(), images, read.weights(), Dropout.rate(in, DROPOUT), InputSize.read(in));
        if (classifier.numClasses() != in.numClasses()) {
            classifier.close();
            throw in.problem(
                    NETWORK,
                    "tells " + Counted.of(classifier.numClasses(), "class", "classes") + " apart, expected "
                            + in.numClasses());
        }
        return classifier;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void save(StateWriter out) {
        out.text(DROPOUT, dropout);
        size.save(out);
        NetworkState.save(images, out.part(IMAGES));
        NetworkState.save(network, weights, out.part(NETWORK));
    }

    /** Classes that it tells apart. */
    public int numClasses() {
        return head.numClasses();
    }

    /**
     * The network's scores before the softmax.
     *
     * @return shape (rows.length, numClasses), row-major
     * @throws IllegalArgumentException if these are no images of the size that it was built for
     */
    public double[] logits(Examples examples, int[] rows) {
        return head.logits(backbone.embed(images(examples), rows));
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        return FloatProbabilities.ofRowMajor(rows.length, numClasses(), head.probabilities(logits(examples, rows)));
    }

    /** Leaves out as many of the embeddings as training did. */
    @Override
    public List<Probabilities> predictWithDropout(Examples examples, int[] rows, int passes, long seed) {
        return dropout == 0
                ? Savable.super.predictWithDropout(examples, rows, passes, seed)
                : predictWithDropout(examples, rows, dropout, passes, seed);
    }

    /**
     * Predicts with random parts of the embeddings left out, as in training with dropout of some rate: an ensemble from one
     * network (Gal and Ghahramani 2016, arXiv:1506.02142), for BALD. The convolutions run once, for dropout comes after them.
     *
     * @param rate share of the embeddings to leave out, at least 0 and below 1
     * @param passes predictions to make, at least 1
     * @param seed the only source of randomness
     * @return one prediction a pass
     */
    public List<Probabilities> predictWithDropout(Examples examples, int[] rows, double rate, int passes, long seed) {
        if (!(rate >= 0 && rate < 1) || passes < 1) {
            throw new IllegalArgumentException("dropout of rate " + rate + " in " + passes
                    + " passes, expected a rate from 0 to below 1 and at least 1 pass");
        }
        float[] embeddings = backbone.embed(images(examples), rows);
        List<Probabilities> predictions = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            float[] dropped = Dropout.dropped(embeddings, rate, Seeds.derive(seed, "dropout pass", pass));
            predictions.add(
                    FloatProbabilities.ofRowMajor(rows.length, numClasses(), head.probabilities(head.logits(dropped))));
        }
        return predictions;
    }

    /** The mean over all places of the last block's output. */
    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        return Embeddings.ofRowMajor(rows.length, backbone.dimension(), backbone.embed(images(examples), rows));
    }

    private ImageSet images(Examples examples) {
        return size.images(network.name(), examples);
    }

    @Override
    public void close() {
        backbone.close();
    }
}
