package org.relabel4j.core.agreement;

import java.util.Arrays;
import org.relabel4j.core.agreement.SharedLabels.OfAnnotator;

/** Cohen's kappa of each pair of annotators, in several resamples side by side. Used by one thread. */
final class PairKappas {
    /** Resamples side by side. */
    static final int LANES = 16;

    private static final int BITS = 16;
    private static final int MASK = (1 << BITS) - 1;
    private static final int LANES_A_WORD = Long.SIZE / BITS;
    private static final int WORDS = LANES / LANES_A_WORD;

    private final SharedLabels shared;
    private final Weights weights;

    /** Place of a class among those of the pair; -1 if neither has named it. */
    private final int[] places;

    private int[] classes = new int[16];
    private int numClasses;
    private final int[] sizes = new int[LANES];
    private final int[] agreed = new int[LANES];
    private final long[] addedAgreed = new long[WORDS];
    private int[] counts = new int[0];
    private int[] otherCounts = new int[0];
    private long[] added = new long[0];
    private long[] otherAdded = new long[0];

    /** Is told of a pair. */
    @FunctionalInterface
    interface Body {
        /** Reads the kappas of a pair. */
        void accept(int annotator, int other, PairKappas kappas);
    }

    /**
     * How often each example counts in each resample, four to a word: a word is added at once, much faster than in a loop over few
     * numbers.
     */
    static final class Weights {
        private final long[] words;
        private final int stride;
        private int largest = 1;

        /** All 0. */
        Weights(int numExamples) {
            this(Math.multiplyExact(numExamples, WORDS), WORDS);
        }

        private Weights(int length, int stride) {
            this.words = new long[length];
            this.stride = stride;
        }

        /** Each example once, in the first resample. */
        static Weights once() {
            Weights weights = new Weights(WORDS, 0);
            weights.set(0, 0, 1);
            return weights;
        }

        /**
         * Sets one that is 0.
         *
         * @param weight at most 65,535; how often one of so many or more examples is drawn does not get there
         */
        void set(int example, int lane, int weight) {
            words[example * stride + lane / LANES_A_WORD] |= (long) weight << lane % LANES_A_WORD * BITS;
            largest = Math.max(largest, weight);
        }
    }

    PairKappas(SharedLabels shared, Weights weights) {
        this.shared = shared;
        this.weights = weights;
        this.places = new int[shared.numClasses()];
        Arrays.fill(places, -1);
    }

    /** Each example once, in the first resample. */
    static PairKappas once(SharedLabels shared) {
        return new PairKappas(shared, Weights.once());
    }

    /** Tells a body of all pairs, in order. */
    void forEach(Body body) {
        for (int j = 0; j < shared.numAnnotators(); j++) {
            OfAnnotator labels = shared.of(j);
            for (int n = 0; n < labels.others().length; n++) {
                count(labels, labels.start(n), labels.ends()[n]);
                body.accept(j, labels.others()[n], this);
            }
        }
    }

    /** The mean over pairs in each resample, weighted by their examples; NaN if no pair has a kappa. */
    double[] means() {
        double[] sums = new double[LANES];
        double[] examples = new double[LANES];
        forEach((annotator, other, kappas) -> {
            for (int lane = 0; lane < LANES; lane++) {
                double kappa = kappa(lane);
                if (!Double.isNaN(kappa)) {
                    sums[lane] += sizes[lane] * kappa;
                    examples[lane] += sizes[lane];
                }
            }
        });
        for (int lane = 0; lane < LANES; lane++) {
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
        for (int n = lane; n < numClasses * LANES; n += LANES) {
            byChance += (long) counts[n] * otherCounts[n];
        }
        long size = sizes[lane];
        long rest = size * size - byChance;
        return rest == 0 ? Double.NaN : (double) (size * agreed[lane] - byChance) / rest;
    }

    private void count(OfAnnotator labels, int from, int to) {
        numberClasses(labels, from, to);
        Arrays.fill(counts, 0, numClasses * LANES, 0);
        Arrays.fill(otherCounts, 0, numClasses * LANES, 0);
        Arrays.fill(agreed, 0);
        // After so many, a sum of the largest weights might leave its bits.
        int most = MASK / weights.largest;
        for (int start = from; start < to; start += Math.min(most, to - start)) {
            add(labels, start, start + Math.min(most, to - start));
            move(added, counts, numClasses);
            move(otherAdded, otherCounts, numClasses);
            move(addedAgreed, agreed, 1);
        }
        Arrays.fill(sizes, 0);
        for (int n = 0; n < numClasses * LANES; n += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sizes[lane] += counts[n + lane];
            }
        }
    }

    private void numberClasses(OfAnnotator labels, int from, int to) {
        for (int n = 0; n < numClasses; n++) {
            places[classes[n]] = -1;
        }
        numClasses = 0;
        for (int place = from; place < to; place++) {
            number(labels.labels()[place]);
            number(labels.otherLabels()[place]);
        }
        if (counts.length < numClasses * LANES) {
            counts = new int[2 * numClasses * LANES];
            otherCounts = new int[counts.length];
            added = new long[2 * numClasses * WORDS];
            otherAdded = new long[added.length];
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

    private void add(OfAnnotator labels, int from, int to) {
        for (int place = from; place < to; place++) {
            int example = labels.examples()[place];
            int label = labels.labels()[place];
            int otherLabel = labels.otherLabels()[place];
            add(example, added, places[label]);
            add(example, otherAdded, places[otherLabel]);
            if (label == otherLabel) {
                add(example, addedAgreed, 0);
            }
        }
    }

    private void add(int example, long[] sums, int place) {
        for (int word = 0; word < WORDS; word++) {
            sums[place * WORDS + word] += weights.words[example * weights.stride + word];
        }
    }

    private static void move(long[] sums, int[] to, int size) {
        for (int n = 0; n < size * LANES; n++) {
            to[n] += (int) (sums[n / LANES_A_WORD] >>> n % LANES_A_WORD * BITS) & MASK;
        }
        Arrays.fill(sums, 0, size * WORDS, 0);
    }
}
