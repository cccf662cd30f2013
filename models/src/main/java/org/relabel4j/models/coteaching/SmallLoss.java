package org.relabel4j.models.coteaching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Finds the examples of a batch on which a network has the smallest loss. */
final class SmallLoss {
    private SmallLoss() {}

    /**
     * The places of the examples whose label the network finds likeliest, ascending; of equal ones the first.
     *
     * @param probabilities row-major, a row of numClasses an example
     * @param labels class of each example of the batch
     * @param count how many to choose, 1 to the batch's size
     */
    static int[] places(float[] probabilities, int[] labels, int count) {
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
    static int[] at(int[] places, int[] items) {
        return Arrays.stream(places).map(place -> items[place]).toArray();
    }
}
