package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Labels of a table whose tasks and classes are known, a row an annotation, in order, with repeats: who changed his mind stands there
 * twice. Where labels are sets of classes, an annotation is a whole set. Immutable.
 */
public final class CheckedLabels {
    private final LabelTable labels;
    private final Ids tasks;
    private final int[] rowOfTask;

    /** For each annotation the row of its task, annotator and time, and what it says. */
    private final List<Said> said;

    private record Said(int row, String label) {}

    private CheckedLabels(LabelTable labels, Ids tasks, int[] rowOfTask, List<Said> said) {
        this.labels = labels;
        this.tasks = tasks;
        this.rowOfTask = rowOfTask;
        this.said = said;
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
        int[] rowOfTask = LabelledPool.rows(answers, pool);
        int[] classOfLabel = classes(answers, classNames);
        return new CheckedLabels(
                answers,
                tasks,
                rowOfTask,
                labels.areSets()
                        ? sets(answers, rowOfTask, classOfLabel, classNames)
                        : single(answers, classOfLabel, classNames));
    }

    /** The class of each distinct label, or -1 for that of the empty set. */
    private static int[] classes(LabelTable answers, List<String> classNames) throws InputException {
        LabelTable chosen = answers.areSets() ? SetPool.chosen(answers) : answers;
        int[] known = ClassList.known(chosen, classNames).classOfLabel();
        int[] classes = new int[answers.labelIds().size()];
        for (int label = 0; label < classes.length; label++) {
            int position = chosen.labelIds().indexOf(answers.labelIds(), label);
            classes[label] = position < 0 ? -1 : known[position];
        }
        return classes;
    }

    private static List<Said> single(LabelTable answers, int[] classOfLabel, List<String> classNames) {
        List<Said> said = new ArrayList<>(answers.size());
        for (int n = 0; n < answers.size(); n++) {
            said.add(new Said(n, classNames.get(classOfLabel[answers.labelAt(n)])));
        }
        return said;
    }

    /** The sets, each of the rows that {@link SetRows} says are one. */
    private static List<Said> sets(LabelTable answers, int[] rowOfTask, int[] classOfLabel, List<String> classNames) {
        int[] firsts = SetRows.firsts(answers, n -> rowOfTask[answers.taskAt(n)]);
        Map<Integer, TreeSet<Integer>> sets = new LinkedHashMap<>();
        for (int n = 0; n < firsts.length; n++) {
            sets.computeIfAbsent(firsts[n], first -> new TreeSet<>()).add(classOfLabel[answers.labelAt(n)]);
        }
        List<Said> said = new ArrayList<>(sets.size());
        sets.forEach((first, classes) -> said.add(new Said(
                first,
                LabelSetText.of(classes.stream()
                        .filter(k -> k >= 0)
                        .map(classNames::get)
                        .toList()))));
        return said;
    }

    /** Number of annotations. */
    public int size() {
        return said.size();
    }

    /** The row of the table that an annotation begins in. */
    int row(int annotation) {
        return said.get(annotation).row();
    }

    /** The task of an annotation, as the tasks call it. */
    public String task(int annotation) {
        return tasks.get(rowOfTask[labels.taskAt(row(annotation))]);
    }

    /** The annotator of an annotation. */
    public String annotator(int annotation) {
        return labels.annotatorIds().get(labels.annotatorAt(row(annotation)));
    }

    /** The class of an annotation by its name, or its set of classes as {@link LabelSetText#of} writes it. */
    public String label(int annotation) {
        return said.get(annotation).label();
    }

    /** When an annotation was last changed, if the table says so. */
    public Optional<Instant> time(int annotation) {
        return labels.times().at(row(annotation));
    }

    /** What a user should know about how the labels were read, a sentence each. */
    public List<String> notes() {
        return labels.notes();
    }
}
