package org.relabel4j.datasets.format;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.ProbabilityChecks;

/**
 * Probabilities as CSV: header {@code task,<class>,<class>,...}, one example a row. The task's column may be called
 * {@code example} or {@code item} and stand anywhere; the others are the classes, in order.
 */
public final class ProbabilityCsv {
    /** 128 MB in the heap, or a 16th of it if that is less; beyond it the rows go to a temporary file. */
    private static final int MAX_HEAP_VALUES =
            (int) Math.min(1 << 24, Runtime.getRuntime().maxMemory() / 16 / Double.BYTES);

    private ProbabilityCsv() {}

    /**
     * Reads a file.
     *
     * @throws InputException if it cannot be read, has no row or fewer than two classes, a task stands twice, or a row is no
     *     distribution
     */
    public static ProbabilityTable read(Path file) throws InputException {
        return read(file, MAX_HEAP_VALUES);
    }

    static ProbabilityTable read(Path file, int maxHeapValues) throws InputException {
        Reader reader = new Reader(maxHeapValues);
        try (reader) {
            CsvScan.scan(file, reader);
            if (reader.store.numRows() == 0) {
                throw InputException.inFile(file, "has no rows", "one row an example below the header", "");
            }
            return ProbabilityTable.withTasks(file, reader.store.finish(), reader.tasks, reader.classNames);
        } catch (IOException e) {
            throw InputException.inFile(
                    file,
                    "does not fit into the heap, nor into a temporary file: " + e.getMessage(),
                    "",
                    "free space in " + System.getProperty("java.io.tmpdir") + " or use .npy");
        }
    }

    /**
     * Writes probabilities in their shortest exact form.
     *
     * @param tasks id of each row, length N
     * @param classNames name of each column, length K
     * @throws InputException if the file cannot be written; one that was there is unchanged
     */
    public static void write(Path file, Probabilities probabilities, List<String> tasks, List<String> classNames)
            throws InputException {
        int numClasses = probabilities.numClasses();
        double[] row = new double[numClasses];
        String[] record = new String[numClasses + 1];
        AtomicFiles.write(file, stream -> {
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(stream);
            record[0] = "task";
            for (int k = 0; k < numClasses; k++) {
                record[k + 1] = classNames.get(k);
            }
            csv.writeRecord(record);
            for (int i = 0; i < probabilities.numExamples(); i++) {
                probabilities.copyRows(i, i + 1, row, 0);
                record[0] = tasks.get(i);
                for (int k = 0; k < numClasses; k++) {
                    record[k + 1] = NumberOutput.toString(row[k], true);
                }
                csv.writeRecord(record);
            }
            csv.flush();
        });
    }

    private static final class Reader implements CsvScan.Rows, AutoCloseable {
        private final int maxHeapValues;
        private final Ids tasks = new Ids();
        private final LineIndex lines = new LineIndex();
        private final List<String> classNames = new ArrayList<>();
        private int taskColumn;
        private double[] row;
        private RowStore store;

        Reader(int maxHeapValues) {
            this.maxHeapValues = maxHeapValues;
        }

        @Override
        public void header(List<String> names) {
            taskColumn = Header.column(names, Header.TASK);
            for (int column = 0; column < names.size(); column++) {
                if (column != taskColumn) {
                    classNames.add(names.get(column));
                }
                if (names.get(column).isEmpty()) {
                    throw new CsvScan.Problem(
                            "has no name for column " + (column + 1),
                            "a class name",
                            "drop the index column, if it is one");
                }
            }
            if (classNames.size() < 2) {
                throw new CsvScan.Problem(
                        "has " + classNames.size() + (classNames.size() == 1 ? " class" : " classes"),
                        "at least 2 columns beside \"" + names.get(taskColumn) + "\"",
                        "");
            }
            row = new double[classNames.size()];
            store = new RowStore(row.length, maxHeapValues);
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            if (column == taskColumn) {
                addTask(text, offset, length);
                return;
            }
            int k = column < taskColumn ? column : column - 1;
            try {
                row[k] = JavaDoubleParser.parseDouble(text, offset, length);
            } catch (NumberFormatException e) {
                String found = length == 0 ? "nothing" : "\"" + new String(text, offset, Math.min(length, 40)) + "\"";
                throw new CsvScan.Problem(
                        "has " + found + " as probability of class \"" + classNames.get(k) + "\"",
                        "a number from 0 to 1",
                        "");
            }
        }

        private void addTask(char[] text, int offset, int length) {
            if (length == 0) {
                throw new CsvScan.Problem("has no task", "one", "");
            }
            int position = tasks.add(text, offset, length);
            if (position < store.numRows()) {
                throw new CsvScan.Problem(
                        "has task \"" + tasks.get(position) + "\", which line " + lines.lineOf(position) + " has too",
                        "one row a task",
                        "");
            }
        }

        @Override
        public void endRecord(long line) {
            Optional<String> problem = ProbabilityChecks.problem(row, 0, row.length);
            if (problem.isPresent()) {
                throw new CsvScan.Problem("task \"" + tasks.get(store.numRows()) + "\" " + problem.get(), "", "");
            }
            lines.add(store.numRows(), line);
            try {
                store.add(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (store != null) {
                store.close();
            }
        }
    }
}
