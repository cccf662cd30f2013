package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** For each annotator, those with whom they share examples, on how many of these they agree, and how many there are. */
final class SharedExamples {
    /** About ten seconds of work. */
    private static final long MAX_VISITS = 2_000_000_000L;

    private final Annotations annotations;
    private final int[] starts;
    private int[] other = new int[16];
    private int[] shared = new int[16];
    private int[] agreed = new int[16];
    private int size;

    SharedExamples(Annotations annotations) {
        this.annotations = annotations;
        this.starts = new int[annotations.numAnnotators() + 1];
        int[] exampleOf = new int[annotations.size()];
        long visits = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            Arrays.fill(exampleOf, annotations.rowStart(i), annotations.rowEnd(i), i);
            visits += (long) annotations.count(i) * annotations.count(i);
        }
        if (visits > MAX_VISITS) {
            throw new IllegalArgumentException("m-msr compares any two labels of an example, which is too much for "
                    + visits / 2 + " pairs; use one-coin, mace or dawid-skene");
        }
        ByAnnotator byAnnotator = new ByAnnotator(annotations);
        int[] place = new int[annotations.numAnnotators()];
        Arrays.fill(place, -1);
        for (int j = 0; j < place.length; j++) {
            starts[j] = size;
            for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
                int a = byAnnotator.position(n);
                count(j, exampleOf[a], annotations.labelAt(a), place);
            }
        }
        starts[place.length] = size;
    }

    private void count(int j, int i, int label, int[] place) {
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int with = annotations.annotatorAt(a);
            if (with == j) {
                continue;
            }
            if (place[with] < starts[j]) {
                grow();
                place[with] = size;
                other[size++] = with;
            }
            shared[place[with]]++;
            agreed[place[with]] += annotations.labelAt(a) == label ? 1 : 0;
        }
    }

    private void grow() {
        if (size == other.length) {
            other = Arrays.copyOf(other, size * 2);
            shared = Arrays.copyOf(shared, size * 2);
            agreed = Arrays.copyOf(agreed, size * 2);
        }
    }

    /** First pair of annotator {@code j}. */
    int start(int j) {
        return starts[j];
    }

    /** After the last pair of annotator {@code j}. */
    int end(int j) {
        return starts[j + 1];
    }

    /** The other annotator of a pair. */
    int other(int pair) {
        return other[pair];
    }

    /** The number of examples of a pair. */
    int shared(int pair) {
        return shared[pair];
    }

    /** {@code (K A / N - 1) / (K - 1)} of a pair that agrees on A of N examples: 1 if always, 0 if as by chance. */
    double covariance(int pair) {
        int numClasses = annotations.numClasses();
        return ((double) numClasses * agreed[pair] / shared[pair] - 1) / (numClasses - 1);
    }
}
