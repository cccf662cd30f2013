package org.relabel4j.models.vision.head;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.vision.ImageDigest;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.weights.NamedTensors;

/** What features depend on, as a SHA-256: network, weights, preprocessing and images, each by its content. */
final class FeatureKey {
    /** To be raised when the same content gives other features. */
    private static final String FORMAT = "relabel4j-features-2 imagenet-normalisation ";

    private FeatureKey() {}

    /** The key of a network and its weights. */
    static byte[] ofBackbone(ResNet network, NamedTensors weights) {
        Sha256 key = new Sha256().add(FORMAT + network.identity());
        for (String name : weights.names()) {
            key.add(name + Arrays.toString(weights.shape(name)));
            float[] values = weights.floats(name);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
            bytes.asFloatBuffer().put(values);
            key.add(bytes.array());
        }
        return key.bytes();
    }

    /** The key of the features that a backbone gives of images; hexadecimal. */
    static String of(byte[] backbone, ImageSet images) {
        return ImageDigest.add(new Sha256().add(backbone), images).hex();
    }
}
