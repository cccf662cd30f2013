package org.relabel4j.core.multilabel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.text.Counted;

/**
 * The sets of classes that annotators gave to examples: an immutable, sparse N × M table of sets, which may be empty. Who labels
 * an example answers the yes/no question of each class.
 *
 * <p>The annotations of example {@code i} lie at the positions {@code rowStart(i) .. rowEnd(i)-1} of every question's table
 * ({@link #ofClass}), oldest first. Memory is 12 bytes an annotation, 4 a class that somebody chose, and 4 an example; a
 * question's table has 4 bytes an annotation of its own. Instances are thread-safe.
 */
public final class ClassSets {
    private final int numClasses;

    /** The answers to the first question: structure that those to all others share. */
    private final Annotations first;

    /** Place of each annotation's first class, and of the last one's end. */
    private final int[] starts;

    /** The classes of each annotation, ascending. */
    private final int[] classes;

    private ClassSets(int numClasses, Annotations structure, int[] starts, int[] classes) {
        this.numClasses = numClasses;
        this.starts = starts;
        this.classes = classes;
        this.first = structure.withLabels(2, a -> contains(a, 0) ? 1 : 0);
    }

    /**
     * The sets that stand in columns, a row a class chosen: all rows of one annotator and one example are one set, in whatever
     * order, and a class that stands twice counts once. Columns are read several times.
     *
     * @param shape an empty table of the wanted numbers of examples, annotators and classes
     * @param size number of rows
     * @param example example of a row {@code 0..size-1}
     * @param annotator its annotator
     * @param label a class of the set, or -1 for none: a set without any other row is empty
     * @throws IllegalArgumentException if a number is out of range
     */
    public static ClassSets ofColumns(
            ClassSets shape, int size, IntUnaryOperator example, IntUnaryOperator annotator, IntUnaryOperator label) {
        int numExamples = shape.numExamples();
        int numAnnotators = shape.numAnnotators();
        int[] byExample = sorted(numExamples, size, example);
        int[] owners = new int[size];
        int[] annotators = new int[size];
        int[] classes = new int[size];
        int[] owned = new int[size];
        int[] last = new int[numAnnotators];
        Arrays.fill(last, -1);
        int numSets = 0;
        int from = 0;
        for (int n = 0; n < size; n++) {
            int i = example.applyAsInt(byExample[n]);
            from = n == 0 || i != owners[numSets - 1] ? numSets : from;
            int j = checked("annotator", annotator.applyAsInt(byExample[n]), 0, numAnnotators);
            if (last[j] < from) {
                last[j] = numSets;
                owners[numSets] = i;
                annotators[numSets++] = j;
            }
            classes[n] = checked("class", label.applyAsInt(byExample[n]), -1, shape.numClasses);
            owned[n] = last[j];
        }
        Annotations structure = Annotations.ofColumns(
                Annotations.empty(numExamples, numAnnotators, 2), numSets, n -> owners[n], n -> annotators[n], n -> 0);
        return united(shape.numClasses, structure, owned, classes);
    }

    /** The rows by example, those of one in their order. */
    private static int[] sorted(int numExamples, int size, IntUnaryOperator example) {
        int[] next = new int[numExamples + 1];
        for (int n = 0; n < size; n++) {
            next[checked("example", example.applyAsInt(n), 0, numExamples) + 1]++;
        }
        for (int i = 0; i < numExamples; i++) {
            next[i + 1] += next[i];
        }
        int[] sorted = new int[size];
        for (int n = 0; n < size; n++) {
            sorted[next[example.applyAsInt(n)]++] = n;
        }
        return sorted;
    }

    /** Sets from rows of a class each, of which some are none and some stand twice. */
    private static ClassSets united(int numClasses, Annotations structure, int[] owned, int[] classes) {
        int[] rows = sorted(structure.size(), owned.length, n -> owned[n]);
        int[] starts = new int[structure.size() + 1];
        int[] chosen = new int[owned.length];
        int end = 0;
        int row = 0;
        for (int a = 0; a < structure.size(); a++) {
            int from = end;
            for (; row < rows.length && owned[rows[row]] == a; row++) {
                if (classes[rows[row]] >= 0) {
                    chosen[end++] = classes[rows[row]];
                }
            }
            Arrays.sort(chosen, from, end);
            int distinct = from;
            for (int n = from; n < end; n++) {
                if (n == from || chosen[n] != chosen[distinct - 1]) {
                    chosen[distinct++] = chosen[n];
                }
            }
            end = distinct;
            starts[a + 1] = end;
        }
        return new ClassSets(numClasses, structure, starts, Arrays.copyOf(chosen, end));
    }

