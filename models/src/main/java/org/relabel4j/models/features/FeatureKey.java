package org.relabel4j.models.features;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.vision.ImageDigest;

/** What features depend on, as a SHA-256: the extractor and the examples, each by its content. */
final class FeatureKey {
    private FeatureKey() {}

    /**
     * The key of the features that an extractor gives of examples; hexadecimal.
     *
     * @param extractor its identity
     */
    static String of(byte[] extractor, Examples examples) {
        Sha256 digest = new Sha256().add(extractor);
        return (examples instanceof ImageSet images ? ImageDigest.add(digest, images) : add(digest, examples)).hex();
    }

    private static Sha256 add(Sha256 digest, Examples examples) {
        digest.add(Arrays.toString(examples.shape()) + examples.size());
        float[] row = new float[examples.length()];
        for (int i = 0; i < examples.size(); i++) {
            examples.copyTo(i, row, 0);
            digest.add(bytes(row));
        }
        return digest;
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
