package org.relabel4j.datasets.format;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Counted;

/**
 * Probabilities as CSV: header {@code task,<class>,<class>,...}, one example a row. What else the header may say:
 * {@link ProbabilityColumns}; what is made of rows that rounding spoilt: {@link RowFixer}.
 */
public final class ProbabilityCsv {
    /** 128 MB in the heap, or a 16th of it if that is less; beyond it the rows go to a temporary file. */
    private static final int MAX_HEAP_VALUES =
            (int) Math.min(1 << 24, Runtime.getRuntime().maxMemory() / 16 / Double.BYTES);

    private ProbabilityCsv() {}

    /**
     * Reads a file.
     *
     * @throws InputException if it cannot be read, has no row or fewer than two classes, the columns do not fit the labels, a
     *     task stands twice, or a row is no distribution
     */
    static ProbabilityTable read(Path file, ProbabilityOptions options) throws InputException {
        return read(file, options, MAX_HEAP_VALUES);
    }

    static ProbabilityTable read(Path file, ProbabilityOptions options, int maxHeapValues) throws InputException {
        Reader reader = new Reader(options, maxHeapValues);
        try (reader) {
            CsvScan.scan(file, reader);
            if (reader.store.numRows() == 0) {
                throw InputException.inFile(file, "has no rows", "one row an example below the header", "");
            }
            reader.checkRounding(file);
            List<String> notes = new ArrayList<>(reader.columns.notes());
            if (reader.percentages) {
                notes.add("has percentages, which were divided by 100");
            }
            notes.addAll(reader.fixer.notes());
            return ProbabilityTable.withTasks(
                    file, reader.store.finish(options.questions()), reader.tasks, reader.columns.classNames(), notes);
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
            CsvWriter csv = CsvOutput.writer(stream);
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

    private static final class Reader implements CsvRows, AutoCloseable {
        private final ProbabilityOptions options;
        private final int maxHeapValues;
        private final LineIndex lines = new LineIndex();
        private ProbabilityColumns columns;
        private Ids tasks;
        private double[] row;
        private RowFixer fixer;
        private RowStore store;
        private int numPercentages;
        private boolean percentages;

        Reader(ProbabilityOptions options, int maxHeapValues) {
            this.options = options;
            this.maxHeapValues = maxHeapValues;
        }

        @Override
        public void header(List<String> names) {
            columns = ProbabilityColumns.of(names, options);
            tasks = columns.hasTasks() ? new Ids() : null;
            row = new double[columns.classNames().size()];
            fixer = new RowFixer(row.length, options, Optional.of(columns.classNames()));
            store = new RowStore(row.length, maxHeapValues);
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            int k = columns.classOf(column);
            if (k >= 0) {
                row[k] = parse(column, text, offset, length);
                if (columns.isSingle()) {
                    row[1 - k] = 1 - row[k];
                }
            } else if (k == ProbabilityColumns.TASK) {
                addTask(text, offset, length);
            }
        }

        private double parse(int column, char[] text, int offset, int length) {
            try {
                return JavaDoubleParser.parseDouble(text, offset, length);
            } catch (NumberFormatException e) {
                OptionalDouble percentage = percentage(text, offset, length);
                if (percentage.isPresent()) {
                    numPercentages++;
                    return percentage.getAsDouble() / 100;
                }
                String found = new String(text, offset, Math.min(length, 40));
                throw new CsvProblem(
                        "has " + (length == 0 ? "nothing" : "\"" + found + "\"") + " as probability of class \""
                                + columns.name(column) + "\"",
                        "a number from 0 to 1",
                        hint(found));
            }
        }

        /** The number before a percent sign, if there are both. */
        private static OptionalDouble percentage(char[] text, int offset, int length) {
            try {
                return length > 1 && text[offset + length - 1] == '%'
                        ? OptionalDouble.of(JavaDoubleParser.parseDouble(text, offset, length - 1))
                        : OptionalDouble.empty();
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }

        /** Refuses a row of which not all values are percentages, or none, as in the first row. */
        private void checkPercentages() {
            percentages = store.numRows() == 0 ? numPercentages > 0 : percentages;
            int numValues = columns.isSingle() ? 1 : row.length;
            if (numPercentages != (percentages ? numValues : 0)) {
                throw new CsvProblem(
                        rowName(store.numRows()) + "has " + numPercentages + " of " + Counted.of(numValues, "value")
                                + " with a percent sign",
                        "all values of the file or none",
                        "write all in one way");
            }
            numPercentages = 0;
        }

        private static String hint(String found) {
            if (found.matches("[+-]?\\d*,\\d+")) {
                return "write a decimal point instead of the comma";
            }
            return found.isEmpty() || found.equalsIgnoreCase("nan")
                    ? ""
                    : "leave the column out, or name those of probabilities with --pred-columns";
        }

        private void addTask(char[] text, int offset, int length) {
            if (length == 0) {
                throw new CsvProblem("has no task", "one", "");
            }
            int position = tasks.add(text, offset, length);
            if (position < store.numRows()) {
                throw new CsvProblem(
                        "has task \"" + tasks.get(position) + "\", which line " + lines.lineOf(position) + " has too",
                        "one row a task",
                        "");
            }
        }

        @Override
        public void endRecord(long line) {
            checkPercentages();
            Optional<String> problem = fixer.take(row, 0);
            if (problem.isPresent()) {
                throw new CsvProblem(
                        rowName(store.numRows()) + problem.get(),
                        "",
                        columns.doubtful()
                                .map(name -> "or leave out the column \"" + name + "\", which no label is called,"
                                        + " if it is no class")
                                .orElse(""));
            }
            lines.add(store.numRows(), line);
            try {
                store.add(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String rowName(int number) {
            return tasks == null ? "row " + number + " " : "task \"" + tasks.get(number) + "\" ";
        }

        /** Refuses the worst of the rows that were taken for rounded, if the digits of further rows say otherwise. */
        void checkRounding(Path file) throws InputException {
            int number = fixer.rowBeyondRounding();
            if (number >= 0) {
                throw InputException.atLine(
                        file, lines.lineOf(number), rowName(number) + fixer.problemBeyondRounding(), "", "");
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
