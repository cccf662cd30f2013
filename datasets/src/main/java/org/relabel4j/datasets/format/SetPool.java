package org.relabel4j.datasets.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.multilabel.ClassSets;

/**
 * A pool of examples and the sets of classes given so far, with the ids that files call them by: a {@link LabelledPool} where a
 * label is a set. The labels were read {@linkplain LabelOptions#withSets as sets}.
 *
 * @param sets the labels
 * @param tasks id of each example, length N
 * @param annotators id of each annotator, length M, in order
 * @param classNames name of each class, length K; its number if the files have no names
 * @param notes what a user should know about how the labels were read, a sentence each
 */
public record SetPool(
        ClassSets sets, List<String> tasks, List<String> annotators, List<String> classNames, List<String> notes) {
    /**
     * The same pool with the answers to the first class's question as labels: who labelled which examples is the same for all. Classes
     * are named as here, though it has two.
     */
    public LabelledPool firstQuestion() {
        return new LabelledPool(sets.ofClass(0), tasks, annotators, classNames, true, notes);
    }

    /**
     * The pool whose examples are the rows of probabilities; those without a label are unlabelled.
     *
     * @throws InputException as {@link LabelledPool#of(LabelTable, ProbabilityTable)}, but that the rows of one annotator and one
     *     task are one set
     */
    public static SetPool of(LabelTable labels, ProbabilityTable probabilities) throws InputException {
        int numClasses = probabilities.probabilities().numClasses();
        List<String> said = labels.options().classes();
        if (!said.isEmpty() && said.size() != numClasses) {
            throw LabelledPool.otherClasses(probabilities, said);
        }
        Optional<List<String>> named =
                probabilities.classNames().or(() -> Optional.of(said).filter(names -> !names.isEmpty()));
        LabelTable cleaned = LabelCleaning.joined(LabelCleaning.answered(labels, named.orElse(List.of())), true);
        LabelTable chosen = chosen(cleaned);
        if (named.isEmpty()) {
            ClassList.checkCounting(chosen, numClasses);
        }
        ClassList classes = ClassList.known(chosen, named.orElseGet(() -> ClassList.numbered(numClasses)));
        int[] rows = LabelledPool.rows(cleaned, probabilities);
        return join(cleaned, chosen, rows, probabilities.tasks(), classes);
    }

    /**
     * The pool of the tasks of the labels alone, in order of their first appearance, with the classes that were said, that columns
     * are named after, or that occur.
     *
     * @throws InputException if there is no label, or no class
     */
    public static SetPool of(LabelTable labels) throws InputException {
        List<String> said = labels.options().classes().isEmpty()
                ? labels.classNames()
                : labels.options().classes();
        LabelTable cleaned = LabelCleaning.joined(LabelCleaning.answered(labels, said), !said.isEmpty());
        LabelTable chosen = chosen(cleaned);
        if (said.isEmpty() && chosen.size() == 0 && cleaned.size() > 0) {
            throw InputException.inFile(
                    labels.file(),
                    "has no class in its sets: all are empty",
                    "a class that somebody chose",
                    "name the classes with --classes");
        }
        ClassList classes = said.isEmpty() ? ClassList.implied(chosen) : ClassList.known(chosen, said);
        // The second of one class, which has no name, is no question.
        List<String> names =
                classes.names().stream().filter(name -> !name.isEmpty()).toList();
        int[] rows = IntStream.range(0, cleaned.taskIds().size()).toArray();
        ClassList questions = new ClassList(names, classes.named(), classes.classOfLabel());
        return join(cleaned, chosen, rows, cleaned.taskIds().asList(), questions);
    }

    /** The rows that are classes rather than empty sets. */
    static LabelTable chosen(LabelTable labels) {
        int empty = labels.labelIds().indexOf("");
        return empty < 0 ? labels : labels.filtered(n -> labels.labelAt(n) != empty);
    }

    private static SetPool join(
            LabelTable all, LabelTable chosen, int[] exampleOfTask, List<String> tasks, ClassList classes)
            throws InputException {
        LabelTable labels = LabelCleaning.withoutRepeats(all, n -> exampleOfTask[all.taskAt(n)]);
        if (labels == all) {
            LabelCleaning.checkSets(labels, n -> exampleOfTask[labels.taskAt(n)]);
        }
        int[] sorted = labels.annotatorIds().sortedPositions();
        int[] ranks = new int[sorted.length];
        IntStream.range(0, sorted.length).forEach(rank -> ranks[sorted[rank]] = rank);
        int[] classOfLabel = IntStream.range(0, labels.labelIds().size())
                .map(n -> chosen.labelIds().indexOf(labels.labelIds(), n))
                .map(n -> n < 0 ? -1 : classes.classOfLabel()[n])
                .toArray();
        ClassSets sets = ClassSets.ofColumns(
                ClassSets.empty(tasks.size(), sorted.length, classes.names().size()),
                labels.size(),
                n -> exampleOfTask[labels.taskAt(n)],
                n -> ranks[labels.annotatorAt(n)],
                n -> classOfLabel[labels.labelAt(n)]);
        return new SetPool(
                sets,
                tasks,
                labels.annotatorIds().asList(sorted),
                classes.names(),
                Stream.of(chosen, labels)
                        .flatMap(table -> table.notes().stream())
                        .distinct()
                        .toList());
    }
}
