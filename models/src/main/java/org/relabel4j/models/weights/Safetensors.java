package org.relabel4j.models.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.relabel4j.files.Replacement;

/** Writes safetensors files of floats, of 32 bits or 64; {@link SafetensorsFile} reads them. */
public final class Safetensors {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int ALIGNMENT = 8;
    private static final int BLOCK_VALUES = 1 << 14;

    private Safetensors() {}

    /**
     * Replaces a file. If anything fails, the old file is as it was.
     *
     * @param metadata free text to put beside the tensors
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, NamedTensors tensors, Map<String, String> metadata) throws IOException {
        Replacement.write(file, stream -> write(stream, tensors, metadata));
    }

    /**
     * Writes the content of a file to a stream, which stays open.
     *
     * @throws IOException if the stream fails
     */
    public static void write(OutputStream stream, NamedTensors tensors, Map<String, String> metadata)
            throws IOException {
        byte[] header = header(tensors, metadata);
        stream.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        stream.write(header);
        ByteBuffer block = ByteBuffer.allocate(BLOCK_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (String name : tensors.names()) {
            if (tensors.isDouble(name)) {
                double[] values = checked(tensors, name, tensors.doubles(name), n -> n.length);
                for (int from = 0; from < values.length; from += BLOCK_VALUES / 2) {
                    int count = Math.min(BLOCK_VALUES / 2, values.length - from);
                    block.asDoubleBuffer().put(values, from, count);
                    stream.write(block.array(), 0, count * Double.BYTES);
                }
            } else {
                float[] values = checked(tensors, name, tensors.floats(name), n -> n.length);
                for (int from = 0; from < values.length; from += BLOCK_VALUES) {
                    int count = Math.min(BLOCK_VALUES, values.length - from);
                    block.asFloatBuffer().put(values, from, count);
                    stream.write(block.array(), 0, count * Float.BYTES);
                }
            }
        }
    }

    private static <A> A checked(NamedTensors tensors, String name, A values, ToIntFunction<A> size) {
        int length = size.applyAsInt(values);
        if (length != NamedTensors.size(tensors.shape(name))) {
            throw new IllegalArgumentException(tensors.source() + ": tensor \"" + name + "\" has " + length
                    + " values, expected " + NamedTensors.size(tensors.shape(name)) + " as its shape says");
        }
        return values;
    }

    private static byte[] header(NamedTensors tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart("__metadata__");
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (String name : tensors.names()) {
                int[] shape = tensors.shape(name);
                DType type = tensors.isDouble(name) ? DType.F64 : DType.F32;
                long end = offset + NamedTensors.size(shape) * type.bytes();
                json.writeObjectFieldStart(name);
                json.writeStringField("dtype", type.name());
                json.writeFieldName("shape");
                json.writeArray(shape, 0, shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {offset, end}, 0, 2);
                json.writeEndObject();
                offset = end;
            }
            json.writeEndObject();
        }
        // Padding puts the numbers where a reader can map them aligned.
        int padding = (ALIGNMENT - bytes.size() % ALIGNMENT) % ALIGNMENT;
        bytes.writeBytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}
