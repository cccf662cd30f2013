package org.relabel4j.jobs.labelling;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.consensus.KnownLabels;
import org.relabel4j.core.text.Choices;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelledPool;

/** Reads labels that are known for sure: CSV with the columns {@code task} and {@code label}. */
final class GoldFile {
    private GoldFile() {}

    /**
     * Reads a file.
     *
     * @throws InputException if it cannot be read, has no rows, or a row's task or class is unknown or its task known already
     */
    static KnownLabels read(Path file, LabelledPool pool) throws InputException {
        Map<String, Integer> tasks = new HashMap<>();
        for (int i = 0; i < pool.tasks().size(); i++) {
            tasks.put(pool.tasks().get(i), i);
        }
        List<String> classes = pool.classNames();
        int[] labels = new int[pool.tasks().size()];
        Arrays.fill(labels, -1);
        List<Integer> rows = new CsvTable<Integer>(List.of(), row -> {
                    Integer i = tasks.get(row.text("task"));
                    if (i == null) {
                        throw row.complaint("task", "one of the " + tasks.size() + " tasks of the labels");
                    }
                    if (labels[i] >= 0) {
                        throw row.complaint("task", "each task once, and this one stands above");
                    }
                    labels[i] = classes.indexOf(row.text("label"));
                    if (labels[i] < 0) {
                        throw row.complaint("label", Choices.or(classes));
                    }
                    return i;
                })
                .read(file);
        if (rows.isEmpty()) {
            throw InputException.inFile(file, "has no known labels", "a row task,label below the header", "");
        }
        return KnownLabels.of(labels);
    }
}
