package org.relabel4j.benchmarks.track;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard's events: records of TensorFlow (length, its checksum, content, its checksum; little-endian), the first of
 * which names the version of the format, and each further one an {@code Event} in Protocol Buffers with all numbers of a step.
 *
 * <p>Source: tensorflow/core/lib/io/record_writer.cc, tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto.
 */
final class EventFile {
    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
    private static final int CHECKSUM_MASK = 0xa282ead8;

    // Tags of Protocol Buffers: the field's number times 8, and how its value is written.
    private static final int WALL_TIME = 1 << 3 | 1;
    private static final int STEP = 2 << 3;
    private static final int FILE_VERSION = 3 << 3 | 2;
    private static final int SUMMARY = 5 << 3 | 2;
    private static final int VALUE = 1 << 3 | 2;
    private static final int TAG = 1 << 3 | 2;
    private static final int SIMPLE_VALUE = 2 << 3 | 5;

    private EventFile() {}

    /**
     * Adds the steps that the file lacks: it has as many as there are records in it, and what a kill has left of a further one is
     * written anew.
     */
    static void append(Path file, SortedMap<Integer, Map<String, Double>> steps) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            double now = System.currentTimeMillis() / 1000.0;
            long records = toEnd(channel);
            if (records == 0) {
                write(channel, first(now));
            }
            long there = Math.max(0, records - 1);
            for (Map.Entry<Integer, Map<String, Double>> step : steps.entrySet()) {
                if (there-- <= 0) {
                    write(channel, step(now, step.getKey(), step.getValue()));
                }
            }
        }
    }

    /** Goes behind the last whole record, where the file ends then, and tells how many there are. */
    private static long toEnd(FileChannel channel) throws IOException {
        ByteBuffer header = buffer(HEADER_BYTES);
        long records = 0;
        long end = 0;
        while (channel.read(header.clear(), end) == HEADER_BYTES) {
            long next = end + HEADER_BYTES + header.getLong(0) + Integer.BYTES;
            if (header.getInt(Long.BYTES) != checksum(header.array(), Long.BYTES) || next > channel.size()) {
                break;
            }
            end = next;
            records++;
        }
        channel.truncate(end).position(end);
        return records;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(FileChannel channel, ByteBuffer record) throws IOException {
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    /** The record that begins a file. */
    static ByteBuffer first(double wallTime) {
        return record(event(wallTime, 0, FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The record of a step.
     *
     * @param wallTime seconds since 1970
     */
    static ByteBuffer step(double wallTime, int step, Map<String, Double> values) {
        return record(event(wallTime, step, SUMMARY, summary(values)));
    }

    private static ByteBuffer record(byte[] content) {
        ByteBuffer record = buffer(HEADER_BYTES + content.length + Integer.BYTES);
        record.putLong(content.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        return record.put(content).putInt(checksum(content, content.length)).flip();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + CHECKSUM_MASK;
    }

    private static byte[] event(double wallTime, int step, int field, byte[] content) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write(WALL_TIME);
        event.writeBytes(buffer(Double.BYTES).putDouble(wallTime).array());
        if (step > 0) {
            event.write(STEP);
            writeNumber(event, step);
        }
        writeField(event, field, content);
        return event.toByteArray();
    }

    private static byte[] summary(Map<String, Double> values) {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        values.forEach((name, value) -> {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            writeField(one, TAG, name.getBytes(StandardCharsets.UTF_8));
            one.write(SIMPLE_VALUE);
            one.writeBytes(buffer(Float.BYTES).putFloat(value.floatValue()).array());
            writeField(summary, VALUE, one.toByteArray());
        });
        return summary.toByteArray();
    }

    private static void writeField(ByteArrayOutputStream out, int field, byte[] content) {
        out.write(field);
        writeNumber(out, content.length);
        out.writeBytes(content);
    }

    /** Seven bits a byte, the lowest first; all but the last byte have the eighth. */
    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
