package org.relabel4j.models.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.relabel4j.files.SealedFile.BrokenException;

/**
 * Safetensors files of our own state, which nobody else writes: the header has a CRC-32C of all other texts in it and of the
 * tensors, so that no damage goes unnoticed. Whose state it is belongs to the texts, and the reader has to compare it.
 */
public final class SealedTensors {
    private static final String CHECKSUM = "crc32c";

    private SealedTensors() {}

    /**
     * Replaces a file, as {@link Safetensors#write(Path, NamedTensors, Map)}.
     *
     * @throws IOException if it cannot be written; the old file is as it was
     */
    public static void write(Path file, NamedTensors tensors, Map<String, String> metadata) throws IOException {
        Map<String, String> sealed = new LinkedHashMap<>(metadata);
        sealed.put(CHECKSUM, checksum(tensors, metadata));
        Safetensors.write(file, tensors, sealed);
    }

    /**
     * Opens a file.
     *
     * @throws BrokenException if it is damaged, or none of these
     * @throws IOException if it cannot be read
     */
    public static SafetensorsFile open(Path file) throws IOException {
        try {
            SafetensorsFile tensors = SafetensorsFile.open(file);
            check(tensors);
            return tensors;
        } catch (WeightsException e) {
            throw new BrokenException("it is damaged");
        }
    }

    /**
     * Checks the seal of a file that is open.
     *
     * @throws BrokenException if it is damaged, or has none
     */
    public static void check(SafetensorsFile tensors) throws BrokenException {
        for (String name : tensors.names()) {
            if (!tensors.hasFloats(name)) {
                throw new BrokenException("it is damaged");
            }
        }
        if (!checksum(tensors, tensors.metadata()).equals(tensors.metadata().get(CHECKSUM))) {
            throw new BrokenException("its checksum is wrong");
        }
    }

    private static String checksum(NamedTensors tensors, Map<String, String> metadata) {
        CRC32C crc = new CRC32C();
        new TreeMap<>(metadata).forEach((name, text) -> {
            if (!name.equals(CHECKSUM)) {
                add(crc, name);
                add(crc, text);
            }
        });
        for (String name : tensors.names()) {
            add(crc, name);
            add(crc, Arrays.toString(tensors.shape(name)));
            crc.update(bytes(tensors, name));
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static ByteBuffer bytes(NamedTensors tensors, String name) {
        if (tensors.isDouble(name)) {
            double[] values = tensors.doubles(name);
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            return bytes;
        }
        float[] values = tensors.floats(name);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static void add(CRC32C crc, String text) {
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
    }
}
