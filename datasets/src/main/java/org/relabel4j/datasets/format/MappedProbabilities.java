package org.relabel4j.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.relabel4j.core.probability.Probabilities;

/**
 * Numbers that stay in their file, mapped into memory: of any type that NumPy writes, of either byte order, row by row or
 * column by column. The heap holds nothing of them, so files may be larger than it. Whoever opens them checks the rows.
 * Thread-safe.
 *
 * <p>The file must not change while it is in use; {@link #checkUnchanged} tells.
 */
final class MappedProbabilities implements Probabilities {
    /** Values a mapped segment: a map cannot exceed 2 GB, and 2^27 values have at most 1 GB. */
    private static final int SEGMENT_BITS = 27;

    /** Values to copy at a time. */
    private static final int COPIED_VALUES = 1 << 20;

    private final NpyHeader header;
    private final ByteBuffer[] segments;

    /** The segments as floats, where the values are such. */
    private final FloatBuffer[] floats;

    private final int segmentMask;
    private final int segmentBits;

    /** The file as it was opened; null if it is a temporary one of our own. */
    private final FileStamp stamp;

    private MappedProbabilities(FileChannel channel, NpyHeader header, int segmentBits, FileStamp stamp)
            throws IOException {
        this.header = header;
        this.segmentBits = segmentBits;
        this.segmentMask = (1 << segmentBits) - 1;
        this.stamp = stamp;
        long values = (long) header.numRows() * header.numColumns();
        this.segments = new ByteBuffer[(int) ((values + segmentMask) >> segmentBits)];
        for (int s = 0; s < segments.length; s++) {
            long first = (long) s << segmentBits;
            long bytes = Math.min(values - first, 1L << segmentBits) * header.itemBytes();
            MappedByteBuffer segment =
                    channel.map(FileChannel.MapMode.READ_ONLY, header.dataOffset() + first * header.itemBytes(), bytes);
            segments[s] = segment.order(header.order());
        }
        boolean single = header.kind() == 'f' && header.itemBytes() == Float.BYTES;
        this.floats =
                single ? Arrays.stream(segments).map(ByteBuffer::asFloatBuffer).toArray(FloatBuffer[]::new) : null;
    }

    /**
     * Opens a {@code .npy} file.
     *
     * @throws InputException if it is no array of numbers with one or two axes and at least 1 row and 1 column
     */
    static MappedProbabilities open(Path file) throws InputException {
        return open(file, SEGMENT_BITS);
    }

