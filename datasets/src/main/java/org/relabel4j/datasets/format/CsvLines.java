package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import org.relabel4j.core.parallel.Blocks;

/** Writes many lines of CSV, which are made on all threads, in order, some at a time. */
public final class CsvLines {
    /** Lines that are made at a time before they are written. */
    private static final int LINES_A_STEP = 1 << 17;

    /** What a line costs, in values of a row of probabilities: makes blocks of 256 lines. */
    private static final int VALUES_A_LINE = 64;

    private CsvLines() {}

    /** Makes lines. */
    @FunctionalInterface
    public interface Line {
        /** Writes the line with a number, or none. Called on several threads, each with a writer of its own. */
        void write(CsvWriter csv, int number);
    }

    /**
     * Writes the lines 0 to {@code count - 1}.
     *
     * @param progress told how many lines are written
     */
    public static void write(OutputStream stream, int count, Line line, IntConsumer progress) throws IOException {
        for (int start = 0; start < count; start += LINES_A_STEP) {
            progress.accept(start);
            int first = start;
            int size = Math.min(LINES_A_STEP, count - start);
            ByteArrayOutputStream[] parts = new ByteArrayOutputStream[Blocks.count(size, VALUES_A_LINE)];
            Blocks.forEach(size, VALUES_A_LINE, () -> null, (block, from, to, none) -> {
                parts[block] = lines(line, first + from, first + to);
            });
            for (ByteArrayOutputStream part : parts) {
                part.writeTo(stream);
            }
        }
    }

    private static ByteArrayOutputStream lines(Line line, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter csv = CsvOutput.writer(bytes);
        for (int n = from; n < to; n++) {
            line.write(csv, n);
        }
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }
}
