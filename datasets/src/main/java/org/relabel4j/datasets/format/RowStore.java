package org.relabel4j.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/**
 * Collects rows of checked probabilities whose number is not known: in the heap while they are few, in a temporary file that is
 * then mapped once they are many.
 */
final class RowStore implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final int numClasses;
    private final int maxHeapValues;
    private double[] values;
    private int numRows;
    private int buffered;
    private FileChannel channel;
    private ByteBuffer bytes;

    /** @param maxHeapValues how many values the heap may hold */
    RowStore(int numClasses, int maxHeapValues) {
        this.numClasses = numClasses;
        this.maxHeapValues = maxHeapValues;
        this.values = new double[Math.max(numClasses, Math.min(maxHeapValues, 1 << 12))];
    }

    int numRows() {
        return numRows;
    }

    void add(double[] row) throws IOException {
        if (numClasses > values.length - buffered) {
            makeRoom();
        }
        System.arraycopy(row, 0, values, buffered, numClasses);
        buffered += numClasses;
        numRows++;
    }

    private void makeRoom() throws IOException {
        if (channel == null && values.length < maxHeapValues) {
            long grown = Math.max(values.length * 2L, numClasses);
            values = Arrays.copyOf(values, (int) Math.min(Math.max(maxHeapValues, numClasses), grown));
        } else {
            spill();
        }
        if (numClasses > values.length - buffered) {
            spill();
        }
    }

    private void spill() throws IOException {
        if (channel == null) {
            channel = unnamedFile();
            bytes = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        for (int n = 0; n < buffered; n++) {
            if (bytes.remaining() < Double.BYTES) {
                flush();
            }
            bytes.putDouble(values[n]);
        }
        flush();
        buffered = 0;
        if (values.length > 1 << 16) {
            values = new double[Math.max(numClasses, 1 << 16)];
        }
    }

    /** A file that is gone with the program, however it ends: most systems delete its name right here. */
    static FileChannel unnamedFile() throws IOException {
        return FileChannel.open(
                Files.createTempFile("relabel4j-", ".probabilities"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private void flush() throws IOException {
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        bytes.clear();
    }

    /**
     * All rows; the store is of no more use.
     *
     * @param questions whether rows need not be distributions
     */
    Probabilities finish(boolean questions) throws IOException {
        if (channel == null) {
            return questions
                    ? new Values(numRows, numClasses, values)
                    : DenseProbabilities.ofRowMajor(numRows, numClasses, Arrays.copyOf(values, buffered));
        }
        spill();
        return MappedProbabilities.ofChecked(channel, numRows, numClasses);
    }

    /** Rows that somebody has checked; as {@link DenseProbabilities}, but for their sums. */
    private record Values(int numExamples, int numClasses, double[] values) implements Probabilities {
        @Override
        public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
            System.arraycopy(values, fromRow * numClasses, destination, offset, (toRow - fromRow) * numClasses);
        }
    }

    /** Lets go of the temporary file: a map of it stays good until nobody uses it. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
