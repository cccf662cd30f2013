package org.relabel4j.core.multilabel;

import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.parallel.Blocks;

/**
 * Makes one score of an example's K class scores, lower meaning worse.
 *
 * <p>{@link Rule#EMA}: with the scores sorted from the highest, {@code s_1 ≥ … ≥ s_K}, the exponential moving average {@code S_1 =
 * s_1, S_t = α s_t + (1 - α) S_(t-1)}, of which S_K is the result. So the lowest score counts most, and α = 1 is the minimum.
 *
 * <p>Source: Thyagarajan, Snorrason, Northcutt and Mueller 2022, arXiv:2211.13895, section 3, with α = 0.8 as there and in cleanlab
 * 2.9.0, whose {@code exponential_moving_average} gives the same numbers.
 *
 * @param rule how to combine
 * @param alpha weight of each next lower score, in [0, 1]; of no account for other rules than {@link Rule#EMA}
 */
public record Combination(Rule rule, double alpha) {
    private static final double PAPER_ALPHA = 0.8;

    /** The rules. */
    public enum Rule {
        /** The exponential moving average of the sorted scores. */
        EMA,
        /** The lowest score. */
        MIN,
        /** Their mean. */
        MEAN
    }

    /** The option that names the rule. */
    public static final Option<Rule> COMBINE = Option.choice(
                    "combine",
                    Rule.class,
                    "how an example's class scores make one: ema is their moving average, sorted")
            .withDefault(Rule.EMA);

    /** The option of the moving average's weight. */
    public static final Option<Double> ALPHA = Option.real(
                    "alpha", 0, 1, "weight of each next lower class score in the moving average")
            .withDefault(PAPER_ALPHA)
            .onlyWith(COMBINE, Rule.EMA);

    /** The options. */
    public static final List<Option<?>> OPTIONS = List.of(COMBINE, ALPHA);

    /** The paper's: the moving average with α = 0.8. */
    public static final Combination PAPER = new Combination(Rule.EMA, PAPER_ALPHA);

    /** @throws IllegalArgumentException if alpha is not in [0, 1] */
    public Combination {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", expected 0 to 1");
        }
    }

    /** What the options {@link #OPTIONS} say. */
    public static Combination of(Options options) {
        return new Combination(options.get(COMBINE), options.get(ALPHA));
    }

    /**
     * The combined score of one example.
     *
     * @param scores of its classes, at least one; they may be left in another order
     */
    public double combine(double[] scores) {
        if (rule == Rule.MEAN) {
            double sum = 0;
            for (double score : scores) {
                sum += score;
            }
            return sum / scores.length;
        }
        Arrays.sort(scores);
        if (rule == Rule.MIN || alpha == 1) {
            return scores[0];
        }
        double average = scores[scores.length - 1];
        for (int n = scores.length - 2; n >= 0; n--) {
            average = alpha * scores[n] + (1 - alpha) * average;
        }
        return average;
    }

    /**
     * The combined scores of all examples.
     *
     * @param byClass for each class, the score of each example
     * @return length N
     */
    public double[] combineAll(double[][] byClass) {
        double[] combined = new double[byClass[0].length];
        Blocks.forEach(combined.length, byClass.length, () -> new double[byClass.length], (block, from, to, scores) -> {
            for (int i = from; i < to; i++) {
                for (int k = 0; k < scores.length; k++) {
                    scores[k] = byClass[k][i];
                }
                combined[i] = combine(scores);
            }
        });
        return combined;
    }
}
