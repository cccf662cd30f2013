package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

/** Labels chosen so far out of those that could be. Counts labels by example, so that overlaps are quickly told. */
final class Selection {
    private final Annotations candidates;

    /** For each annotator the positions of his candidates. */
    private final int[][] positionsOf;

    /** Example of each position. */
    private final int[] exampleOf;

    private final BitSet chosen = new BitSet();
    private final int[] counts;
    private int numWithout;

    Selection(Annotations candidates) {
        this.candidates = candidates;
        this.exampleOf = new int[candidates.size()];
        this.counts = new int[candidates.numExamples()];
        this.numWithout = candidates.numLabelled();
        int[] sizes = new int[candidates.numAnnotators()];
        for (int a = 0; a < exampleOf.length; a++) {
            sizes[candidates.annotatorAt(a)]++;
        }
        this.positionsOf = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = 0; i < counts.length; i++) {
            for (int a = candidates.rowStart(i); a < candidates.rowEnd(i); a++) {
                exampleOf[a] = i;
                int j = candidates.annotatorAt(a);
                positionsOf[j][positionsOf[j].length - sizes[j]--] = a;
            }
        }
    }

    /** Whether every example that has a candidate has a label. */
    boolean isComplete() {
        return numWithout == 0;
    }

    /** Takes an annotator's labels of the examples that have fewer than {@code limit}. */
    void add(int annotator, int limit) {
        for (int a : positionsOf[annotator]) {
            int i = exampleOf[a];
            if (counts[i] < limit && !chosen.get(a)) {
                chosen.set(a);
                numWithout -= counts[i] == 0 ? 1 : 0;
                counts[i]++;
            }
        }
    }

    /** Whether the examples that an annotator could label have more than one label each on average. */
    boolean overlaps(int annotator) {
        return Arrays.stream(positionsOf[annotator])
                        .map(a -> counts[exampleOf[a]])
                        .sum()
                > positionsOf[annotator].length;
    }

    /** Whether an annotator could label an example that has no label. */
    boolean labelsUnlabelled(int annotator) {
        return Arrays.stream(positionsOf[annotator]).anyMatch(a -> counts[exampleOf[a]] == 0);
    }

    /** The annotators of an example's labels. */
    int[] annotatorsOf(int example) {
        return IntStream.range(candidates.rowStart(example), candidates.rowEnd(example))
                .filter(chosen::get)
                .map(candidates::annotatorAt)
                .toArray();
    }

    /** Whether each of some annotators, without one example, still has several others and shares some of them. */
    boolean mayLose(int example, int[] annotators) {
        return Arrays.stream(annotators).allMatch(j -> sharesBeyond(j, example));
    }

    private boolean sharesBeyond(int annotator, int example) {
        int[] others = Arrays.stream(positionsOf[annotator])
                .filter(a -> chosen.get(a) && exampleOf[a] != example)
                .map(a -> counts[exampleOf[a]])
                .toArray();
        return others.length > 1
                && Arrays.stream(others).max().orElseThrow() > 2
                && Arrays.stream(others).sum() > others.length + 1;
    }

    void remove(int example, int annotator) {
        for (int a = candidates.rowStart(example); a < candidates.rowEnd(example); a++) {
            if (candidates.annotatorAt(a) == annotator) {
                chosen.clear(a);
            }
        }
        counts[example]--;
    }

    /** The chosen labels, their annotators renumbered in the given order, those without a label left out. */
    Annotations annotations(int[] order) {
        int[] numbers = new int[candidates.numAnnotators()];
        int numAnnotators = 0;
        for (int j : order) {
            if (Arrays.stream(positionsOf[j]).anyMatch(chosen::get)) {
                numbers[j] = numAnnotators++;
            }
        }
        AnnotationsBuilder builder =
                Annotations.builder(candidates.numExamples(), numAnnotators, candidates.numClasses());
        chosen.stream()
                .forEach(a -> builder.add(exampleOf[a], numbers[candidates.annotatorAt(a)], candidates.labelAt(a)));
        return builder.build();
    }
}
