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
        int numExamples = probabilities.numExamples();
        int numClasses = probabilities.numClasses();
        int block = Math.max(1, BLOCK_VALUES / numClasses);
        double[] rows = new double[block * numClasses];
        ByteBuffer bytes = ByteBuffer.allocate(rows.length * precision.bytes).order(ByteOrder.LITTLE_ENDIAN);
        AtomicFiles.write(file, stream -> {
            stream.write(NpyHeader.encode(precision.bytes, numExamples, numClasses));
            for (int from = 0; from < numExamples; from += block) {
                int to = Math.min(numExamples, from + block);
                probabilities.copyRows(from, to, rows, 0);
                bytes.clear();
                for (int n = 0; n < (to - from) * numClasses; n++) {
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
