package org.relabel4j.models.vision.head;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.IntStream;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.vision.Backbone;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.NetworkState;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.weights.NamedTensors;

/**
 * A network with fixed weights that turns sets of images into features, each set once: features are kept in memory as long as
 * the images are, and on disk. Thread-safe.
 */
final class FrozenBackbone implements ImageFeatures {
    /** Of the features in files. */
    static final String KIND = "network";

    private static final String CHANNELS = "channels";

    private final ResNet network;
    private final NamedTensors source;
    private final Optional<FeatureCache> cache;
    private final Map<Examples, FeatureMatrix> known = new WeakHashMap<>();

    /** @param cache where features are kept on disk; empty to keep none there */
    FrozenBackbone(ResNet network, NamedTensors source, Optional<FeatureCache> cache) {
        this.network = network;
        this.source = source;
        this.cache = cache;
    }

    @Override
    public boolean needsNativeLibrary() {
        return true;
    }

    /** @throws IllegalArgumentException also if the weights are those of another network */
    @Override
    public synchronized FeatureMatrix of(Examples examples) {
        FeatureMatrix features = known.get(examples);
        if (features == null) {
            features = find(ImageShape.images(network.name(), examples));
            known.put(examples, features);
        }
        return features;
    }

    private FeatureMatrix find(ImageSet images) {
        ResNet fitting = network.forImages(ImageShape.of(images));
        NamedTensors weights = ResNetWeights.checked(fitting, images.channels(), source, false);
        if (cache.isEmpty()) {
            return FeatureMatrix.ofRowMajor(images.size(), network.features(), compute(fitting, images, weights));
        }
        String key = FeatureKey.of(FeatureKey.ofBackbone(fitting, weights), images);
        return cache.get().get(key, images.size(), network.features(), () -> compute(fitting, images, weights));
    }

    static FrozenBackbone read(StateReader in) {
        NetworkState.Weighted read = NetworkState.read(in.part(KIND), in.count(CHANNELS, 1, 3), false);
        return new FrozenBackbone(read.network(), read.weights(), Optional.empty());
    }

    @Override
    public void save(StateWriter out) {
        int channels = ResNetWeights.channels(source);
        Stem stem = network.stem() == Stem.BY_SIZE ? ResNetWeights.stem(source) : network.stem();
        ResNet shaped = network.withStem(stem);
        out.text(ImageFeatures.KIND, KIND);
        out.text(CHANNELS, channels);
        NetworkState.save(shaped, ResNetWeights.checked(shaped, channels, source, false), out.part(KIND));
    }

    private static float[] compute(ResNet network, ImageSet images, NamedTensors weights) {
        try (Backbone backbone = new Backbone(network, ImageShape.of(images), weights)) {
            return backbone.embed(images, IntStream.range(0, images.size()).toArray());
        }
    }
}
