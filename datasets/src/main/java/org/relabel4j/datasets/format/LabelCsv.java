package org.relabel4j.datasets.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.nio.file.Path;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;

/**
 * Labels as CSV in long form: header {@code task,annotator,label}, one annotation a row, in the order in which they were
 * given.
 *
 * <p>{@link LabelFiles} reads it, and other forms.
 */
public final class LabelCsv {
    private LabelCsv() {}

    /**
     * Reads a file of any form that tells itself. What the labels mean, and whether the tasks are known, is checked by {@link LabelledPool}.
     *
     * @return the annotations; none if there is only a header
     * @throws InputException if the file cannot be read, a column is missing, or a field is empty
     */
    public static LabelTable read(Path file) throws InputException {
        return LabelFiles.read(List.of(file), LabelOptions.defaults());
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
            CsvWriter csv = CsvOutput.writer(stream);
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
}
