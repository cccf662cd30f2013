package org.relabel4j.core.agreement;

import java.util.Arrays;

/** Cohen's kappa of each pair of annotators, in several resamples side by side. Used by one thread. */
final class PairKappas {
    /** Resamples side by side: as many weights of an example as a cache line has. */
    static final int LANES = 16;

    private final SharedLabels shared;
    private final int[] weights;
    private final int lanes;

    /** Place of a class among those of the pair; -1 if neither has named it. */
    private final int[] places;

    private int[] classes = new int[16];
    private int numClasses;
    private final int[] sizes;
    private final int[] agreed;
    private int[] counts = new int[0];
    private int[] otherCounts = new int[0];

    /** Is told of a pair. */
    @FunctionalInterface
    interface Body {
        /** Reads the kappas of a pair. */
        void accept(int annotator, int other, PairKappas kappas);
    }

    /**
     * @param weights how often each example counts in each resample, those of an example side by side
     * @param lanes resamples
     */
    PairKappas(SharedLabels shared, int[] weights, int lanes) {
        this.shared = shared;
        this.weights = weights;
        this.lanes = lanes;
        this.places = new int[shared.numClasses()];
        this.sizes = new int[lanes];
        this.agreed = new int[lanes];
        Arrays.fill(places, -1);
    }

    /** Each example once. */
    static PairKappas once(SharedLabels shared) {
        int[] weights = new int[shared.numExamples()];
        Arrays.fill(weights, 1);
        return new PairKappas(shared, weights, 1);
    }

    /** Tells a body of all pairs, in order. */
    void forEach(Body body) {
        for (int j = 0; j < shared.numAnnotators(); j++) {
            shared.of(j);
            for (int n = 0; n < shared.numOthers(); n++) {
                count(shared.start(n), shared.end(n));
                body.accept(j, shared.other(n), this);
            }
        }
    }

    /** The mean over pairs in each resample, weighted by their examples; NaN if no pair has a kappa. */
    double[] means() {
        double[] sums = new double[lanes];
        double[] examples = new double[lanes];
        forEach((annotator, other, kappas) -> {
            for (int lane = 0; lane < lanes; lane++) {
                double kappa = kappa(lane);
                if (!Double.isNaN(kappa)) {
                    sums[lane] += sizes[lane] * kappa;
                    examples[lane] += sizes[lane];
                }
            }
        });
        for (int lane = 0; lane < lanes; lane++) {
            sums[lane] /= examples[lane];
        }
        return sums;
    }

    /** Examples that both have labelled, in a resample. */
    int examples(int lane) {
        return sizes[lane];
    }

    /** Of these, those on which they agree. */
    int agreed(int lane) {
        return agreed[lane];
    }

    /** Kappa in a resample; NaN if both name one and the same class always, or they share no example. */
    double kappa(int lane) {
        long byChance = 0;
        for (int n = lane; n < numClasses * lanes; n += lanes) {
            byChance += (long) counts[n] * otherCounts[n];
        }
        long size = sizes[lane];
        long rest = size * size - byChance;
        return rest == 0 ? Double.NaN : (double) (size * agreed[lane] - byChance) / rest;
    }

    private void count(int from, int to) {
        for (int n = 0; n < numClasses; n++) {
            places[classes[n]] = -1;
        }
        numClasses = 0;
        for (int place = from; place < to; place++) {
            number(shared.label(place));
            number(shared.otherLabel(place));
        }
        if (counts.length < numClasses * lanes) {
            counts = new int[2 * numClasses * lanes];
            otherCounts = new int[counts.length];
        }
        Arrays.fill(counts, 0, numClasses * lanes, 0);
        Arrays.fill(otherCounts, 0, numClasses * lanes, 0);
        Arrays.fill(sizes, 0);
        Arrays.fill(agreed, 0);
        for (int place = from; place < to; place++) {
            int start = shared.example(place) * lanes;
            add(start, counts, places[shared.label(place)] * lanes);
            add(start, otherCounts, places[shared.otherLabel(place)] * lanes);
            add(start, sizes, 0);
            if (shared.label(place) == shared.otherLabel(place)) {
                add(start, agreed, 0);
            }
        }
    }

    private void number(int k) {
        if (places[k] < 0) {
            if (numClasses == classes.length) {
                classes = Arrays.copyOf(classes, 2 * numClasses);
            }
            classes[numClasses] = k;
            places[k] = numClasses++;
        }
    }

    private void add(int start, int[] sums, int place) {
        for (int lane = 0; lane < lanes; lane++) {
            sums[place + lane] += weights[start + lane];
        }
    }
}
