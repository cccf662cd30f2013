package org.relabel4j.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/**
 * What labels cost, and what ends a loop before its last round.
 *
 * @param values of the experiment or the project; declared are {@link #KEYS}, or those of them that count there
 */
public record Spending(Options values) {
    /** Steps in time: more would take years. */
    public static final int MOST_STEPS = 100_000;

    /** Positive numbers nearer to 0 vanish in sums, and quotients by them are no numbers. */
    private static final double SMALLEST_POSITIVE = 1e-9;

    private static final double MOST_MONEY = 1e15;
    private static final double HIGHEST_PRICE = 1e9;

    public static final Option<String> COSTS_UNIT = Option.text(
                    "costs.unit", "unit of the costs and the budget, such as EUR or minute")
            .withDefault("label");
    public static final Option<Double> COSTS_NEW =
            price("costs.new", "cost of an example's first label").withDefault(1.0);
    public static final Option<Double> COSTS_REPEAT =
            price("costs.repeat", "cost of a further label").withDefault(1.0);
    public static final Option<Optional<List<Double>>> COSTS_ANNOTATOR_RATES = price(
                    "costs.annotator-rates", "factors of the first annotators' costs, 1 for all others")
            .list()
            .orWord("equal")
            .withDefault(Optional.empty());
    public static final Option<Optional<Double>> BUDGET = Option.real(
                    "budget", SMALLEST_POSITIVE, MOST_MONEY, "what all labels bought may cost")
            .orWord("none")
            .withDefault(Optional.empty());
    public static final Option<Optional<Integer>> STOP_PLATEAU_ROUNDS = Option.integer(
                    "stop.plateau-rounds",
                    1,
                    MOST_STEPS,
                    "stop when the consensus has not become surer for as many rounds")
            .orWord("never")
            .withDefault(Optional.empty());
    public static final Option<Double> STOP_PLATEAU_GAIN = Option.real(
                    "stop.plateau-gain", 0, 1, "rise of its mean quality that counts as surer")
            .withDefault(0.001);
    public static final Option<Optional<Double>> STOP_NOISE_BELOW = Option.real(
                    "stop.noise-below", 0, 1, "stop when the estimated fraction of wrong consensus labels is below")
            .orWord("never")
            .withDefault(Optional.empty());

    /** What to set, in the order of a file. */
    public static final List<Option<?>> KEYS = List.of(
            COSTS_UNIT,
            COSTS_NEW,
            COSTS_REPEAT,
            COSTS_ANNOTATOR_RATES,
            BUDGET,
            STOP_PLATEAU_ROUNDS,
            STOP_PLATEAU_GAIN,
            STOP_NOISE_BELOW);

    private static final List<Option<?>> PRICES = List.of(COSTS_NEW, COSTS_REPEAT, COSTS_ANNOTATOR_RATES);

    private static Option<Double> price(String name, String summary) {
        return Option.real(name, SMALLEST_POSITIVE, HIGHEST_PRICE, summary);
    }

    /**
     * Checks what was set.
     *
     * @throws IllegalArgumentException if there are prices without a unit, or a budget that buys no label
     */
    public void check(Supplier<Costs> costs) {
        for (Option<?> price : PRICES) {
            if (values.isGiven(price) && !values.isGiven(COSTS_UNIT)) {
                throw values.complaint(price, "is set, but not its unit; set costs.unit, such as EUR or minute");
            }
        }
        try {
            limits(costs.get());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(values.origin(BUDGET) + ": " + e.getMessage(), e);
        }
    }

    /** What labels cost, with rates by the annotators' numbers. */
    public Costs costs() {
        return new Costs(
                values.get(COSTS_UNIT),
                values.get(COSTS_NEW),
                values.get(COSTS_REPEAT),
                values.get(COSTS_ANNOTATOR_RATES).orElse(List.of()));
    }

    /** The limits of a loop with the costs of {@link #costs()}; throws as {@link #limits(Costs)}. */
    public Limits limits() {
        return limits(costs());
    }

    /**
     * The limits of a loop.
     *
     * @throws IllegalArgumentException if the budget does not suffice for one label
     */
    public Limits limits(Costs costs) {
        List<StoppingRule> rules = new ArrayList<>();
        values.get(STOP_PLATEAU_ROUNDS)
                .ifPresent(rounds -> rules.add(StoppingRule.plateau(rounds, values.get(STOP_PLATEAU_GAIN))));
        values.get(STOP_NOISE_BELOW).ifPresent(threshold -> rules.add(StoppingRule.noiseBelow(threshold)));
        return new Limits(costs, values.get(BUDGET).orElse(Double.POSITIVE_INFINITY), rules);
    }
}
