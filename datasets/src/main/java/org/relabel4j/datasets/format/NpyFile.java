package org.relabel4j.datasets.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
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
        int[] shape = {probabilities.numExamples(), probabilities.numClasses()};
        write(file, shape, List.of(probabilities::copyRows), precision);
    }

    /**
     * Writes the probabilities of several models, shape (models, numExamples, numClasses), likewise.
     *
     * @param models at least one, of one shape
     * @throws InputException if the file cannot be written; one that was there is unchanged
     */
    public static void write(Path file, List<Probabilities> models, Precision precision) throws InputException {
        int[] shape = {models.size(), models.get(0).numExamples(), models.get(0).numClasses()};
        write(
                file,
                shape,
                models.stream().<RowSource>map(model -> model::copyRows).toList(),
                precision);
    }

    /**
     * Writes whole numbers, 4 bytes each, little-endian.
     *
     * @throws InputException if the file cannot be written; one that was there is unchanged
     */
    public static void write(Path file, int[] values) throws InputException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        AtomicFiles.write(file, stream -> {
            stream.write(NpyHeader.encode("i4", values.length));
            stream.write(bytes.array());
        });
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
                new int[] {values.length / numColumns, numColumns},
                List.of((from, to, rows, offset) ->
                        System.arraycopy(values, from * numColumns, rows, offset, (to - from) * numColumns)),
                precision);
    }

    /** Copies rows from..to-1 of a table. */
    @FunctionalInterface
    private interface RowSource {
        void copy(int from, int to, double[] destination, int offset);
    }

    /** Writes tables one after the other, each of as many rows and columns as the last two axes say. */
    private static void write(Path file, int[] shape, List<RowSource> tables, Precision precision)
            throws InputException {
        int numRows = shape[shape.length - 2];
        int numColumns = shape[shape.length - 1];
        int block = Math.max(1, BLOCK_VALUES / numColumns);
        double[] rows = new double[block * numColumns];
        ByteBuffer bytes = ByteBuffer.allocate(rows.length * precision.bytes).order(ByteOrder.LITTLE_ENDIAN);
        AtomicFiles.write(file, stream -> {
            stream.write(NpyHeader.encode(precision.bytes, shape));
            for (RowSource table : tables) {
                for (int from = 0; from < numRows; from += block) {
                    int to = Math.min(numRows, from + block);
                    table.copy(from, to, rows, 0);
                    put(rows, (to - from) * numColumns, precision, bytes.clear());
                    stream.write(bytes.array(), 0, bytes.position());
                }
            }
        });
    }

    private static void put(double[] values, int count, Precision precision, ByteBuffer bytes) {
        for (int n = 0; n < count; n++) {
            if (precision == Precision.FLOAT64) {
                bytes.putDouble(values[n]);
            } else {
                bytes.putFloat((float) values[n]);
            }
        }
    }
}
