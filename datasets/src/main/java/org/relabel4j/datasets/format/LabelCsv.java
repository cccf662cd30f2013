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
