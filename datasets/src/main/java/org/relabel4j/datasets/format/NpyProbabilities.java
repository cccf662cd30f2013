package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Counted;

/** Reads probabilities from {@code .npy} and {@code .npz}: a row an example, whose number is the task. */
final class NpyProbabilities {
    private static final int CHECK_BLOCK_VALUES = 1 << 14;

    /** From so many nameless columns on, values that are no probabilities are rather embeddings than logits. */
    private static final int LIKELY_EMBEDDING = 32;

    /** Up to so many values it is tried whether the columns are distributions where the rows are none. */
    private static final long MAX_TRANSPOSED_VALUES = 1L << 24;

    private NpyProbabilities() {}

    /**
     * Opens a file and checks its rows.
     *
     * @throws InputException if it is no array of numbers, or a row is no distribution
     */
    static ProbabilityTable read(Path file, ProbabilityOptions options) throws InputException {
        MappedProbabilities mapped = NumpyFiles.open(file);
        try {
            ProbabilityTable table = checked(file, mapped, options);
            mapped.checkUnchanged();
            return table;
        } catch (InternalError | InputException e) {
            // The first is what the virtual machine throws where a mapped file was cut off under it. If the file was
            // changed, that is what to say.
            mapped.checkUnchanged();
            throw e;
        }
    }

    private static ProbabilityTable checked(Path file, MappedProbabilities mapped, ProbabilityOptions options)
            throws InputException {
        List<String> notes = new ArrayList<>();
        Optional<List<String>> names = Optional.of(options.classes()).filter(classes -> !classes.isEmpty());
        Probabilities given = mapped;
        if (mapped.numClasses() == 1 && !options.questions()) {
            names = Optional.of(twoClasses(file, mapped, options));
            notes.add(TwoClasses.note(names.get().get(1)));
            given = new TwoClasses(mapped);
        }
        if (names.isPresent() && names.get().size() != given.numClasses()) {
            throw InputException.inFile(
                    file,
                    "has " + Counted.of(given.numClasses(), "column"),
                    names.get().size() + " as --classes names",
                    "");
        }
        RowFixer fixer = new RowFixer(given.numClasses(), options, names);
        takeAll(file, given, fixer);
        notes.addAll(fixer.notes());
        return ProbabilityTable.withRowNumbers(
                file, fixer.changed() ? new FixedProbabilities(given) : given, names, mapped, notes);
    }

    private static List<String> twoClasses(Path file, MappedProbabilities mapped, ProbabilityOptions options)
            throws InputException {
        if (mapped.isWhole()) {
            throw InputException.inFile(
                    file, "has one column of whole numbers", "probabilities, a column a class", "save predict_proba");
        }
        if (options.classes().isEmpty() && options.labels().size() == 0) {
            return ClassList.numbered(2);
        }
        return TwoClasses.names(options)
                .orElseThrow(() -> InputException.inFile(
                        file,
                        "has one column, but labels are of more classes than two",
                        "a column a class",
                        "with two classes, name them with --classes, or stack 1 - p and p"));
    }

    private static void takeAll(Path file, Probabilities given, RowFixer fixer) throws InputException {
        int numClasses = given.numClasses();
        int block = Math.max(1, CHECK_BLOCK_VALUES / numClasses);
        double[] rows = new double[block * numClasses];
        for (int from = 0; from < given.numExamples(); from += block) {
            int to = Math.min(given.numExamples(), from + block);
            given.copyRows(from, to, rows, 0);
            for (int i = from; i < to; i++) {
                Optional<String> problem = fixer.take(rows, (i - from) * numClasses);
                if (problem.isPresent()) {
                    throw refusal(file, given, i, problem.get());
                }
            }
        }
        if (fixer.rowBeyondRounding() >= 0) {
            throw refusal(file, given, fixer.rowBeyondRounding(), fixer.problemBeyondRounding());
        }
    }

    private static InputException refusal(Path file, Probabilities given, int row, String problem) {
        if (!problem.contains("sigmoid of") && columnsAreDistributions(given)) {
            return InputException.inFile(
                    file,
                    "has shape (" + given.numExamples() + ", " + given.numClasses()
                            + "), and its columns sum to 1 instead of its rows",
                    "a row an example and a column a class",
                    "save the transposed array");
        }
        boolean embeddings = given.numClasses() >= LIKELY_EMBEDDING && problem.contains("logits");
        return InputException.atRow(
                file,
                row,
                embeddings
                        ? problem.replace("logits; ", "embeddings; give them as --embeddings, or, if they are logits, ")
                        : problem,
                "",
                "");
    }

    private static boolean columnsAreDistributions(Probabilities given) {
        int numClasses = given.numClasses();
        if ((long) given.numExamples() * numClasses > MAX_TRANSPOSED_VALUES) {
            return false;
        }
        double[] sums = new double[numClasses];
        double[] row = new double[numClasses];
        for (int i = 0; i < given.numExamples(); i++) {
            given.copyRows(i, i + 1, row, 0);
            for (int k = 0; k < numClasses; k++) {
                sums[k] += row[k] >= 0 ? row[k] : Double.NaN;
            }
        }
        for (double sum : sums) {
            if (!(Math.abs(sum - 1) <= Probabilities.ROW_SUM_TOLERANCE)) {
                return false;
            }
        }
        return true;
    }
}
