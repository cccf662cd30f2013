package org.relabel4j.datasets.format;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.text.Counted;

/**
 * Embeddings of a file, a row an example: {@code .npy}, {@code .npz}, or CSV with a column {@code task} (or none) and numbers in
 * all others. Immutable.
 */
public final class EmbeddingTable {
    private static final int BLOCK_ROWS = 256;

    private final Path file;
    private final Embeddings embeddings;
    private final Ids tasks;

    private EmbeddingTable(Path file, Embeddings embeddings, Ids tasks) {
        this.file = file;
        this.embeddings = embeddings;
        this.tasks = tasks;
    }

    /**
     * Reads a file.
     *
     * @throws InputException if it cannot be read, has no row or column, a task stands twice, a value is no number from -1e15 to
     *     1e15, or there are more than 2^31 - 9 values
     */
    public static EmbeddingTable read(Path file) throws InputException {
        if (NumpyFiles.isOne(file)) {
            MappedProbabilities mapped = NumpyFiles.open(file);
            EmbeddingTable table = new EmbeddingTable(file, floats(file, mapped), null);
            mapped.checkUnchanged();
            return table;
        }
        Reader reader = new Reader();
        CsvScan.scan(file, reader);
        if (reader.numRows == 0) {
            throw InputException.inFile(file, "has no rows", "one row an example below the header", "");
        }
        float[] values = Arrays.copyOf(reader.values, reader.numRows * reader.dimension);
        return new EmbeddingTable(file, Embeddings.ofRowMajor(reader.numRows, reader.dimension, values), reader.tasks);
    }

    private static Embeddings floats(Path file, MappedProbabilities mapped) throws InputException {
        int dimension = mapped.numClasses();
        int numRows = mapped.numExamples();
        if ((long) numRows * dimension > Integer.MAX_VALUE - 8) {
            throw InputException.inFile(
                    file, "has shape (" + numRows + ", " + dimension + ")", "at most 2147483639 values", "");
        }
        float[] values = new float[numRows * dimension];
        double[] rows = new double[BLOCK_ROWS * dimension];
        for (int from = 0; from < numRows; from += BLOCK_ROWS) {
            int to = Math.min(numRows, from + BLOCK_ROWS);
            mapped.copyRows(from, to, rows, 0);
            for (int n = 0; n < (to - from) * dimension; n++) {
                if (!(Math.abs(rows[n]) <= MappedExamples.MAX_VALUE)) {
                    throw InputException.atRow(
                            file,
                            from + n / dimension,
                            "has " + rows[n] + " at position " + n % dimension,
                            "a number from -1e15 to 1e15",
                            "");
                }
                values[from * dimension + n] = (float) rows[n];
            }
        }
        return Embeddings.ofRowMajor(numRows, dimension, values);
    }

    /** The pool whose examples are this file's rows, with the classes that the labels imply, or those named. */
    public ProbabilityTable pool(LabelTable labels, List<String> classes) throws InputException {
        List<String> names = classes.isEmpty() ? ClassList.impliedNames(labels) : classes;
        return ProbabilityTable.unpredicted(file, embeddings.numExamples(), tasks, names);
    }

    /**
     * The embeddings in a pool's order: that of the tasks if the file names them. If it does not, row numbers are the tasks where
     * these are the numbers from 0 to N - 1, in whatever order; otherwise rows stand in the order of the pool.
     *
     * @param pool ids of the pool's examples
     * @param poolFile where they are from, for the message
     * @param notes takes what a user should know: which order was meant, where it matters
     * @throws InputException if there are other rows than the pool has examples
     */
    public Embeddings inOrderOf(List<String> pool, Path poolFile, Consumer<String> notes) throws InputException {
        int numExamples = embeddings.numExamples();
        if (tasks == null && pool.size() != numExamples) {
            throw InputException.inFile(
                    file,
                    "has " + Counted.of(numExamples, "row"),
                    pool.size() + ", one for each task of " + poolFile,
                    "");
        }
        Ids names = tasks != null ? tasks : Ids.ofRows(numExamples);
        if (tasks == null) {
            int[] rows = pool.stream()
                    .mapToInt(task -> names.indexOf(Names.foldNumber(task)))
                    .toArray();
            boolean numbers = IntStream.of(rows).noneMatch(row -> row < 0)
                    && IntStream.of(rows).distinct().count() == numExamples;
            if (numbers && IntStream.range(0, numExamples).allMatch(i -> rows[i] == i)) {
                return embeddings;
            }
            notes.accept(file + ": has no column of tasks, so "
                    + (numbers
                            ? "row numbers from 0 on were taken as the tasks, not the order of "
                            : "rows were taken in the order of ")
                    + poolFile);
            if (!numbers) {
                return embeddings;
            }
        }
        int dimension = embeddings.dimension();
        float[] values = new float[Math.multiplyExact(pool.size(), dimension)];
        for (int i = 0; i < pool.size(); i++) {
            int row = names.indexOf(tasks != null ? pool.get(i) : Names.foldNumber(pool.get(i)));
            if (row < 0) {
                throw InputException.inFile(
                        file, "has no task \"" + pool.get(i) + "\"", "the tasks of " + poolFile, "");
            }
            embeddings.copyRow(row, values, i * dimension);
        }
        return Embeddings.ofRowMajor(pool.size(), dimension, values);
    }

    private static final class Reader implements CsvRows {
        private List<String> header;
        private int taskColumn;
        private Ids tasks;
        private int dimension;
        private float[] values = new float[256];
        private int numRows;
        private int numValues;

        @Override
        public void header(List<String> names) {
            header = names;
            taskColumn = ProbabilityColumns.taskColumn(names);
            tasks = taskColumn >= 0 ? new Ids() : null;
            dimension = names.size() - (taskColumn >= 0 ? 1 : 0);
            if (dimension < 1) {
                throw new CsvProblem("has no column of numbers", "at least 1", "");
            }
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            if (column != taskColumn) {
                if (numValues == values.length) {
                    values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8, numValues * 2L));
                }
                values[numValues++] = parse(column, text, offset, length);
            } else if (tasks.add(text, offset, length) < numRows) {
                throw new CsvProblem(
                        "has task \"" + new String(text, offset, length) + "\" again", "one row a task", "");
            }
        }

        private float parse(int column, char[] text, int offset, int length) {
            try {
                float value = JavaFloatParser.parseFloat(text, offset, length);
                if (Math.abs(value) <= MappedExamples.MAX_VALUE) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Reported below like the other values that are out of range.
            }
            throw new CsvProblem(
                    "has \"" + new String(text, offset, Math.min(length, 40)) + "\" in column \"" + header.get(column)
                            + "\"",
                    "a number from -1e15 to 1e15",
                    "call the column of ids \"task\", and leave out what is no number");
        }

        @Override
        public void endRecord(long line) {
            numRows++;
        }
    }
}
