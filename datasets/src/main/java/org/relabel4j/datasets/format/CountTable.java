package org.relabel4j.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads how often each class was given to each example, from a {@code .npy} file of whole numbers. */
public final class CountTable {
    private static final int MAX_COUNT = 1_000_000_000;

    private CountTable() {}

    /**
     * Reads a file.
     *
     * @return shape (numExamples, numClasses)
     * @throws InputException if it is no two-dimensional array of signed whole numbers with at least 2 columns, or a count is
     *     negative or above 1e9
     */
    public static int[][] read(Path file) throws InputException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = NpyHeader.read(file, channel, NpyHeader.Numbers.SIGNED_INTEGERS);
            long bytes = (long) header.numRows() * header.numColumns() * header.itemBytes();
            if (header.numColumns() < 2 || bytes > Integer.MAX_VALUE - 8) {
                throw InputException.inFile(
                        file,
                        "has shape (" + header.numRows() + ", " + header.numColumns() + ")",
                        "(examples, classes), with at least 2 classes and at most 2 GB",
                        "");
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(header.order());
            while (buffer.hasRemaining() && channel.read(buffer, header.dataOffset() + buffer.position()) >= 0) {
                continue;
            }
            return table(file, header, buffer.flip());
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private static int[][] table(Path file, NpyHeader header, ByteBuffer buffer) throws InputException {
        int[][] counts = new int[header.numRows()][header.numColumns()];
        int outer = header.columnMajor() ? header.numColumns() : header.numRows();
        int inner = header.columnMajor() ? header.numRows() : header.numColumns();
        for (int a = 0; a < outer; a++) {
            for (int b = 0; b < inner; b++) {
                int row = header.columnMajor() ? b : a;
                int column = header.columnMajor() ? a : b;
                long count = next(buffer, header.itemBytes());
                if (count < 0 || count > MAX_COUNT) {
                    throw InputException.atRow(
                            file, row, "has " + count + " in column " + column, "a count from 0 to " + MAX_COUNT, "");
                }
                counts[row][column] = (int) count;
            }
        }
        return counts;
    }

    private static long next(ByteBuffer buffer, int itemBytes) {
        return switch (itemBytes) {
            case 1 -> buffer.get();
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
        };
    }
}
