package org.relabel4j.datasets.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.Examples;

/**
 * Examples with a vector each that stay in their {@code .npy} file, mapped into memory: the heap holds nothing of them. Safe to read
 * from several threads.
 *
 * <p>The file must not change while they are in use; {@link #checkUnchanged} tells.
 */
public final class MappedExamples implements Examples {
    /** Beyond it, squared distances leave the range of float. */
    static final float MAX_VALUE = 1e15f;

    private static final int BLOCK_VALUES = 1 << 18;

    private final MappedProbabilities mapped;

    private MappedExamples(MappedProbabilities mapped) {
        this.mapped = mapped;
    }

    /**
     * Opens a file, {@code .npy} or {@code .npz}, with a row an example, and checks its values.
     *
     * @throws InputException if it is no array of numbers with one or two axes, a value is no number from -1e15 to 1e15, or it
     *     changes meanwhile
     */
    public static MappedExamples open(Path file) throws InputException {
        if (Files.isRegularFile(file) && !NumpyFiles.isOne(file)) {
            throw InputException.inFile(
                    file, "is no .npy file", "embeddings, as numpy.save writes them", "give a CSV file as --table");
        }
        MappedProbabilities opened = NumpyFiles.open(file);
        try {
            MappedExamples examples = new MappedExamples(opened.byRows());
            int bad = examples.firstBadRow();
            opened.checkUnchanged();
            if (bad < examples.size()) {
                throw examples.refusal(file, bad);
            }
            return examples;
        } catch (InternalError e) {
            // What the virtual machine throws where a mapped file was cut off under it.
            opened.checkUnchanged();
            throw e;
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /** The first row with a value out of range; the number of rows if there is none. */
    private int firstBadRow() {
        int length = length();
        AtomicInteger first = new AtomicInteger(size());
        Blocks.forEachOf(
                size(), Math.max(1, BLOCK_VALUES / length), () -> new float[length], (block, from, to, row) -> {
                    for (int i = from; i < to; i++) {
                        copyTo(i, row, 0);
                        if (firstBad(row) < length) {
                            first.accumulateAndGet(i, Math::min);
                            return;
                        }
                    }
                });
        return first.get();
    }

    private static int firstBad(float[] row) {
        for (int n = 0; n < row.length; n++) {
            if (!(Math.abs(row[n]) <= MAX_VALUE)) {
                return n;
            }
        }
        return row.length;
    }

    private InputException refusal(Path file, int bad) {
        float[] row = new float[length()];
        copyTo(bad, row, 0);
        int place = firstBad(row);
        return InputException.atRow(
                file, bad, "has " + row[place] + " at position " + place, "a number from -1e15 to 1e15", "");
    }

    /**
     * Checks that the file is as it was when it was opened.
     *
     * @throws InputException if it was changed, so that what was read is not to be trusted
     */
    public void checkUnchanged() throws InputException {
        mapped.checkUnchanged();
    }

    @Override
    public int size() {
        return mapped.numExamples();
    }

    @Override
    public int[] shape() {
        return new int[] {length()};
    }

    @Override
    public int length() {
        return mapped.numClasses();
    }

    @Override
    public void copyTo(int i, float[] destination, int offset) {
        mapped.copyRow(i, destination, offset);
    }
}
