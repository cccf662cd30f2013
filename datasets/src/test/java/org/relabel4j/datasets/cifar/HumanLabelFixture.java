package org.relabel4j.datasets.cifar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts of human labels, and the file that NumPy writes of them. */
public final class HumanLabelFixture {
    private HumanLabelFixture() {}

    /** 40 labels of the true class each and 10 of the next, but of every fourth image 26 and 24. */
    public static int[][] counts(int[] labels) {
        int[][] counts = new int[labels.length][10];
        for (int i = 0; i < labels.length; i++) {
            counts[i][labels[i]] = i % 4 == 3 ? 26 : 40;
            counts[i][(labels[i] + 1) % 10] = i % 4 == 3 ? 24 : 10;
        }
        return counts;
    }

    /** Writes int64 in C order, as {@code numpy.save}. */
    public static Path writeNpy(Path file, int[][] table) throws IOException {
        String header =
                "{'descr': '<i8', 'fortran_order': False, 'shape': (" + table.length + ", " + table[0].length + "), }";
        String padded = header + " ".repeat(128 - 11 - header.length()) + "\n";
        ByteBuffer bytes =
                ByteBuffer.allocate(128 + table.length * table[0].length * 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded.length());
        bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
        for (int[] row : table) {
            for (int value : row) {
                bytes.putLong(value);
            }
        }
        return Files.write(file, bytes.array());
    }
}
