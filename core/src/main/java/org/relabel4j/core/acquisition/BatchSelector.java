package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.relabel4j.core.numeric.Selection;
import org.relabel4j.core.random.ByName;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

/** Chooses the examples with the lowest scores, in expected time linear in the pool, without boxing. */
public final class BatchSelector {
    /** More equal scores than this are sorted by digits. */
    private static final int MAX_INSERTED = 64;

    private static final String TIE = "rank ";

    private BatchSelector() {}

    /**
     * The {@code batchSize} examples with the lowest scores, lowest first; equal scores in random order, because files are
     * often sorted by class.
     *
     * @param batchSize 1 to {@code scores.size()}
     * @param rng orders equal scores; one that draws {@linkplain ByName by name} as {@link #ranked} does
     * @return distinct examples, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    public static int[] lowest(Scores scores, int batchSize, RandomGenerator rng) {
        return lowest(scores.toArray(), batchSize, rng);
    }

    /**
     * The {@code batchSize} candidates with the lowest scores, lowest first; equal scores in random order.
     *
     * @param scores of all examples
     * @param candidates examples to choose from, distinct
     * @param batchSize 1 to {@code candidates.length}
     * @param rng orders equal scores
     * @return distinct candidates, length batchSize
     * @throws IllegalArgumentException if batchSize is out of range
     */
    public static int[] lowest(Scores scores, int[] candidates, int batchSize, RandomGenerator rng) {
        double[] values = new double[candidates.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = scores.get(candidates[n]);
        }
        int[] places = lowest(values, batchSize, ByName.at(rng, candidates));
        for (int n = 0; n < places.length; n++) {
            places[n] = candidates[places[n]];
        }
        return places;
    }

    /**
     * All examples, lowest score first; equal scores in an order that seed and names alone decide, wherever an example stands.
     *
     * @param names by example, distinct
     */
    public static int[] ranked(Scores scores, long seed, IntFunction<String> names) {
        int size = scores.size();
        return size == 0 ? new int[0] : lowest(scores, size, new ByName(seed, names, Seeds.generator(seed, TIE)));
    }

    /** What decides between equal scores: a number in [0, 1), the lower first. */
    public static double tie(long seed, String name) {
        return Seeds.uniform(seed, TIE + name);
    }

    /**
     * Puts the examples {@code from .. to-1} into an order, at least the first {@code count} places of it: by what their names say
     * where the generator draws by name, else at random.
     */
    static void mix(int[] examples, int from, int to, int count, String purpose, RandomGenerator rng) {
        // By name, too: what is drawn afterwards for no example stays what it was.
        Shuffles.choose(examples, from, to, count, rng);
        if (rng instanceof ByName names) {
            int[] equal = Arrays.copyOfRange(examples, from, to);
            double[] ties = Arrays.stream(equal)
                    .mapToDouble(i -> names.uniform(purpose, i))
                    .toArray();
            int[] order = equal.length > MAX_INSERTED ? ScoreOrder.ascending(all(equal.length), ties) : inserted(ties);
            for (int n = 0; n < order.length; n++) {
                examples[from + n] = equal[order[n]];
            }
        }
    }

    /** The places in ascending order of a few values. */
    private static int[] inserted(double[] values) {
        int[] sorted = all(values.length);
        for (int n = 1; n < sorted.length; n++) {
            int place = n;
            for (; place > 0 && values[sorted[place - 1]] > values[n]; place--) {
                sorted[place] = sorted[place - 1];
            }
            sorted[place] = n;
        }
        return sorted;
    }

    /** Adding zero turns -0.0 into 0.0, so that the two are equal for sort and comparison alike. */
    private static double[] zeroed(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.0;
        }
        return values;
    }

    private static int[] lowest(double[] values, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, values.length);
        zeroed(values);
        int[] batch = batchSize == values.length ? all(batchSize) : chosen(values, batchSize, rng);
        int[] sorted = ScoreOrder.ascending(batch, values);
        orderEquals(sorted, values, rng);
        return sorted;
    }

    private static int[] all(int size) {
        int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The batch: all examples below the threshold and a random choice, as many as there is room for, of those at it. */
    private static int[] chosen(double[] values, int batchSize, RandomGenerator rng) {
        double threshold = Selection.smallest(values.clone(), batchSize - 1, rng);
        int[] batch = new int[batchSize];
        int below = 0;
        int numTied = 0;
        int[] tied = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < threshold) {
                batch[below++] = i;
            } else if (values[i] == threshold) {
                tied[numTied++] = i;
            }
        }
        mix(tied, 0, numTied, batchSize - below, TIE, rng);
        System.arraycopy(tied, 0, batch, below, batchSize - below);
        return batch;
    }

    /** Puts sorted examples of equal value into order among themselves. */
    private static void orderEquals(int[] sorted, double[] values, RandomGenerator rng) {
        int from = 0;
        for (int n = 1; n <= sorted.length; n++) {
            if (n == sorted.length || values[sorted[n]] != values[sorted[from]]) {
                if (n - from > 1) {
                    mix(sorted, from, n, n - from, TIE, rng);
                }
                from = n;
            }
        }
    }
}
