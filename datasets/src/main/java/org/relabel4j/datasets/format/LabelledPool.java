package org.relabel4j.datasets.format;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.NoProbabilities;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.LabelOptions.Form;

/**
 * A pool of examples and the labels given so far, with the ids that files call them by.
 *
 * <p>Annotators are numbered in order of their ids (whole numbers by value, then text), so that the order of a label file's
 * rows does not matter beyond the order of each example's labels.
 *
 * @param annotations the labels
 * @param tasks id of each example, length N
 * @param annotators id of each annotator, length M
 * @param classNames name of each class, length K; its number if the files have no names
 * @param namedLabels whether the label file calls classes by name
 * @param notes what a user should know about how the labels were read, a sentence each
 */
public record LabelledPool(
        Annotations annotations,
        List<String> tasks,
        List<String> annotators,
        List<String> classNames,
        boolean namedLabels,
        List<String> notes) {

    /**
     * The pool whose examples are the rows of probabilities; those without a label are unlabelled.
     *
     * @throws InputException if a label's task is none of the rows, its class none of the columns, or an annotator labelled a
     *     task twice
     */
    public static LabelledPool of(LabelTable labels, ProbabilityTable probabilities) throws InputException {
        int numClasses = probabilities.probabilities().numClasses();
        List<String> said = labels.options().classes();
        if (!said.isEmpty() && said.size() != numClasses) {
            throw otherClasses(probabilities, said);
        }
        Optional<List<String>> named =
                probabilities.classNames().or(() -> said.isEmpty() ? Optional.empty() : Optional.of(said));
        List<String> names = named.orElseGet(() -> ClassList.numbered(numClasses));
        LabelTable cleaned = LabelCleaning.joined(LabelCleaning.answered(labels, named.orElse(List.of())), true);
        if (named.isEmpty()) {
            ClassList.checkCounting(cleaned, numClasses);
        }
        ClassList classes = ClassList.known(cleaned, names);
        return join(cleaned, rows(cleaned, probabilities), probabilities.tasks(), classes);
    }

    static InputException otherClasses(ProbabilityTable probabilities, List<String> said) {
        return InputException.inFile(
                probabilities.file(),
                "has " + Counted.of(probabilities.probabilities().numClasses(), "class", "classes"),
                said.size() + " as --classes names",
                "");
    }

    /** Row of each task; see {@link #find}. */
    static int[] rows(LabelTable labels, ProbabilityTable probabilities) throws InputException {
        Ids tasks = labels.taskIds();
        int[] rows = find(tasks, probabilities);
        for (int n = 0; n < labels.size(); n++) {
            int task = labels.taskAt(n);
            if (rows[task] < 0) {
                throw labels.at(
                        n,
                        "task is \"" + tasks.get(task) + "\"",
                        probabilities.tasksShown(),
                        hint(tasks.get(task), probabilities)
                                + TaskNumbers.hint(labels, tasks.get(task), probabilities));
            }
        }
        TaskNumbers.warn(labels, probabilities);
        return rows;
    }

    /**
     * Row of each task, -1 for none; the same number in another form will do, or the same word in another case, if only one row has it.
     */
    static int[] find(Ids tasks, ProbabilityTable probabilities) {
        int[] rows = new int[tasks.size()];
        Ids keys = new Ids();
        int[] keyOfTask = new int[rows.length];
        for (int t = 0; t < rows.length; t++) {
            rows[t] = probabilities.rowOf(tasks, t);
            keyOfTask[t] = rows[t] >= 0 ? -1 : keys.add(SameIds.key(tasks.get(t), EnumSet.allOf(Form.class)));
        }
        if (keys.size() == 0) {
            return rows;
        }
        int[] rowOfKey = probabilities.rowsByForm(keys);
        for (int t = 0; t < rows.length; t++) {
            rows[t] = rows[t] >= 0 ? rows[t] : rowOfKey[keyOfTask[t]];
        }
        return rows;
    }

    private static String hint(String task, ProbabilityTable probabilities) {
        Ids stripped = new Ids();
        stripped.add(task.replaceFirst("^0+(?=.)", ""));
        return !stripped.get(0).equals(task) && probabilities.rowOf(stripped, 0) >= 0
                ? "there is \"" + stripped.get(0) + "\": write both with the same zeros in front"
                : probabilities.probabilities() instanceof NoProbabilities
                        ? "check the name; new examples have to be taken in first"
                        : "every labelled task needs probabilities";
    }

    /**
     * The pool of the tasks of the labels alone, in order of their first appearance, with the classes that were said, or that
     * occur.
     *
     * @throws InputException if there is no label, there are fewer than two classes, or an annotator labelled a task twice
     */
    public static LabelledPool of(LabelTable labels) throws InputException {
        if (!labels.options().classes().isEmpty()) {
            return of(labels, labels.options().classes());
        }
        LabelTable cleaned = LabelCleaning.joined(LabelCleaning.answered(labels, List.of()), false);
        return join(cleaned, null, cleaned.taskIds().asList(), ClassList.implied(cleaned));
    }

    /** As {@link #of(LabelTable)}, where the classes are known by name. */
    public static LabelledPool of(LabelTable labels, List<String> classNames) throws InputException {
        LabelTable cleaned = LabelCleaning.joined(LabelCleaning.answered(labels, classNames), true);
        return join(cleaned, null, cleaned.taskIds().asList(), ClassList.known(cleaned, List.copyOf(classNames)));
    }

    private static LabelledPool join(LabelTable all, int[] exampleOfTask, List<String> tasks, ClassList classes)
            throws InputException {
        LabelTable labels = LabelCleaning.withoutRepeats(all, n -> example(all, exampleOfTask, n));
        int[] sorted = labels.annotatorIds().sortedPositions();
        int[] ranks = new int[sorted.length];
        IntStream.range(0, sorted.length).forEach(rank -> ranks[sorted[rank]] = rank);
        int[] classOfLabel =
                labels == all ? classes.classOfLabel() : classes.classOfLabel(all.labelIds(), labels.labelIds());
        Annotations shape =
                Annotations.empty(tasks.size(), sorted.length, classes.names().size());
        Annotations annotations;
        try {
            annotations = Annotations.ofColumns(
                    shape,
                    labels.size(),
                    n -> example(labels, exampleOfTask, n),
                    n -> ranks[labels.annotatorAt(n)],
                    n -> classOfLabel[labels.labelAt(n)]);
        } catch (IllegalArgumentException e) {
            throw LabelCleaning.refusal(labels, n -> example(labels, exampleOfTask, n), e);
        }
        return new LabelledPool(
                annotations,
                tasks,
                labels.annotatorIds().asList(sorted),
                classes.names(),
                classes.named(),
                labels.notes());
    }

    private static int example(LabelTable labels, int[] exampleOfTask, int n) {
        return exampleOfTask == null ? labels.taskAt(n) : exampleOfTask[labels.taskAt(n)];
    }
}
