package org.relabel4j.models.vision.head;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.vision.Backbone;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.NetworkState;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;

/**
 * A residual network with fixed weights.
 *
 * @param weights the network's, with torchvision's names; the last layer is not used
 * @param size what images are brought to first
 */
public record FrozenNetwork(ResNet network, NamedTensors weights, InputSize size) implements FeatureExtractor {
    /** Of the features in files. */
    static final String KIND = "network";

    private static final String CHANNELS = "channels";

    /** To be raised when the same content gives other features. */
    private static final String FORMAT = "relabel4j-features-3 imagenet-normalisation ";

    static FrozenNetwork read(StateReader in) {
        NetworkState.Weighted read = NetworkState.read(in.part(KIND), in.count(CHANNELS, 1, 3), false);
        return new FrozenNetwork(read.network(), read.weights(), InputSize.read(in));
    }

    @Override
    public boolean needsNativeLibrary() {
        return true;
    }

    @Override
    public int dimension(Examples examples) {
        fitted(examples);
        return network.features();
    }

    @Override
    public byte[] identity(Examples examples) {
        FrozenNetwork fitted = fitted(examples);
        Sha256 key = new Sha256().add(FORMAT + fitted.network.identity() + size.identity());
        for (String name : fitted.weights.names()) {
            key.add(name + Arrays.toString(fitted.weights.shape(name)));
            float[] values = fitted.weights.floats(name);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
            bytes.asFloatBuffer().put(values);
            key.add(bytes.array());
        }
        return key.bytes();
    }

    @Override
    public float[] extract(Examples examples) {
        return extract(examples, done -> {});
    }

    @Override
    public float[] extract(Examples examples, IntConsumer done) {
        ImageSet images = images(examples);
        FrozenNetwork fitted = fitted(images);
        float[] features = new float[Math.multiplyExact(images.size(), network.features())];
        try (Backbone backbone = new Backbone(fitted.network, ImageShape.of(images), fitted.weights)) {
            for (int from = 0; from < images.size(); from += Backbone.BATCH) {
                int to = Math.min(images.size(), from + Backbone.BATCH);
                float[] batch = backbone.embed(images, IntStream.range(from, to).toArray());
                System.arraycopy(batch, 0, features, from * network.features(), batch.length);
                done.accept(to);
            }
            return features;
        }
    }

    /** The network as it is for images of their size, with its own weights only. */
    private FrozenNetwork fitted(Examples examples) {
        ImageSet images = images(examples);
        ResNet fitting = network.forImages(ImageShape.of(images));
        return new FrozenNetwork(fitting, ResNetWeights.checked(fitting, images.channels(), weights, false), size);
    }

    private ImageSet images(Examples examples) {
        return size.images(network.name(), examples);
    }

    @Override
    public String source() {
        return weights.source();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void save(StateWriter out) {
        int channels = ResNetWeights.channels(weights);
        Stem stem = network.stem() == Stem.BY_SIZE ? ResNetWeights.stem(weights) : network.stem();
        ResNet shaped = network.withStem(stem);
        out.text(CHANNELS, channels);
        size.save(out);
        NetworkState.save(shaped, ResNetWeights.checked(shaped, channels, weights, false), out.part(KIND));
    }
}
