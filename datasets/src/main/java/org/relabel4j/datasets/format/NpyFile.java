package org.relabel4j.datasets.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.relabel4j.core.probability.Probabilities;

/** Writes NumPy's {@code .npy}; {@link MappedProbabilities} reads it. */
public final class NpyFile {
    private static final int BLOCK_VALUES = 1 << 13;

    private NpyFile() {}

    /** How many bytes a value takes. */
    public enum Precision {
        /** 4 bytes, relative precision 6e-8. */
        FLOAT32(4),
        /** 8 bytes, exact. */
        FLOAT64(8);

        private final int bytes;

        Precision(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * Writes probabilities, shape (numExamples, numClasses), little-endian, in C order.
     *
     * @throws InputException if the file cannot be written; one that was there is unchanged
     */
    public static void write(Path file, Probabilities probabilities, Precision precision) throws InputException {
        write(file, probabilities.numExamples(), probabilities.numClasses(), probabilities::copyRows, precision);
    }

    /**
     * Writes a table of numbers, such as logits, little-endian, in C order.
     *
     * @param values row-major; as many as whole rows have
     * @throws InputException if the file cannot be written; one that was there is unchanged
     */
    public static void write(Path file, int numColumns, double[] values, Precision precision) throws InputException {
        write(
                file,
                values.length / numColumns,
                numColumns,
                (from, to, rows, offset) ->
                        System.arraycopy(values, from * numColumns, rows, offset, (to - from) * numColumns),
                precision);
    }

    /** Copies rows from..to-1 of a table. */
    @FunctionalInterface
    private interface RowSource {
        void copy(int from, int to, double[] destination, int offset);
    }

    private static void write(Path file, int numRows, int numColumns, RowSource source, Precision precision)
            throws InputException {
        int block = Math.max(1, BLOCK_VALUES / numColumns);
        double[] rows = new double[block * numColumns];
        ByteBuffer bytes = ByteBuffer.allocate(rows.length * precision.bytes).order(ByteOrder.LITTLE_ENDIAN);
        AtomicFiles.write(file, stream -> {
            stream.write(NpyHeader.encode(precision.bytes, numRows, numColumns));
            for (int from = 0; from < numRows; from += block) {
                int to = Math.min(numRows, from + block);
                source.copy(from, to, rows, 0);
                bytes.clear();
                for (int n = 0; n < (to - from) * numColumns; n++) {
                    if (precision == Precision.FLOAT64) {
                        bytes.putDouble(rows[n]);
                    } else {
                        bytes.putFloat((float) rows[n]);
                    }
                }
                stream.write(bytes.array(), 0, bytes.position());
            }
        });
    }
}
