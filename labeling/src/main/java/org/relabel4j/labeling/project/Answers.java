package org.relabel4j.labeling.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.relabel4j.core.multilabel.ClassSets;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.LabelSetText;

/**
 * What counts of a log, as one question or several. Where a label is one class there is one question: which. Where it is a set of classes
 * there is one for each class: whether the example has it.
 *
 * @param whole the labels as they were given: each set is a class of its own
 * @param names of its classes: of single labels the project's classes, else sets as {@link LabelSetText#of} writes them, in the order of
 *     the texts, and perhaps texts without any label
 * @param questions the labels of each question: its annotators, skips and examples are those of the whole, its annotations stand at the
 *     same positions; of sets the classes are no and yes
 * @param sets the labels as sets; empty where a label is one class
 */
public record Answers(LabelState whole, List<String> names, List<LabelState> questions, Optional<ClassSets> sets) {
    /** Annotations have two classes at least. */
    private static final int FEWEST_CLASSES = 2;

    /**
     * Finds it.
     *
     * @param log in order
     * @param tasks of the pool
     * @throws IllegalArgumentException if an entry's label is none of the classes, or no set of them
     */
    public static Answers of(List<LabelLog.Logged> log, Ids tasks, ProjectSettings settings) {
        List<String> classNames = settings.classNames();
        if (!settings.isMultiLabel()) {
            LabelState labels = LabelState.of(log, tasks, classNames, settings.annotators());
            return new Answers(labels, classNames, List.of(labels), Optional.empty());
        }
        TreeSet<String> texts = new TreeSet<>();
        log.stream()
                .map(LabelLog.Logged::entry)
                .filter(entry -> entry.kind() == LabelEntry.Kind.LABEL || entry.kind() == LabelEntry.Kind.GOLD)
                .forEach(entry -> texts.add(entry.label()));
        // One class makes two sets: itself and the empty one.
        Stream.concat(classNames.stream(), Stream.of(LabelSetText.of(List.of())))
                .limit(FEWEST_CLASSES)
                .forEach(texts::add);
        List<String> names = List.copyOf(texts);
        List<int[]> sets = sets(names, classNames);
        LabelState whole = LabelState.of(log, tasks, names, settings.annotators());
        List<LabelState> questions = new ArrayList<>();
        for (int k = 0; k < classNames.size(); k++) {
            questions.add(question(whole, yes(sets, k)));
        }
        return new Answers(whole, names, questions, Optional.of(sets(whole, sets, classNames.size())));
    }

    private static List<int[]> sets(List<String> names, List<String> classNames) {
        Map<String, Integer> classes = new HashMap<>();
        classNames.forEach(name -> classes.put(name, classes.size()));
        List<int[]> sets = new ArrayList<>();
        for (String text : names) {
            List<String> members = LabelSetText.parse(text);
            if (!classes.keySet().containsAll(members)) {
                throw new IllegalArgumentException("the log has label \"" + text + "\", which is no set of the"
                        + " project's classes; give the classes back their names in project.yaml");
            }
            sets.add(members.stream().mapToInt(classes::get).sorted().toArray());
        }
        return sets;
    }

    /** For each set, 1 if it has a class, else 0. */
    private static int[] yes(List<int[]> sets, int k) {
        return sets.stream()
                .mapToInt(set -> Arrays.binarySearch(set, k) >= 0 ? 1 : 0)
                .toArray();
    }

    private static LabelState question(LabelState whole, int[] yes) {
        int[] gold =
                Arrays.stream(whole.gold()).map(set -> set < 0 ? -1 : yes[set]).toArray();
        return new LabelState(
                whole.annotations().withLabels(2, a -> yes[whole.annotations().labelAt(a)]),
                whole.annotators(),
                whole.skips(),
                gold,
                whole.outside());
    }

    /** The sets at the positions of the whole's annotations. */
    private static ClassSets sets(LabelState whole, List<int[]> sets, int numClasses) {
        var annotations = whole.annotations();
        int[] examples = new int[annotations.size()];
        int[] annotators = new int[annotations.size()];
        int[][] given = new int[annotations.size()][];
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                examples[a] = i;
                annotators[a] = annotations.annotatorAt(a);
                given[a] = sets.get(annotations.labelAt(a));
            }
        }
        return ClassSets.empty(annotations.numExamples(), annotations.numAnnotators(), numClasses)
                .with(examples, annotators, given);
    }

    /** Whether a label is a set of classes. */
    public boolean areSets() {
        return sets.isPresent();
    }
}
