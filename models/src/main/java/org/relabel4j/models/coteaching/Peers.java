package org.relabel4j.models.coteaching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Two networks that learn from each other's choice: of each batch, each network names the examples on which its loss is smallest,
 * and the other one learns from those alone.
 *
 * <p>Source: Han et al. 2018, arXiv:1804.06872, algorithm 1.
 *
 * @param <B> a batch
 * @param first one network
 * @param second the other
 */
public record Peers<B extends Peers.Batch<B>>(Learner<B> first, Learner<B> second) {
    /**
     * Labelled examples.
     *
     * @param <B> the same type
     */
    public interface Batch<B> {
        /** Class of each example; not copied. */
        int[] labels();

        /** The examples at some places, in that order. */
        B at(int[] places);
    }

    /**
     * A network in training.
     *
     * @param <B> a batch
     */
    public interface Learner<B> {
        /** Class probabilities in training mode, row-major, a row per example. */
        float[] probabilities(B batch);

        /** Learns from a batch: one step. */
        void fit(B batch);
    }

    /**
     * Lets both take one step.
     *
     * @param batch what both see
     * @param kept examples that each learns from, 1 to the batch's size; with all, neither has to choose
     */
    public void step(B batch, int kept) {
        if (kept == batch.labels().length) {
            first.fit(batch);
            second.fit(batch);
            return;
        }
        // Both choose before either learns.
        B forSecond = batch.at(smallestLosses(first.probabilities(batch), batch.labels(), kept));
        B forFirst = batch.at(smallestLosses(second.probabilities(batch), batch.labels(), kept));
        first.fit(forFirst);
        second.fit(forSecond);
    }

    /**
     * The places of the examples whose label a network finds likeliest, ascending; of equal ones the first.
     *
     * @param probabilities row-major, a row of numClasses an example
     * @param labels class of each example of the batch
     * @param count how many to choose, 1 to the batch's size
     */
    static int[] smallestLosses(float[] probabilities, int[] labels, int count) {
        int numClasses = probabilities.length / labels.length;
        return IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(n -> -probabilities[n * numClasses + labels[n]]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** The items at some places. */
    public static int[] at(int[] places, int[] items) {
        return Arrays.stream(places).map(place -> items[place]).toArray();
    }
}
