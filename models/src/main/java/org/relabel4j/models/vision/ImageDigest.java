package org.relabel4j.models.vision;

import java.util.Arrays;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;

/** Identifies images by their content. */
public final class ImageDigest {
    private ImageDigest() {}

    /** Adds the size of images, their number and each of them in order. */
    public static Sha256 add(Sha256 digest, ImageSet images) {
        digest.add(Arrays.toString(images.shape()) + images.size());
        byte[] image = new byte[images.length()];
        for (int i = 0; i < images.size(); i++) {
            images.copyTo(i, image, 0);
            digest.add(image);
        }
        return digest;
    }
}
