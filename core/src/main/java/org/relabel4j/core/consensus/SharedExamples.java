package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** For each annotator, those with whom they share examples, on how many of these they agree, and how many there are. */
final class SharedExamples {
    /** Of labels of one example, in both orders; about ten seconds of work. */
    private static final long MAX_VISITS = 2_000_000_000L;

    /** Of annotators, in both orders; some 100 MB. */
    private static final int MAX_PAIRS = 5_000_000;

    private final Annotations annotations;
    private final int[] starts;
    private int[] other = new int[16];
    private int[] shared = new int[16];
    private int[] agreed = new int[16];
    private int size;

    /** @throws IllegalArgumentException if there are too many pairs to compare */
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
            throw tooMany("any two labels of an example", Long.toString(visits / 2), MAX_VISITS / 2);
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

    private static IllegalArgumentException tooMany(String compared, String found, long most) {
        return new IllegalArgumentException("m-msr compares " + compared + ", here " + found
                + " pairs, expected at most " + most + "; use one-coin, mace or dawid-skene");
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
        if (size == MAX_PAIRS) {
            String found = "more than " + MAX_PAIRS / 2;
            throw tooMany("any two annotators who share an example", found, MAX_PAIRS / 2);
        }
        if (size == other.length) {
            int capacity = Math.min(size * 2, MAX_PAIRS);
            other = Arrays.copyOf(other, capacity);
            shared = Arrays.copyOf(shared, capacity);
            agreed = Arrays.copyOf(agreed, capacity);
        }
    }

    /** Number of pairs, each in both orders. */
    int size() {
        return size;
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
