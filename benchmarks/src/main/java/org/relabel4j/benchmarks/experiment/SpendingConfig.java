package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.StoppingRule;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/**
 * What labels cost, and what ends a loop before its last round.
 *
 * @param values of the experiment
 */
public record SpendingConfig(Options values) {
    private static final List<Option<?>> PRICES =
            List.of(ExperimentKeys.COSTS_NEW, ExperimentKeys.COSTS_REPEAT, ExperimentKeys.COSTS_ANNOTATOR_RATES);

    void check() {
        for (Option<?> price : PRICES) {
            if (values.isGiven(price) && !values.isGiven(ExperimentKeys.COSTS_UNIT)) {
                throw values.complaint(price, "is set, but not its unit; set costs.unit, such as EUR or minute");
            }
        }
        try {
            limits();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(values.origin(ExperimentKeys.BUDGET) + ": " + e.getMessage(), e);
        }
    }

    /** What labels cost. */
    public Costs costs() {
        return new Costs(
                values.get(ExperimentKeys.COSTS_UNIT),
                values.get(ExperimentKeys.COSTS_NEW),
                values.get(ExperimentKeys.COSTS_REPEAT),
                values.get(ExperimentKeys.COSTS_ANNOTATOR_RATES).orElse(List.of()));
    }

    /**
     * The limits of a loop.
     *
     * @throws IllegalArgumentException if the budget does not suffice for one label
     */
    public Limits limits() {
        List<StoppingRule> rules = new ArrayList<>();
        values.get(ExperimentKeys.STOP_PLATEAU_ROUNDS)
                .ifPresent(rounds ->
                        rules.add(StoppingRule.plateau(rounds, values.get(ExperimentKeys.STOP_PLATEAU_GAIN))));
        values.get(ExperimentKeys.STOP_NOISE_BELOW)
                .ifPresent(threshold -> rules.add(StoppingRule.noiseBelow(threshold)));
        return new Limits(costs(), values.get(ExperimentKeys.BUDGET).orElse(Double.POSITIVE_INFINITY), rules);
    }
}
