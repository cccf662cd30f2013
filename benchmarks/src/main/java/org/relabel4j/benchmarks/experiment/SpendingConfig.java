package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.StoppingRule;

/**
 * What labels cost, and what ends a loop before its last round.
 *
 * @param costs what labels cost
 * @param budget what all labels bought may cost, in the unit of the costs; empty for no limit
 * @param plateauRounds rounds without a surer consensus after which to stop, at least 1; empty for never
 * @param plateauGain rise of the mean consensus quality that counts as surer, at least 0
 * @param noiseBelow estimated noise below which to stop, 0 to 1; empty for never
 */
public record SpendingConfig(
        Costs costs,
        Optional<Double> budget,
        Optional<Integer> plateauRounds,
        double plateauGain,
        Optional<Double> noiseBelow) {
    static final String NONE = "none";
    static final String NEVER = "never";
    static final String EQUAL = "equal";

    private static final List<Key> PRICES = List.of(Key.COSTS_NEW, Key.COSTS_REPEAT, Key.COSTS_ANNOTATOR_RATES);

    static SpendingConfig read(SettingsReader reader) {
        for (Key price : PRICES) {
            if (reader.isSet(price) && !reader.isSet(Key.COSTS_UNIT)) {
                throw reader.complaint(price, "is set, but not its unit; set costs.unit, such as EUR or minute");
            }
        }
        SpendingConfig config = new SpendingConfig(
                new Costs(
                        reader.text(Key.COSTS_UNIT),
                        reader.real(Key.COSTS_NEW),
                        reader.real(Key.COSTS_REPEAT),
                        reader.unless(Key.COSTS_ANNOTATOR_RATES, EQUAL, reader::reals)
                                .orElse(List.of())),
                reader.unless(Key.BUDGET, NONE, reader::real),
                reader.unless(Key.STOP_PLATEAU_ROUNDS, NEVER, reader::integer),
                reader.real(Key.STOP_PLATEAU_GAIN),
                reader.unless(Key.STOP_NOISE_BELOW, NEVER, reader::real));
        try {
            config.limits();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reader.origin(Key.BUDGET) + ": " + e.getMessage(), e);
        }
        return config;
    }

    /**
     * The limits of a loop.
     *
     * @throws IllegalArgumentException if the budget does not suffice for one label
     */
    public Limits limits() {
        List<StoppingRule> rules = new ArrayList<>();
        plateauRounds.ifPresent(rounds -> rules.add(StoppingRule.plateau(rounds, plateauGain)));
        noiseBelow.ifPresent(threshold -> rules.add(StoppingRule.noiseBelow(threshold)));
        return new Limits(costs, budget.orElse(Double.POSITIVE_INFINITY), rules);
    }

    /** The keys with their values. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Key.COSTS_UNIT.yaml(), costs.unit());
        map.put(Key.COSTS_NEW.yaml(), costs.newLabel());
        map.put(Key.COSTS_REPEAT.yaml(), costs.repeatLabel());
        map.put(Key.COSTS_ANNOTATOR_RATES.yaml(), costs.annotatorRates().isEmpty() ? EQUAL : costs.annotatorRates());
        map.put(Key.BUDGET.yaml(), ExperimentConfig.orWord(budget, NONE));
        map.put(Key.STOP_PLATEAU_ROUNDS.yaml(), ExperimentConfig.orWord(plateauRounds, NEVER));
        map.put(Key.STOP_PLATEAU_GAIN.yaml(), plateauGain);
        map.put(Key.STOP_NOISE_BELOW.yaml(), ExperimentConfig.orWord(noiseBelow, NEVER));
        return map;
    }
}
