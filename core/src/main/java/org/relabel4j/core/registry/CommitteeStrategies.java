package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import org.relabel4j.core.acquisition.Bald;
import org.relabel4j.core.acquisition.BatchBald;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/** The strategies in the registry that ask which model is right. */
final class CommitteeStrategies {
    private enum Compared {
        MODELS,
        DROPOUT
    }

    private static final Option<Compared> DRAWS = Option.choice(
                    "draws",
                    Compared.class,
                    "what to compare",
                    Map.of(
                            Compared.MODELS,
                            "of an ensemble, or of the folds",
                            Compared.DROPOUT,
                            "passes of one network"))
            .withDefault(Compared.MODELS);
    private static final Option<Integer> PASSES = Option.integer(
                    "passes", 2, Strategies.MOST_PREDICTIONS, "predictions to compare")
            .withDefault(10)
            .onlyWith(DRAWS, Compared.DROPOUT);

    private CommitteeStrategies() {}

    static StrategyInfo bald() {
        return BatchOptions.diversifiable(
                new StrategyInfo.Description(
                        "bald",
                        "where the models are sure of different classes",
                        "Houlsby et al. 2011, arXiv:1112.5745"),
                List.of(DRAWS, PASSES),
                CommitteeStrategies::bald,
                Strategies.MAJORITY_VOTE);
    }

    static StrategyInfo batchBald() {
        Option<Integer> configurations = Option.integer(
                        "configurations", 1, 1_000_000, "labels of a batch to tell apart; beyond, as many are sampled")
                .withDefault(BatchBald.DEFAULT_CONFIGURATIONS);
        return StrategyInfo.of(
                new StrategyInfo.Description(
                        "batch-bald",
                        "the labels that together say most about which model is right",
                        "Kirsch, van Amersfoort and Gal 2019, arXiv:1906.08158"),
                List.of(DRAWS, PASSES, configurations, BatchOptions.ASK),
                options -> BatchOptions.restricted(new BatchBald(bald(options), options.get(configurations)), options),
                options -> Strategies.MAJORITY_VOTE);
    }

    private static Bald bald(Options options) {
        return options.get(DRAWS) == Compared.MODELS ? new Bald() : Bald.byDropout(options.get(PASSES));
    }
}
