package org.relabel4j.models.vision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.relabel4j.core.training.ImageSet;

/** Identifies images by their content. */
public final class ImageDigest {
    private ImageDigest() {}

    /** A SHA-256 of nothing so far. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a text and where it ends. */
    public static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** Adds the size of images, their number and each of them in order. */
    public static void add(MessageDigest digest, ImageSet images) {
        add(digest, Arrays.toString(images.shape()) + images.size());
        byte[] image = new byte[images.length()];
        for (int i = 0; i < images.size(); i++) {
            images.copyTo(i, image, 0);
            digest.update(image);
        }
    }
}
