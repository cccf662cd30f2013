package org.relabel4j.models.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.core.text.Counted;

/**
 * A safetensors file, mapped into memory: the heap holds a tensor only when it is asked for. Thread-safe. The file must not be
 * shortened while it is in use.
 *
 * <p>Format: github.com/huggingface/safetensors: the header's length (8 bytes, little-endian), the header in JSON, the data. A
 * file is refused, with the reason, unless its header is sound and its tensors fill the data without gap or overlap. Nothing in
 * a file is executed and nothing is allocated that the file's size does not cover.
 */
public final class SafetensorsFile implements NamedTensors {
    /** Longest header, as in the format's own implementation. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    /** A map cannot exceed 2 GB. A multiple of every number's size. */
    private static final long SEGMENT_BYTES = 1L << 30;

    private static final int BLOCK_BYTES = 1 << 16;

    private final Path file;
    private final SafetensorsHeader header;
    private final ByteBuffer[] segments;
    private final long segmentBytes;

    private SafetensorsFile(Path file, SafetensorsHeader header, ByteBuffer[] segments, long segmentBytes) {
        this.file = file;
        this.header = header;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Opens a file.
     *
     * @throws WeightsException if it is no sound safetensors file
     * @throws IOException if it cannot be read
     */
    public static SafetensorsFile open(Path file) throws IOException {
        return open(file, SEGMENT_BYTES);
    }

    /** As {@link #open(Path)}, in segments of a given number of bytes, so that tests can have several. */
    static SafetensorsFile open(Path file, long segmentBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (Files.isDirectory(file)) {
                throw new SafetensorsHeader.Problem("is a folder, expected a safetensors file");
            }
            long size = channel.size();
            long headerBytes = size < LENGTH_BYTES
                    ? -1
                    : read(channel, 0, LENGTH_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong();
            if (size < LENGTH_BYTES) {
                throw new SafetensorsHeader.Problem("has " + Counted.of(size, "byte") + ", expected at least the "
                        + LENGTH_BYTES + " of its header's length");
            }
            if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES || headerBytes > size - LENGTH_BYTES) {
                throw new SafetensorsHeader.Problem("says that its header has " + Long.toUnsignedString(headerBytes)
                        + " bytes, but the file has " + size + " and a header at most " + MAX_HEADER_BYTES
                        + "; it is cut off or no safetensors file");
            }
            byte[] text = read(channel, LENGTH_BYTES, (int) headerBytes).array();
            long dataStart = LENGTH_BYTES + headerBytes;
            SafetensorsHeader header = SafetensorsHeader.parse(text, size - dataStart);
            return new SafetensorsFile(file, header, map(channel, dataStart, size, segmentBytes), segmentBytes);
        } catch (SafetensorsHeader.Problem e) {
            throw new WeightsException(file, e.getMessage(), e);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new WeightsException(
                    file, "the header is no JSON from byte " + byteOf(e) + " on; the file is damaged", e);
        }
    }

    /** Where in the file; in our words, since the library's are of its own classes and settings. */
    private static String byteOf(com.fasterxml.jackson.core.JacksonException e) {
        return e.getLocation() == null || e.getLocation().getByteOffset() < 0
                ? "8"
                : String.valueOf(LENGTH_BYTES + e.getLocation().getByteOffset());
    }

    private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            continue;
        }
        return buffer.flip();
    }

    private static ByteBuffer[] map(FileChannel channel, long dataStart, long size, long segmentBytes)
            throws IOException {
        ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((size - dataStart + segmentBytes - 1) / segmentBytes)];
        for (int s = 0; s < segments.length; s++) {
            long start = dataStart + s * segmentBytes;
            segments[s] = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(segmentBytes, size - start));
        }
        return segments;
    }

    @Override
    public String source() {
        return file.toString();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    /** Free text that whoever wrote the file put beside the tensors. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public int[] shape(String name) {
        return tensor(name).shape().clone();
    }

    /** Whether a tensor holds floating-point numbers, which {@link #floats} reads: F64 (rounded), F32, F16 and BF16. */
    public boolean hasFloats(String name) {
        return tensor(name).dtype().isFloat();
    }

    @Override
    public boolean isDouble(String name) {
        return tensor(name).dtype() == DType.F64;
    }

    @Override
    public float[] floats(String name) {
        SafetensorsHeader.Tensor tensor = floating(name);
        float[] values = new float[size(name, tensor)];
        int[] next = {0};
        forEachBlock(tensor, block -> {
            while (block.hasRemaining()) {
                values[next[0]++] = tensor.dtype().nextFloat(block);
            }
        });
        return values;
    }

    @Override
    public double[] doubles(String name) {
        if (!isDouble(name)) {
            return NamedTensors.super.doubles(name);
        }
        SafetensorsHeader.Tensor tensor = tensor(name);
        double[] values = new double[size(name, tensor)];
        int[] next = {0};
        forEachBlock(tensor, block -> {
            while (block.hasRemaining()) {
                values[next[0]++] = block.getDouble();
            }
        });
        return values;
    }

    private SafetensorsHeader.Tensor floating(String name) {
        SafetensorsHeader.Tensor tensor = tensor(name);
        if (!tensor.dtype().isFloat()) {
            throw new IllegalArgumentException(file + ": tensor \"" + name + "\" is of type " + tensor.dtype()
                    + ", expected floating-point numbers (F64, F32, F16, BF16)");
        }
        return tensor;
    }

    private int size(String name, SafetensorsHeader.Tensor tensor) {
        long size = (tensor.end() - tensor.begin()) / tensor.dtype().bytes();
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(file + ": tensor \"" + name + "\" of shape "
                    + Arrays.toString(tensor.shape()) + " is too large for an array");
        }
        return (int) size;
    }

    private void forEachBlock(SafetensorsHeader.Tensor tensor, java.util.function.Consumer<ByteBuffer> body) {
        byte[] block = new byte[BLOCK_BYTES];
        long position = tensor.begin();
        while (position < tensor.end()) {
            int bytes = (int) Math.min(BLOCK_BYTES, tensor.end() - position);
            copy(position, block, bytes);
            body.accept(ByteBuffer.wrap(block, 0, bytes).order(ByteOrder.LITTLE_ENDIAN));
            position += bytes;
        }
    }

    private void copy(long position, byte[] destination, int bytes) {
        int done = 0;
        while (done < bytes) {
            ByteBuffer segment = segments[(int) ((position + done) / segmentBytes)];
            int at = (int) ((position + done) % segmentBytes);
            int count = Math.min(bytes - done, segment.capacity() - at);
            segment.get(at, destination, done, count);
            done += count;
        }
    }

    private SafetensorsHeader.Tensor tensor(String name) {
        return Optional.ofNullable(header.tensors().get(name))
                .orElseThrow(() -> new IllegalArgumentException(file + ": has no tensor \"" + name + "\""));
    }
}
