package org.relabel4j.datasets.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;

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
 */
public record LabelledPool(
        Annotations annotations,
        List<String> tasks,
        List<String> annotators,
        List<String> classNames,
        boolean namedLabels) {

    /**
     * The pool whose examples are the rows of probabilities; those without a label are unlabelled.
     *
     * @throws InputException if a label's task is none of the rows, its class none of the columns, or an annotator labelled a
     *     task twice
     */
    public static LabelledPool of(LabelTable labels, ProbabilityTable probabilities) throws InputException {
        int numClasses = probabilities.probabilities().numClasses();
        List<String> names = probabilities.classNames().orElseGet(() -> ClassList.numbered(numClasses));
        ClassList classes = ClassList.known(labels, names);
        int[] exampleOfTask = new int[labels.taskIds().size()];
        for (int t = 0; t < exampleOfTask.length; t++) {
            exampleOfTask[t] = probabilities.rowOf(labels.taskIds(), t);
            if (exampleOfTask[t] < 0) {
                throw InputException.atLine(
                        labels.file(),
                        labels.lineOfTask(t),
                        "task is \"" + labels.taskIds().get(t) + "\"",
                        probabilities.tasksShown(),
                        "every labelled task needs probabilities");
            }
        }
        return join(labels, exampleOfTask, probabilities.tasks(), classes);
    }

    /**
     * The pool of the labelled tasks alone, in order of their first appearance, with the classes that occur.
     *
     * @throws InputException if there is no label, there are fewer than two classes, or an annotator labelled a task twice
     */
    public static LabelledPool of(LabelTable labels) throws InputException {
        return join(labels, null, labels.taskIds().asList(), ClassList.implied(labels));
    }

    /** As {@link #of(LabelTable)}, where the classes are known by name. */
    public static LabelledPool of(LabelTable labels, List<String> classNames) throws InputException {
        return join(labels, null, labels.taskIds().asList(), ClassList.known(labels, List.copyOf(classNames)));
    }

    private static LabelledPool join(LabelTable labels, int[] exampleOfTask, List<String> tasks, ClassList classes)
            throws InputException {
        int[] sorted = labels.annotatorIds().sortedPositions();
        int[] ranks = new int[sorted.length];
        IntStream.range(0, sorted.length).forEach(rank -> ranks[sorted[rank]] = rank);
        int[] classOfLabel = classes.classOfLabel();
        Annotations shape =
                Annotations.empty(tasks.size(), sorted.length, classes.names().size());
        Annotations annotations;
        try {
            annotations = Annotations.ofColumns(
                    shape,
                    labels.size(),
                    n -> exampleOfTask == null ? labels.taskAt(n) : exampleOfTask[labels.taskAt(n)],
                    n -> ranks[labels.annotatorAt(n)],
                    n -> classOfLabel[labels.labelAt(n)]);
        } catch (IllegalArgumentException e) {
            throw repeated(labels, e);
        }
        return new LabelledPool(
                annotations, tasks, labels.annotatorIds().asList(sorted), classes.names(), classes.named());
    }

    /** The first row that gives a label of a task and an annotator who stand in a row before. */
    private static InputException repeated(LabelTable labels, IllegalArgumentException refusal) {
        long[] pairs = new long[labels.size()];
        Arrays.setAll(pairs, n -> pair(labels, n));
        Arrays.sort(pairs);
        long[] twice = IntStream.range(1, pairs.length)
                .filter(n -> pairs[n] == pairs[n - 1])
                .mapToLong(n -> pairs[n])
                .distinct()
                .toArray();
        int[] firsts = new int[twice.length];
        Arrays.fill(firsts, -1);
        for (int n = 0; n < labels.size(); n++) {
            int position = Arrays.binarySearch(twice, pair(labels, n));
            if (position >= 0 && firsts[position] >= 0) {
                return InputException.atLine(
                        labels.file(),
                        labels.lineOf(n),
                        "annotator \"" + labels.annotatorIds().get(labels.annotatorAt(n)) + "\" labels task \""
                                + labels.taskIds().get(labels.taskAt(n)) + "\" again, after line "
                                + labels.lineOf(firsts[position]),
                        "one label for each annotator and task",
                        "keep one of the rows");
            }
            if (position >= 0) {
                firsts[position] = n;
            }
        }
        throw refusal;
    }

    private static long pair(LabelTable labels, int n) {
        return (long) labels.taskAt(n) << 32 | labels.annotatorAt(n);
    }
}
