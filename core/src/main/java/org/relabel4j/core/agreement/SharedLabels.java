package org.relabel4j.core.agreement;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ByAnnotator;

/**
 * The labels that an annotator and each later one gave to the same examples, annotator by annotator. All are held at once only if they
 * are few enough. Used by one thread.
 */
final class SharedLabels {
    /** Pairs of labels that are held, of 12 bytes each. */
    private static final long MOST_HELD = 20_000_000;

    private final Annotations annotations;
    private final ByAnnotator byAnnotator;
    private final int[] exampleOf;
    private final int[] numbers;
    private final int[] ranks;
    private final int[] ends;
    private final OfAnnotator[] held;
    private int[] others = new int[16];

    /**
     * What an annotator shares with later ones, one after the other.
     *
     * @param others these, in ascending order
     * @param ends place after the last label that is shared with each
     * @param examples number of the example of each place
     * @param labels the annotator's
     * @param otherLabels the later one's
     */
    record OfAnnotator(int[] others, int[] ends, int[] examples, int[] labels, int[] otherLabels) {
        /** First place of what is shared with the n-th. */
        int start(int n) {
            return n == 0 ? 0 : ends[n - 1];
        }
    }

    SharedLabels(Annotations annotations) {
        this(annotations, MOST_HELD);
    }

    /** @param mostHeld pairs of labels up to which all are held */
    SharedLabels(Annotations annotations, long mostHeld) {
        this.annotations = annotations;
        this.byAnnotator = new ByAnnotator(annotations);
        this.exampleOf = new int[annotations.size()];
        this.numbers = new int[annotations.numExamples()];
        this.ends = new int[annotations.numAnnotators()];
        int shared = 0;
        long pairs = 0;
        for (int i = 0; i < numbers.length; i++) {
            long count = annotations.count(i);
            Arrays.fill(exampleOf, annotations.rowStart(i), annotations.rowEnd(i), i);
            numbers[i] = count > 1 ? shared++ : -1;
            pairs += count * (count - 1) / 2;
        }
        this.ranks = numberByAnnotator(shared);
        this.held = new OfAnnotator[pairs <= mostHeld ? ends.length : 0];
        for (int j = 0; j < held.length; j++) {
            held[j] = gather(j);
        }
    }

    /** For another thread. */
    SharedLabels(SharedLabels same) {
        this.annotations = same.annotations;
        this.byAnnotator = same.byAnnotator;
        this.exampleOf = same.exampleOf;
        this.numbers = same.numbers;
        this.ranks = same.ranks;
        this.ends = new int[same.ends.length];
        this.held = same.held;
    }

    /**
     * Numbers the examples by their first annotator, so that what is kept of an annotator's examples lies together in memory. Gives each
     * number's rank in the order before.
     */
    private int[] numberByAnnotator(int shared) {
        int[] byNumber = new int[shared];
        boolean[] isNumbered = new boolean[numbers.length];
        int next = 0;
        for (int j = 0; j < ends.length; j++) {
            for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
                int i = exampleOf[byAnnotator.position(n)];
                if (numbers[i] >= 0 && !isNumbered[i]) {
                    isNumbered[i] = true;
                    byNumber[next] = numbers[i];
                    numbers[i] = next++;
                }
            }
        }
        return byNumber;
    }

    /** Examples with at least two labels, which are numbered from 0. */
    int numExamples() {
        return ranks.length;
    }

    /** The place of a numbered example among these in the order of the pool. */
    int rank(int number) {
        return ranks[number];
    }

    int numAnnotators() {
        return ends.length;
    }

    int numClasses() {
        return annotations.numClasses();
    }

    /** What annotator {@code j} shares with later ones. */
    OfAnnotator of(int j) {
        return held.length > 0 ? held[j] : gather(j);
    }

    private OfAnnotator gather(int j) {
        int numOthers = countOthers(j);
        OfAnnotator found = room(numOthers);
        // Each one's start becomes the end as its labels are written.
        forEach(j, (example, label, other, otherLabel) -> {
            int place = ends[other]++;
            found.examples[place] = example;
            found.labels[place] = label;
            found.otherLabels[place] = otherLabel;
        });
        for (int n = 0; n < numOthers; n++) {
            found.ends[n] = ends[others[n]];
            ends[others[n]] = 0;
        }
        return found;
    }

    private int countOthers(int j) {
        int[] count = {0};
        forEach(j, (example, label, other, otherLabel) -> {
            if (ends[other]++ == 0) {
                if (count[0] == others.length) {
                    others = Arrays.copyOf(others, 2 * count[0]);
                }
                others[count[0]++] = other;
            }
        });
        Arrays.sort(others, 0, count[0]);
        return count[0];
    }

    private OfAnnotator room(int numOthers) {
        int size = 0;
        for (int n = 0; n < numOthers; n++) {
            int count = ends[others[n]];
            ends[others[n]] = size;
            size += count;
        }
        return new OfAnnotator(
                Arrays.copyOf(others, numOthers), new int[numOthers], new int[size], new int[size], new int[size]);
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(int example, int label, int other, int otherLabel);
    }

    private void forEach(int j, Visitor visitor) {
        for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
            int position = byAnnotator.position(n);
            int i = exampleOf[position];
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                if (annotations.annotatorAt(a) > j) {
                    visitor.visit(
                            numbers[i],
                            annotations.labelAt(position),
                            annotations.annotatorAt(a),
                            annotations.labelAt(a));
                }
            }
        }
    }
}
