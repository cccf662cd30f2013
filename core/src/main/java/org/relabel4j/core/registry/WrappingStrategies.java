package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import org.relabel4j.core.acquisition.NearLabelled;
import org.relabel4j.core.acquisition.RandomWithinStrata;
import org.relabel4j.core.acquisition.Stochastic;
import org.relabel4j.core.option.Option;

/** The strategies in the registry that change another one's choice. */
final class WrappingStrategies {
    private WrappingStrategies() {}

    static StrategyInfo stochastic() {
        Option<String> base = Strategies.base("the strategy whose scores to draw by", "entropy");
        Option<Stochastic.Sampling> sampling = Option.choice(
                        "sampling",
                        Stochastic.Sampling.class,
                        "what to draw by",
                        Map.of(
                                Stochastic.Sampling.POWER, "a power of the score",
                                Stochastic.Sampling.SOFTMAX, "its exponential",
                                Stochastic.Sampling.SOFTRANK, "a power of its rank"))
                .withDefault(Stochastic.Sampling.POWER);
        Option<Double> coldness = Option.real("coldness", 1e-6, 1e6, "the higher, the nearer to the lowest scores")
                .withDefault(1.0);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "stochastic",
                        "examples drawn by another strategy's scores",
                        "Kirsch et al. 2023, arXiv:2106.12059"),
                List.of(base, sampling, coldness, BatchOptions.ASK),
                given -> BatchOptions.restricted(
                        new Stochastic(
                                Strategies.base(given, base, "stochastic").create(Map.of()),
                                given.get(sampling),
                                given.get(coldness)),
                        given),
                given -> Strategies.base(given, base, "stochastic").consensus());
    }

    static StrategyInfo nearLabelled() {
        Option<String> base = Strategies.base("the strategy that chooses among them", "entropy");
        Option<Integer> neighbours = Option.integer(
                        "neighbours", 1, Strategies.MOST_PREDICTIONS, "neighbours of each labelled example to look at")
                .withDefault(NearLabelled.DEFAULT_NEIGHBOURS);
        Option<Integer> random = Option.integer("random", 0, 100_000_000, "random examples to look at besides")
                .withDefault(1000);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "seals",
                        "by another strategy, next to labelled examples alone",
                        "Coleman et al. 2022, arXiv:2007.00077"),
                List.of(base, neighbours, random, BatchOptions.ASK),
                given -> BatchOptions.restricted(
                        new NearLabelled(
                                Strategies.base(given, base, "seals").create(Map.of()),
                                given.get(neighbours),
                                given.get(random)),
                        given),
                given -> Strategies.base(given, base, "seals").consensus());
    }

    static StrategyInfo randomWithinStrata() {
        Option<String> base = Strategies.base("the strategy to be a control for", "activelab");
        Option<RandomWithinStrata.Strata> strata = Option.choice(
                        "strata", RandomWithinStrata.Strata.class, "what to keep")
                .withDefault(RandomWithinStrata.Strata.ANNOTATIONS);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "random-within-strata",
                        "as many examples of each stratum as another strategy, at random",
                        "Relabel4J's own control"),
                List.of(base, strata),
                given -> new RandomWithinStrata(
                        Strategies.base(given, base, "random-within-strata").create(Map.of()), given.get(strata)),
                given -> Strategies.base(given, base, "random-within-strata").consensus());
    }
}
