package org.relabel4j.jobs.labelling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.relabel4j.core.multilabel.ClassSets;
import org.relabel4j.core.multilabel.SetProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.ByName;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.EmbeddingTable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelFiles;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.LabelTable;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.datasets.format.ProbabilityFiles;
import org.relabel4j.datasets.format.ProbabilityOptions;
import org.relabel4j.datasets.format.ProbabilityTable;
import org.relabel4j.datasets.format.SetPool;
import org.relabel4j.jobs.Progress;

/**
 * The input of a job, read and joined.
 *
 * @param pool the labels given
 * @param tables the probabilities of each model, in the pool's order; none if there is no model
 * @param embeddings in the pool's order; empty if none were given
 * @param sets the labels where they are sets of classes; {@code pool} then is of the first class's question
 */
record JobFiles(
        LabelledPool pool, List<ProbabilityTable> tables, Optional<Embeddings> embeddings, Optional<ClassSets> sets) {
    /** Reads the files. */
    static JobFiles read(JobInputs inputs, Progress progress) throws InputException {
        int total = inputs.all().size();
        progress.update("reading files", 0, total);
        LabelTable labels = readLabels(inputs);
        progress.update("reading files", 1, total);
        ProbabilityOptions options = inputs.probabilityOptions()
                .withClasses(inputs.labelOptions().classes())
                .withLabels(labels.answers())
                .withQuestions(inputs.labelOptions().areSets());
        List<ProbabilityTable> tables = ProbabilityFiles.readAll(inputs.predProbs(), options);
        for (ProbabilityTable table : tables) {
            table.notes().forEach(note -> progress.note(table.file() + ": " + note));
        }
        if (inputs.embeddings().isEmpty()) {
            JobFiles files = of(labels, tables, tables.stream().findFirst());
            return finished(files, total, progress);
        }
        EmbeddingTable embeddings = EmbeddingTable.read(inputs.embeddings().get());
        List<String> classes =
                inputs.labelOptions().areSets() ? SetPool.of(labels).classNames() : options.classes();
        ProbabilityTable first = tables.isEmpty() ? embeddings.pool(labels, classes) : tables.get(0);
        JobFiles files = of(labels, tables, Optional.of(first));
        Embeddings ordered = embeddings.inOrderOf(files.pool().tasks(), first.file(), progress::note);
        return finished(new JobFiles(files.pool(), tables, Optional.of(ordered), files.sets()), total, progress);
    }

    /** The labels, as single classes or as sets, of the pool that a table has, or else of their own tasks. */
    private static JobFiles of(LabelTable labels, List<ProbabilityTable> tables, Optional<ProbabilityTable> pool)
            throws InputException {
        if (labels.areSets()) {
            SetPool sets = pool.isPresent() ? SetPool.of(labels, pool.get()) : SetPool.of(labels);
            return new JobFiles(sets.firstQuestion(), tables, Optional.empty(), Optional.of(sets.sets()));
        }
        LabelledPool single = pool.isPresent() ? LabelledPool.of(labels, pool.get()) : LabelledPool.of(labels);
        return new JobFiles(single, tables, Optional.empty(), Optional.empty());
    }

    /**
     * Draws for each example by its task, so that nothing depends on the order of rows.
     *
     * @param purpose of what belongs to no example
     */
    RandomGenerator chance(long seed, String purpose) {
        return new ByName(seed, pool.tasks()::get, Seeds.generator(seed, purpose, 0));
    }

    private static JobFiles finished(JobFiles files, int total, Progress progress) {
        files.pool().notes().forEach(progress::note);
        progress.update("reading files", total, total);
        return files;
    }

    private static LabelTable readLabels(JobInputs inputs) throws InputException {
        try {
            return LabelFiles.read(inputs.labels(), inputs.labelOptions());
        } catch (InputException e) {
            for (Path file : inputs.predProbs()) {
                if (holdsLabels(file)) {
                    throw InputException.inFile(
                            inputs.labels().get(0), "holds no labels, but " + file + " does", "", "swap the two files");
                }
            }
            throw e;
        }
    }

    private static boolean holdsLabels(Path file) {
        try {
            return Files.isRegularFile(file)
                    && LabelFiles.read(List.of(file), LabelOptions.defaults()).size() > 0;
        } catch (InputException e) {
            return false;
        }
    }

    /** The probabilities of each model. */
    List<Probabilities> predProbs() {
        return tables.stream().map(ProbabilityTable::probabilities).toList();
    }

    /** The same where labels are sets of classes. */
    List<SetProbabilities> setProbabilities() {
        return tables.stream().map(ProbabilityTable::setProbabilities).toList();
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
    static void checkOutputs(JobInputs inputs, Optional<Path> further, List<Path> outputs) throws InputException {
        List<Path> taken = inputs.all();
        further.ifPresent(taken::add);
        AtomicFiles.checkWritable(outputs, taken);
    }
}
