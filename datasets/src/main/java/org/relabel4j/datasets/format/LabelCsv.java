package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.nio.file.Path;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;

/**
 * Labels as CSV in long form: header {@code task,annotator,label}, one annotation a row, in the order in which they were
 * given.
 *
 * <p>Other names are taken for the columns: {@code example} or {@code item}; {@code worker} (crowd-kit) or
 * {@code annotator_id}; {@code chosen_label} (CIFAR-10H). Columns may stand in any order, and more of them are passed over.
 */
public final class LabelCsv {
    private LabelCsv() {}

    /**
     * Reads a file. What the labels mean, and whether the tasks are known, is checked by {@link LabelledPool}.
     *
     * @return the annotations; none if there is only a header
     * @throws InputException if the file cannot be read, a column is missing, or a field is empty
     */
    public static LabelTable read(Path file) throws InputException {
        Reader reader = new Reader(new LabelTable(file));
        CsvScan.scan(file, reader);
        return reader.table;
    }

    /**
     * Writes annotations, example by example.
     *
     * @param tasks id of each example, length N
     * @param annotators id of each annotator, length M
     * @param classes what to write for each class, length K
     * @throws InputException if the file cannot be written; one that was there is unchanged
     */
    public static void write(
            Path file, Annotations annotations, List<String> tasks, List<String> annotators, List<String> classes)
            throws InputException {
        AtomicFiles.write(file, stream -> {
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(stream);
            csv.writeRecord("task", "annotator", "label");
            for (int i = 0; i < annotations.numExamples(); i++) {
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    csv.writeRecord(
                            tasks.get(i),
                            annotators.get(annotations.annotatorAt(a)),
                            classes.get(annotations.labelAt(a)));
                }
            }
            csv.flush();
        });
    }

    private static final class Reader implements CsvScan.Rows {
        private final LabelTable table;
        private int taskColumn;
        private int annotatorColumn;
        private int labelColumn;
        private int task;
        private int annotator;
        private int label;

        Reader(LabelTable table) {
            this.table = table;
        }

        @Override
        public void header(List<String> names) {
            taskColumn = Header.column(names, Header.TASK);
            annotatorColumn = Header.column(names, Header.ANNOTATOR);
            labelColumn = Header.column(names, Header.LABEL);
        }

        @Override
        public void field(int column, char[] text, int offset, int length) {
            if (column == taskColumn) {
                task = add(table.taskIds(), "task", text, offset, length);
            } else if (column == annotatorColumn) {
                annotator = add(table.annotatorIds(), "annotator", text, offset, length);
            } else if (column == labelColumn) {
                label = add(table.labelIds(), "label", text, offset, length);
            }
        }

        private static int add(Ids ids, String what, char[] text, int offset, int length) {
            if (length == 0) {
                throw new CsvScan.Problem("has no " + what, "one", "leave the whole row out where there is no label");
            }
            return ids.add(text, offset, length);
        }

        @Override
        public void endRecord(long line) {
            table.add(task, annotator, label, line);
        }
    }
}
