package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads probabilities of any format. */
public final class ProbabilityFiles {
    private ProbabilityFiles() {}

    /**
     * Reads a {@code .npy}, {@code .npz} or CSV file; the content decides which it is.
     *
     * @param options what the user and the labels say about it
     * @throws InputException if it cannot be read, a row is no distribution, or the columns do not fit the labels
     */
    public static ProbabilityTable read(Path file, ProbabilityOptions options) throws InputException {
        return NumpyFiles.isOne(file) ? NpyProbabilities.read(file, options) : ProbabilityCsv.read(file, options);
    }

    /**
     * Reads the files of an ensemble, one a model, in the first one's order of tasks and classes.
     *
     * @param files at least one
     * @throws InputException as {@link #read(Path, ProbabilityOptions)}, or if tasks or classes differ
     */
    public static List<ProbabilityTable> readAll(List<Path> files, ProbabilityOptions options) throws InputException {
        List<ProbabilityTable> tables = new ArrayList<>();
        for (Path file : files) {
            ProbabilityTable table = read(file, options);
            tables.add(tables.isEmpty() ? table : table.inOrderOf(tables.get(0)));
        }
        return List.copyOf(tables);
    }
}