    private static int checked(String what, int value, int from, int size) {
        if (value < from || value >= size) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + from + " to " + (size - 1));
        }
        return value;
    }

    /**
     * Sets of which there are none yet.
     *
     * @param numExamples examples in the pool, at least 0
     * @param numAnnotators annotators, at least 0
     * @param numClasses classes, at least 1
     * @throws IllegalArgumentException if a size is out of range
     */
    public static ClassSets empty(int numExamples, int numAnnotators, int numClasses) {
        if (numClasses < 1) {
            throw new IllegalArgumentException("numClasses is " + numClasses + ", expected at least 1");
        }
        return new ClassSets(numClasses, Annotations.empty(numExamples, numAnnotators, 2), new int[1], new int[0]);
    }

    /** Number of examples N, labelled or not. */
    public int numExamples() {
        return first.numExamples();
    }

    /** Number of annotators M. */
    public int numAnnotators() {
        return first.numAnnotators();
    }

    /** Number of classes K, each of which is a question. */
    public int numClasses() {
        return numClasses;
    }

    /** Number of annotations, each a set. */
    public int size() {
        return first.size();
    }

    /** Number of examples with at least one annotation. */
    public int numLabelled() {
        return first.numLabelled();
    }

    /** Whether example {@code i} has an annotation. */
    public boolean isLabelled(int i) {
        return first.isLabelled(i);
    }

    /** Whether the set of the annotation at a position has class {@code k}. */
    public boolean contains(int position, int k) {
        return Arrays.binarySearch(classes, starts[position], starts[position + 1], k) >= 0;
    }

    /** The set of the annotation at a position: its classes, ascending; a copy. */
    public int[] setAt(int position) {
        return Arrays.copyOfRange(classes, starts[position], starts[position + 1]);
    }

    /**
     * The answers to the question of class {@code k}, as labels of two classes: 1 for yes, 0 for no. Made anew each time, but for
     * the structure.
     */
    public Annotations ofClass(int k) {
        checked("class", k, 0, numClasses);
        return k == 0 ? first : first.withLabels(2, a -> contains(a, k) ? 1 : 0);
    }

    /** The sets as labels: each distinct set is a class of its own, numbered in the order of their first annotations. */
    public Annotations whole() {
        Map<List<Integer>, Integer> distinct = new HashMap<>();
        int[] labels = IntStream.range(0, size())
                .map(a -> distinct.computeIfAbsent(
                        Arrays.stream(classes, starts[a], starts[a + 1]).boxed().toList(), set -> distinct.size()))
                .toArray();
        return first.withLabels(Math.max(2, distinct.size()), a -> labels[a]);
    }

    /**
     * These sets and a batch of newer ones, which come last in their rows.
     *
     * @param newExamples example of each new set
     * @param newAnnotators annotator of each, same length; the number of annotators grows as needed
     * @param newSets classes of each, same length
     * @throws IllegalArgumentException if the lengths differ, a number is out of range, or an annotator labelled one example twice
     */
    public ClassSets with(int[] newExamples, int[] newAnnotators, int[][] newSets) {
        Annotations structure = first.with(newExamples, newAnnotators, new int[newSets.length]);
        int[] rows = sorted(numExamples(), newExamples.length, n -> newExamples[n]);
        int added = Arrays.stream(newSets).mapToInt(set -> set.length).sum();
        int[] owned = new int[classes.length + added];
        int[] united = new int[owned.length];
        int size = 0;
        int next = 0;
        for (int i = 0; i < numExamples(); i++) {
            int position = structure.rowStart(i);
            for (int a = first.rowStart(i); a < first.rowEnd(i); a++, position++) {
                for (int place = starts[a]; place < starts[a + 1]; place++) {
                    owned[size] = position;
                    united[size++] = classes[place];
                }
            }
            for (; position < structure.rowEnd(i); position++) {
                for (int k : newSets[rows[next++]]) {
                    owned[size] = position;
                    united[size++] = checked("class", k, 0, numClasses);
                }
            }
        }
        return united(numClasses, structure, owned, united);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassSets that
                && numClasses == that.numClasses
                && first.equals(that.first)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(classes, that.classes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * first.hashCode() + Arrays.hashCode(starts)) + Arrays.hashCode(classes);
    }

    @Override
    public String toString() {
        return "ClassSets[" + Counted.of(numExamples(), "example") + ", " + numLabelled() + " labelled, "
                + numAnnotators() + " annotators, " + Counted.of(numClasses, "class", "classes") + ", "
                + Counted.of(size(), "annotation") + "]";
    }
}
