package org.relabel4j.benchmarks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.training.MemberPredictions;

/** Times the scores of a pool: one call of an acquisition strategy. Input is in memory; reading it is not timed. */
final class ScoringBench extends Bench {
    private static final Option<String> STRATEGY = Option.text(
                    "strategy", "one that reads labels and probabilities only")
            .withDefault("activelab");

    ScoringBench() {
        super(
                "scoring",
                "an acquisition strategy's scores of a pool of labelled and unlabelled examples",
                50,
                20,
                List.of(STRATEGY),
                InputFiles.OPTIONS,
                List.of(InputFiles.SCORES_OUT));
    }

    @Override
    BenchResult run(Options options) throws Exception {
        AcquisitionStrategy strategy = Strategies.byName(options.get(STRATEGY)).create(Map.of());
        if (strategy.needs().embeddings()
                || strategy.needs().foldPredictions()
                || strategy.needs().severalModels()) {
            throw new IllegalArgumentException("strategy \"" + options.get(STRATEGY)
                    + "\" reads more than labels and one model's probabilities; choose another, such as activelab");
        }
        int seed = options.get(SEED);
        ScoringInput input = InputFiles.input(options, seed);
        PoolState state = state(input, seed);
        Measurement<Scores> measured =
                measure(options, () -> strategy.score(state, Seeds.generator(seed, STRATEGY.name())));
        if (!options.get(InputFiles.SCORES_OUT).isEmpty()) {
            InputFiles.writeScores(options, measured.last());
        }
        Map<String, Object> sizes = new LinkedHashMap<>(Map.of(STRATEGY.name(), options.get(STRATEGY)));
        sizes.putAll(input.sizes());
        return BenchResult.of(name(), sizes, measured, Map.of());
    }

    private static PoolState state(ScoringInput input, int seed) {
        Consensus consensus =
                new MajorityVote().infer(input.annotations(), List.of(), Seeds.generator(seed, "consensus"));
        MemberPredictions member =
                new MemberPredictions("generated", input.predProbs(), List.of(), List.of(), Optional.empty());
        return new PoolState(0, input.annotations(), consensus, List.of(member));
    }
}
