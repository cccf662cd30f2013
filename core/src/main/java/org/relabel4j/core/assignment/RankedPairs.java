package org.relabel4j.core.assignment;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.loop.Room;

/**
 * Takes the examples as a strategy ranks them, and of each a number of annotators by how well they do: the pairs of scikit-activeml's
 * {@code SingleAnnotatorWrapper}. So any strategy for one annotator becomes one for several.
 *
 * <p>The b first examples, of a batch of b pairs, get the wanted number of annotators, or as many as can be asked about them. If there
 * are fewer than b examples and these are too few pairs, each gets one annotator more, again and again. The pairs of one example come
 * together, the best annotator first, and the batch ends where it is full.
 *
 * <p>Source: scikit-activeml 1.0.1, {@code skactiveml.pool.multiannotator.SingleAnnotatorWrapper}, with {@code A_perf} as the worth.
 * Capacities and budget are ours; where they leave room in the batch, the examples after the first b follow.
 */
public final class RankedPairs implements PairChoice {
    private final BiFunction<Crowd, Room, Worth> worth;
    private final int[] perExample;

    /** How much an annotator's label of an example is worth. */
    @FunctionalInterface
    public interface Worth {
        /** Any number; larger is better. */
        double of(int example, int annotator);
    }

    private RankedPairs(BiFunction<Crowd, Room, Worth> worth, int... perExample) {
        if (perExample.length == 0 || Arrays.stream(perExample).anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("annotators of each example are " + Arrays.toString(perExample)
                    + ", expected at least one number, and each at least 1");
        }
        this.worth = worth;
        this.perExample = perExample.clone();
    }

    /**
     * By a worth that is given.
     *
     * @param perExample annotators to ask about the first example, the second and so on; the last number is that of all further ones
     * @throws IllegalArgumentException if there is no number, or one is below 1
     */
    public static RankedPairs by(Worth worth, int... perExample) {
        return new RankedPairs((crowd, room) -> worth, perExample);
    }

    /** By estimated accuracy beyond guessing for the price, as {@link Assignment} does; numbers as for {@link #by}. */
    public static RankedPairs best(int... perExample) {
        return new RankedPairs(
                (crowd, room) -> (example, annotator) ->
                        (crowd.estimates().get(annotator).accuracy() - crowd.guessing())
                                / room.limits().costs().price(annotator, true),
                perExample);
    }

    /** At random; numbers as for {@link #by}. */
    public static RankedPairs random(int... perExample) {
        return by((example, annotator) -> 0, perExample);
    }

    @Override
    public List<Pair> choose(int[] examples, Scores scores, Crowd crowd, Room room, RandomGenerator rng) {
        Ledger ledger = new Ledger(crowd, room);
        Worth own = worth.apply(crowd, room);
        int[] numbers = numbers(examples, crowd, room.batchSize());
        for (int n = 0; n < examples.length && !ledger.isFull(); n++) {
            int example = examples[n];
            ledger.takeFirst(
                    n < numbers.length ? numbers[n] : wanted(n),
                    example,
                    ledger.candidates(example, annotator -> own.of(example, annotator), rng));
        }
        return ledger.pairs();
    }

    private int wanted(int rank) {
        return perExample[Math.min(rank, perExample.length - 1)];
    }

    /** How many annotators each of the first examples gets. */
    private int[] numbers(int[] examples, Crowd crowd, int batchSize) {
        int[] numbers = new int[Math.min(batchSize, examples.length)];
        int[] most = new int[numbers.length];
        long sum = 0;
        for (int n = 0; n < numbers.length; n++) {
            most[n] = crowd.askable().count(examples[n]);
            numbers[n] = Math.min(most[n], wanted(n));
            sum += numbers[n];
        }
        boolean grows = true;
        while (sum < batchSize && grows) {
            grows = false;
            for (int n = 0; n < numbers.length; n++) {
                if (numbers[n] < most[n]) {
                    numbers[n]++;
                    sum++;
                    grows = true;
                }
            }
        }
        return numbers;
    }
}
