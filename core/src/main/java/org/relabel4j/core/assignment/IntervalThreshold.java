package org.relabel4j.core.assignment;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.loop.Room;

/**
 * Interval estimation threshold (IEThresh): of each example, as a strategy ranks them, asks all annotators who may be about as good as
 * the best: those the upper end of whose {@linkplain IntervalEstimates interval} is at least ε times the largest among those who can
 * be asked. People of whom little is known have wide intervals, so that they are tried.
 *
 * <p>Source: Donmez, Carbonell and Schneider 2009, "Efficiently learning the accuracy of labeling sources for selective sampling", KDD,
 * algorithm 1. There the most uncertain example is asked about in each round; here the next ones follow until the batch is full, and
 * people may be away, have answered already, or be too dear. Unlike scikit-activeml 1.0.1, which compares the upper ends plus 1, we
 * compare the upper ends, as the paper does.
 *
 * @param epsilon ε, in [0, 1]; 0 for everybody
 * @param alpha what the intervals leave out, in (0, 1)
 */
public record IntervalThreshold(double epsilon, double alpha) implements PairChoice {
    /** The ε of scikit-activeml. */
    public static final double EPSILON = 0.9;

    /**
     * @throws IllegalArgumentException if epsilon is out of range
     */
    public IntervalThreshold {
        if (!(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("epsilon is " + epsilon + ", expected 0 to 1");
        }
    }

    /** With the alpha of the paper and the ε of scikit-activeml. */
    public static IntervalThreshold usual() {
        return new IntervalThreshold(EPSILON, IntervalEstimates.ALPHA);
    }

    @Override
    public List<Pair> choose(int[] examples, Scores scores, Crowd crowd, Room room, RandomGenerator rng) {
        double[] upper = IntervalEstimates.of(crowd.askable().annotations(), alpha).stream()
                .mapToDouble(IntervalEstimates::high)
                .toArray();
        Ledger ledger = new Ledger(crowd, room);
        for (int n = 0; n < examples.length && !ledger.isFull(); n++) {
            int[] able = ledger.candidates(examples[n], j -> upper[j], rng);
            int number = 0;
            while (number < able.length && upper[able[number]] >= epsilon * upper[able[0]]) {
                number++;
            }
            ledger.takeFirst(number, examples[n], Arrays.copyOf(able, number));
        }
        return ledger.pairs();
    }
}
