package org.relabel4j.labeling.project;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.datasets.format.Ids;

/**
 * What counts of a log: of each person and example the last word, by the time at which it was given, or the order of coming where times
 * are not known. It does not depend on how the entries were dealt out to files.
 *
 * @param annotations the labels, of the pool's examples, within an example by their times, or the order of coming
 * @param annotators name of each annotator: all who said something and all who can be asked; whole numbers by value, then text
 * @param skips for each annotator of the annotations the examples that he skipped, ascending
 * @param gold known class of each example, or -1
 * @param outside labels of examples that are not in the pool
 */
public record LabelState(Annotations annotations, List<String> annotators, List<int[]> skips, int[] gold, int outside) {
    private record Pair(String task, String annotator) {}

    /** An entry by its place in the log. */
    private record Placed(LabelEntry entry, int place) {
        Placed orLater(Placed next) {
            return entry.orLater(next.entry) == entry ? this : next;
        }
    }

    /**
     * Finds it.
     *
     * @param log in order
     * @param tasks of the pool
     * @param others names of people who can be asked though they said nothing yet
     * @throws IllegalArgumentException if an entry's label is none of the classes
     */
    public static LabelState of(List<LabelLog.Logged> log, Ids tasks, List<String> classNames, List<String> others) {
        Map<Pair, Placed> last = new LinkedHashMap<>();
        Map<String, LabelEntry> gold = new HashMap<>();
        TreeSet<String> names = new TreeSet<>(byNumber());
        names.addAll(others);
        for (int n = 0; n < log.size(); n++) {
            LabelEntry entry = log.get(n).entry();
            if (entry.kind() == LabelEntry.Kind.GOLD) {
                gold.merge(entry.task(), entry, LabelEntry::orLater);
            } else {
                names.add(entry.annotator());
                last.merge(new Pair(entry.task(), entry.annotator()), new Placed(entry, n), Placed::orLater);
            }
        }
        return of(inOrder(last.values()), gold, tasks, classNames, List.copyOf(names));
    }

    /**
     * By the time at which they were given, and people where that is the same, whatever the order in which files came; before them, in
     * the order of coming, those without a time.
     */
    private static List<LabelEntry> inOrder(Collection<Placed> last) {
        return last.stream()
                .sorted(Comparator.comparing(
                                (Placed placed) -> placed.entry().given().orElse(Instant.MIN))
                        .thenComparing(placed -> placed.entry().given().isPresent()
                                ? placed.entry().annotator()
                                : "")
                        .thenComparing(Placed::place))
                .map(Placed::entry)
                .toList();
    }

    private static LabelState of(
            List<LabelEntry> last,
            Map<String, LabelEntry> gold,
            Ids tasks,
            List<String> classNames,
            List<String> annotators) {
        Map<String, Integer> numbers = new HashMap<>();
        annotators.forEach(name -> numbers.put(name, numbers.size()));
        Map<String, Integer> classes = new HashMap<>();
        classNames.forEach(name -> classes.put(name, classes.size()));
        AnnotationsBuilder builder =
                Annotations.builder(tasks.size(), Math.max(1, annotators.size()), classNames.size());
        List<List<Integer>> skips = new ArrayList<>();
        // Without anybody there is one who said nothing: annotations have at least one annotator.
        IntStream.range(0, Math.max(1, annotators.size())).forEach(j -> skips.add(new ArrayList<>()));
        int outside = 0;
        for (LabelEntry entry : last) {
            int example = tasks.indexOf(entry.task());
            if (example < 0) {
                outside += entry.kind() == LabelEntry.Kind.LABEL ? 1 : 0;
            } else if (entry.kind() == LabelEntry.Kind.LABEL) {
                builder.add(example, numbers.get(entry.annotator()), classOf(classes, entry));
            } else if (entry.kind() == LabelEntry.Kind.SKIP) {
                skips.get(numbers.get(entry.annotator())).add(example);
            }
        }
        int[] known = new int[tasks.size()];
        Arrays.fill(known, -1);
        gold.values().forEach(entry -> {
            int example = tasks.indexOf(entry.task());
            if (example >= 0) {
                known[example] = classOf(classes, entry);
            }
        });
        return new LabelState(
                builder.build(),
                annotators,
                skips.stream()
                        .map(list -> list.stream().mapToInt(i -> i).sorted().toArray())
                        .toList(),
                known,
                outside);
    }

    private static int classOf(Map<String, Integer> classes, LabelEntry entry) {
        Integer label = classes.get(entry.label());
        if (label == null) {
            throw new IllegalArgumentException("the log has label \"" + entry.label() + "\" of task \"" + entry.task()
                    + "\", which is none of the project's classes; give the classes back their names in project.yaml");
        }
        return label;
    }

    /** Whole numbers by value, then text. */
    private static Comparator<String> byNumber() {
        return Comparator.comparing((String name) -> !name.matches("\\d{1,18}"))
                .thenComparing(name -> name.matches("\\d{1,18}") ? Long.parseLong(name) : 0)
                .thenComparing(Comparator.naturalOrder());
    }
}
