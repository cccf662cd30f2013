package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Labels of a table whose tasks and classes are known, a row an annotation, in order, with repeats: who changed his mind stands there
 * twice. Immutable.
 */
public final class CheckedLabels {
    private final LabelTable labels;
    private final Ids tasks;
    private final int[] rowOfTask;
    private final List<String> classNames;
    private final int[] classOfLabel;

    private CheckedLabels(LabelTable labels, Ids tasks, int[] rowOfTask, List<String> classNames, int[] classOfLabel) {
        this.labels = labels;
        this.tasks = tasks;
        this.rowOfTask = rowOfTask;
        this.classNames = classNames;
        this.classOfLabel = classOfLabel;
    }

    /**
     * Checks labels. Ids and classes that are written in another form (case, {@code 3.0}) mean the known one, if only one is meant.
     *
     * @param tasks the tasks there are
     * @param tasksFile where they are from, for messages
     * @param classNames the classes there are
     * @throws InputException if a label's task or class is none of these; the message names file and line
     */
    public static CheckedLabels of(LabelTable labels, Ids tasks, Path tasksFile, List<String> classNames)
            throws InputException {
        LabelTable answers = LabelCleaning.joined(LabelCleaning.answered(labels, classNames), true);
        ProbabilityTable pool = ProbabilityTable.unpredicted(tasksFile, tasks.size(), tasks, classNames);
        return new CheckedLabels(
                answers,
                tasks,
                LabelledPool.rows(answers, pool),
                classNames,
                ClassList.known(answers, classNames).classOfLabel());
    }

    /** Number of annotations. */
    public int size() {
        return labels.size();
    }

    /** The task of an annotation, as the tasks call it. */
    public String task(int annotation) {
        return tasks.get(rowOfTask[labels.taskAt(annotation)]);
    }

    /** The annotator of an annotation. */
    public String annotator(int annotation) {
        return labels.annotatorIds().get(labels.annotatorAt(annotation));
    }

    /** The class of an annotation, by its name. */
    public String label(int annotation) {
        return classNames.get(classOfLabel[labels.labelAt(annotation)]);
    }

    /** When an annotation was last changed, if the table says so. */
    public Optional<Instant> time(int annotation) {
        return labels.times().at(annotation);
    }

    /** What a user should know about how the labels were read, a sentence each. */
    public List<String> notes() {
        return labels.notes();
    }
}
