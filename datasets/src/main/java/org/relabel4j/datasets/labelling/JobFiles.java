package org.relabel4j.datasets.labelling;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelFiles;
import org.relabel4j.datasets.format.LabelTable;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.datasets.format.ProbabilityFiles;
import org.relabel4j.datasets.format.ProbabilityTable;

/**
 * The input of a job, read and joined.
 *
 * @param pool the labels given
 * @param tables the probabilities of each model, in the pool's order; none if there is no model
 */
record JobFiles(LabelledPool pool, List<ProbabilityTable> tables) {
    /** Reads the files. */
    static JobFiles read(JobInputs inputs, Progress progress) throws InputException {
        int total = inputs.predProbs().size() + 1;
        progress.update("reading files", 0, total);
        List<ProbabilityTable> tables = ProbabilityFiles.readAll(inputs.predProbs());
        progress.update("reading files", total - 1, total);
        LabelTable labels = LabelFiles.read(inputs.labels(), inputs.labelOptions());
        LabelledPool pool = tables.isEmpty() ? LabelledPool.of(labels) : LabelledPool.of(labels, tables.get(0));
        pool.notes().forEach(progress::note);
        progress.update("reading files", total, total);
        return new JobFiles(pool, tables);
    }

    /** The probabilities of each model. */
    List<Probabilities> predProbs() {
        return tables.stream().map(ProbabilityTable::probabilities).toList();
    }

    /** Work that reads the files while it goes on. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InputException;
    }

    /**
     * Does the work, and refuses its result if a file was changed meanwhile.
     */
    <T> T whileUnchanged(Work<T> work) throws InputException {
        try {
            T result = work.run();
            checkUnchanged();
            return result;
        } catch (InternalError | RuntimeException e) {
            // The first is what the virtual machine throws where a mapped file was cut off under it; the second may
            // come of
            // values that were fine when they were checked.
            checkUnchanged();
            throw e;
        }
    }

    private void checkUnchanged() throws InputException {
        for (ProbabilityTable table : tables) {
            table.checkUnchanged();
        }
    }

    /**
     * Checks, before anything is read, that the outputs can be written, and over no input and not over each other.
     */
    static void checkOutputs(JobInputs inputs, List<Path> outputs) throws InputException {
        List<Path> taken = new ArrayList<>(inputs.predProbs());
        taken.addAll(inputs.labels());
        for (Path output : outputs) {
            AtomicFiles.checkWritable(output);
            for (Path other : taken) {
                if (same(output, other)) {
                    throw InputException.inFile(
                            output,
                            "is to be written, but it is another file of this command",
                            "",
                            "choose another name");
                }
            }
            taken.add(output);
        }
    }

    private static boolean same(Path a, Path b) {
        try {
            if (Files.exists(a) && Files.exists(b)) {
                return Files.isRegularFile(a) && Files.isSameFile(a, b);
            }
        } catch (IOException e) {
            // A file that cannot be looked at is reported when it is opened; compare the names.
            return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
        }
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    /** The shortest decimal form that reads back to the same number; nothing for NaN. */
    static String number(double value) {
        return Double.isNaN(value) ? "" : NumberOutput.toString(value, true);
    }
}