    /** As {@link #open(Path)}, in segments of 2^segmentBits values, so that tests can have several. */
    static MappedProbabilities open(Path file, int segmentBits) throws InputException {
        FileStamp stamp = FileStamp.of(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = NpyHeader.read(file, channel);
            header.checkNotEmpty(file);
            return new MappedProbabilities(channel, header, segmentBits, stamp);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /** Values of a header's array in a temporary file of our own, which begins with them. */
    static MappedProbabilities ofTemporary(FileChannel channel, NpyHeader header) throws IOException {
        return new MappedProbabilities(channel, header.withoutItself(), SEGMENT_BITS, null);
    }

    /**
     * Raw float64 values, little-endian and row by row, that their writer has checked.
     */
    static MappedProbabilities ofChecked(FileChannel channel, int numRows, int numColumns) throws IOException {
        return new MappedProbabilities(
                channel,
                new NpyHeader('f', 8, ByteOrder.LITTLE_ENDIAN, false, numRows, numColumns, 0),
                SEGMENT_BITS,
                null);
    }

    /** Whether the values are whole numbers, or true and false. */
    boolean isWhole() {
        return header.kind() != 'f';
    }

    /**
     * Checks that the file is as it was when it was opened.
     *
     * @throws InputException if it was changed, so that what was read is not to be trusted
     */
    void checkUnchanged() throws InputException {
        if (stamp != null) {
            stamp.checkUnchanged();
        }
    }

    @Override
    public int numExamples() {
        return header.numRows();
    }

    @Override
    public int numClasses() {
        return header.numColumns();
    }

    @Override
    public double get(int i, int k) {
        if (k < 0 || k >= numClasses() || i < 0 || i >= numExamples()) {
            throw new IndexOutOfBoundsException(
                    "row " + i + ", class " + k + " of " + numExamples() + " x " + numClasses());
        }
        double[] value = new double[1];
        copyRun(indexOf(i, k), 1, value, 0, 1);
        return value[0];
    }

    private long indexOf(int i, int k) {
        return header.columnMajor() ? (long) k * numExamples() + i : (long) i * numClasses() + k;
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        int numClasses = numClasses();
        if (header.columnMajor()) {
            for (int k = 0; k < numClasses; k++) {
                copyRun(indexOf(fromRow, k), toRow - fromRow, destination, offset + k, numClasses);
            }
        } else {
            copyRun(indexOf(fromRow, 0), (toRow - fromRow) * numClasses, destination, offset, 1);
        }
    }

    @Override
    public boolean copyFloats(int fromRow, int toRow, float[] destination, int offset) {
        boolean held = floats != null && !header.columnMajor();
        if (held) {
            copyRun(indexOf(fromRow, 0), (toRow - fromRow) * numClasses(), destination, offset);
        }
        return held;
    }

    /** Copies a row of a file that is read by rows; larger values than a float can hold become infinite. */
    void copyRow(int i, float[] destination, int offset) {
        copyRun(indexOf(i, 0), numClasses(), destination, offset);
    }

    private void copyRun(long first, int length, float[] destination, int offset) {
        int done = 0;
        while (done < length) {
            int segment = (int) (first + done >> segmentBits);
            int at = (int) (first + done & segmentMask);
            int count = Math.min(length - done, segmentMask + 1 - at);
            if (floats != null) {
                floats[segment].get(at, destination, offset + done, count);
            } else {
                for (int n = 0; n < count; n++) {
                    destination[offset + done + n] = (float) header.value(segments[segment], at + n);
                }
            }
            done += count;
        }
    }

    /**
     * The same numbers by rows. A file that has them by columns, in which reading a row means going everywhere, is copied to a
     * temporary one, as floats.
     */
    MappedProbabilities byRows() throws IOException {
        if (!header.columnMajor()) {
            return this;
        }
        int numRows = numExamples();
        int numColumns = numClasses();
        int block = Math.max(1, COPIED_VALUES / numColumns);
        double[] rows = new double[block * numColumns];
        ByteBuffer bytes = ByteBuffer.allocateDirect(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel copy = RowStore.unnamedFile()) {
            for (int from = 0; from < numRows; from += block) {
                int to = Math.min(numRows, from + block);
                copyRows(from, to, rows, 0);
                bytes.clear();
                for (int n = 0; n < (to - from) * numColumns; n++) {
                    bytes.putFloat((float) rows[n]);
                }
                bytes.flip();
                while (bytes.hasRemaining()) {
                    copy.write(bytes);
                }
            }
            NpyHeader copied = new NpyHeader('f', Float.BYTES, ByteOrder.LITTLE_ENDIAN, false, numRows, numColumns, 0);
            return new MappedProbabilities(copy, copied, SEGMENT_BITS, stamp);
        }
    }

    /** Copies {@code count} values that follow each other in the file to every {@code stride}-th place. */
    private void copyRun(long first, int count, double[] destination, int offset, int stride) {
        int done = 0;
        while (done < count) {
            ByteBuffer segment = segments[(int) (first + done >> segmentBits)];
            int at = (int) (first + done & segmentMask);
            int end = done + Math.min(count - done, segmentMask + 1 - at);
            if (header.kind() != 'f' || header.itemBytes() == 2) {
                for (; done < end; done++, at++) {
                    destination[offset + done * stride] = header.value(segment, at);
                }
            } else if (header.itemBytes() == 8) {
                for (; done < end; done++, at++) {
                    destination[offset + done * stride] = segment.getDouble(at << 3);
                }
            } else {
                for (; done < end; done++, at++) {
                    destination[offset + done * stride] = segment.getFloat(at << 2);
                }
            }
        }
    }
}
