package org.relabel4j.models.vision.head;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageDigest;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.weights.NamedTensors;

/** What features depend on, as a SHA-256: network, weights, preprocessing and images, each by its content. */
final class FeatureKey {
    /** To be raised when the same content gives other features. */
    private static final String FORMAT = "relabel4j-features-2 imagenet-normalisation ";

    private final MessageDigest digest;

    private FeatureKey() {
        digest = ImageDigest.sha256();
    }

    /** The key of a network and its weights. */
    static byte[] ofBackbone(ResNet network, NamedTensors weights) {
        FeatureKey key = new FeatureKey();
        key.add(FORMAT + network.identity());
        for (String name : weights.names()) {
            key.add(name + Arrays.toString(weights.shape(name)));
            float[] values = weights.floats(name);
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
            bytes.asFloatBuffer().put(values);
            key.digest.update(bytes);
        }
        return key.digest.digest();
    }

    /** The key of the features that a backbone gives of images; hexadecimal. */
    static String of(byte[] backbone, ImageSet images) {
        FeatureKey key = new FeatureKey();
        key.digest.update(backbone);
        ImageDigest.add(key.digest, images);
        return HexFormat.of().formatHex(key.digest.digest());
    }

    private void add(String text) {
        ImageDigest.add(digest, text);
    }
}
