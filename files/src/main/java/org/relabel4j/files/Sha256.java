package org.relabel4j.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of what is added, piece by piece. */
public final class Sha256 {
    private final MessageDigest digest;

    /** Of nothing so far. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The SHA-256 of a file, in hexadecimal. */
    public static String of(Path file) throws IOException {
        Sha256 sum = new Sha256();
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int count = stream.read(block); count >= 0; count = stream.read(block)) {
                sum.digest.update(block, 0, count);
            }
        }
        return sum.hex();
    }

    /** Adds bytes as they are. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds a text in UTF-8, and a zero where it ends. */
    public Sha256 add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** The sum, of 32 bytes; then all begins anew. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** The sum in hexadecimal; then all begins anew. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
