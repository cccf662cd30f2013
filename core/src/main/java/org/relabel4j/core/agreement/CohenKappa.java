package org.relabel4j.core.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;

/**
 * Cohen's kappa of pairs of annotators, and its mean over pairs, weighted by the examples that both have labelled.
 *
 * <p>{@code kappa = (p_o - p_e) / (1 - p_e)}: p_o is the share of the pair's examples on which they agree, {@code p_e = sum_k q_k r_k}
 * with the shares of class k among the one's and the other's labels. A pair has none if both name one and the same class always
 * ({@code p_e = 1}); it does not enter the mean. For pairs with few examples in common, kappa says little.
 *
 * <p>Source: Cohen 1960, "A coefficient of agreement for nominal scales", equation 1; the mean over pairs as Light 1971, "Measures of
 * response agreement for qualitative data", but with weights, since there not all annotators label everything.
 */
public final class CohenKappa implements AgreementMeasure {
    /** Of labels of one example, for the value. */
    private static final long MAX_PAIRS = 1_000_000_000L;

    /** Pairs of labels times resamples: about half a minute of a core. */
    private static final long MAX_WORK = 20_000_000_000L;

    /**
     * A pair of annotators.
     *
     * @param annotator the one with the lower number
     * @param other the other one
     * @param examples that both have labelled, at least 1
     * @param agreed of these, those on which they agree
     * @param kappa NaN if both name one and the same class always
     */
    public record Pair(int annotator, int other, int examples, int agreed, double kappa) {}

    @Override
    public String id() {
        return "cohen-kappa";
    }

    @Override
    public String title() {
        return "Cohen's kappa, mean over pairs";
    }

    /**
     * All pairs of annotators who have an example in common, by their numbers; none if there are too many labels to compare, which
     * {@link #measure} then says.
     */
    public List<Pair> pairs(Annotations annotations) {
        List<Pair> pairs = new ArrayList<>();
        if (numPairs(annotations) <= MAX_PAIRS) {
            PairKappas.once(new SharedLabels(annotations))
                    .forEach((j, other, kappas) ->
                            pairs.add(new Pair(j, other, kappas.examples(0), kappas.agreed(0), kappas.kappa(0))));
        }
        return pairs;
    }

    @Override
    public Agreement measure(Annotations annotations, Bootstrap bootstrap, IntConsumer progress) {
        int labels = IntStream.range(0, annotations.numExamples())
                .map(annotations::count)
                .filter(count -> count > 1)
                .sum();
        SharedLabels pairs = new SharedLabels(annotations);
        int examples = pairs.numExamples();
        if (examples == 0) {
            return Agreement.none(0, 0, "no example has labels of two annotators");
        }
        long numPairs = numPairs(annotations);
        if (numPairs > MAX_PAIRS) {
            return Agreement.none(examples, labels, numPairs + " pairs of labels of one example, at most " + MAX_PAIRS);
        }
        double value = PairKappas.once(pairs).means()[0];
        if (Double.isNaN(value)) {
            return Agreement.none(
                    examples, labels, "both of each pair of annotators name one and the same class always");
        }
        if (numPairs * bootstrap.resamples() > MAX_WORK) {
            String reason =
                    "no interval: " + numPairs + " pairs of labels allow at most " + MAX_WORK / numPairs + " resamples";
            return new Agreement(value, Agreement.Interval.UNKNOWN, examples, labels, reason);
        }
        double[] resampled = bootstrap.resample(
                PairKappas.LANES,
                () -> new SharedLabels(pairs),
                (from, values, shared) -> {
                    double[] means = new PairKappas(shared, weights(shared, bootstrap, from)).means();
                    System.arraycopy(means, 0, values, 0, values.length);
                },
                progress);
        return bootstrap.around(value, examples, labels, resampled);
    }

    private static long numPairs(Annotations annotations) {
        long pairs = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            long count = annotations.count(i);
            pairs += count * (count - 1) / 2;
        }
        return pairs;
    }

    /** How often each example is drawn in each of some resamples. */
    private static PairKappas.Weights weights(SharedLabels pairs, Bootstrap bootstrap, int from) {
        int numExamples = pairs.numExamples();
        PairKappas.Weights weights = new PairKappas.Weights(numExamples);
        int[] drawn = new int[numExamples];
        for (int lane = 0; lane < PairKappas.LANES; lane++) {
            RandomGenerator rng = bootstrap.generator(from + lane);
            Arrays.fill(drawn, 0);
            for (int n = 0; n < numExamples; n++) {
                drawn[rng.nextInt(numExamples)]++;
            }
            for (int n = 0; n < numExamples; n++) {
                weights.set(n, lane, drawn[pairs.rank(n)]);
            }
        }
        return weights;
    }
}
