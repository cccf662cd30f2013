package org.relabel4j.benchmarks.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.noise.NeighbourNoiseSampler;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.Strategies;

/**
 * Times the choice of a batch by probabilities or by embeddings. For {@code neighbours}, it is that of the neighbour noise
 * sampler's scores, with every example labelled.
 */
final class SelectionBench extends Bench {
    private static final String NEIGHBOURS = "neighbours";
    private static final List<String> STRATEGIES = List.of("entropy", "margin", "core-set", "badge", NEIGHBOURS);
    private static final Option<String> STRATEGY =
            Option.oneOf("strategy", STRATEGIES, "what chooses").withDefault("core-set");
    private static final Option<Integer> N =
            Option.integer("n", 2, MemorySize.MOST, "examples").withDefault(20_000);
    private static final Option<Integer> DIM = Option.integer("dim", 1, MemorySize.MOST, "components of an embedding")
            .withDefault(128);
    private static final Option<Integer> CLASSES =
            Option.integer("classes", 2, MemorySize.MOST, "classes").withDefault(10);

    /** A batch, or the number of scores where there is no batch. */
    @FunctionalInterface
    private interface Choice {
        int[] choose(RandomGenerator rng);
    }

    SelectionBench() {
        super(
                "selection",
                "the choice of a batch by entropy, margin, core-set, BADGE or neighbours",
                2,
                5,
                List.of(STRATEGY, N, labeled(MemorySize.MOST), DIM, CLASSES, batch(MemorySize.MOST)));
    }

    private static Option<Integer> labeled(int most) {
        return Option.integer("labeled", 0, most, "examples with a label, fewer than n; neighbours: all are")
                .withDefault(1000);
    }

    private static Option<Integer> batch(int most) {
        return Option.integer("batch", 1, most, "examples to choose, at most those without a label")
                .withDefault(100);
    }

    @Override
    BenchResult run(Options options) throws Exception {
        String strategy = options.get(STRATEGY);
        int n = options.get(N);
        boolean all = strategy.equals(NEIGHBOURS);
        int labeled = all ? n : options.get(labeled(n - 1));
        int batch = all ? 0 : options.get(batch(n - labeled));
        int seed = options.get(SEED);
        SelectionInput.PoolSizes inputSizes =
                new SelectionInput.PoolSizes(n, labeled, options.get(DIM), options.get(CLASSES));
        MemorySize.check("n x dim", n, inputSizes.dimension());
        MemorySize.check("n x classes", n, inputSizes.classes());
        PoolState state = SelectionInput.generate(inputSizes, seed);
        Choice choice = choice(strategy, state, batch);
        int[] call = {0};
        Measurement<int[]> measured =
                measure(options, () -> choice.choose(Seeds.generator(seed, STRATEGY.name(), call[0]++)));
        Map<String, Object> sizes = new LinkedHashMap<>(Map.of(STRATEGY.name(), strategy));
        sizes.put("n", n);
        sizes.put("labeled", labeled);
        sizes.put("dim", inputSizes.dimension());
        sizes.put("classes", inputSizes.classes());
        sizes.put("batch", batch);
        return BenchResult.of(name(), sizes, measured, Map.of("chosen", measured.last().length));
    }

    private static Choice choice(String strategy, PoolState state, int batch) {
        if (strategy.equals(NEIGHBOURS)) {
            int[] labels = labels(state.annotations(), state.consensus());
            return rng -> new int
                    [new NeighbourNoiseSampler().score(state, labels, rng).size()];
        }
        int[] candidates = state.unlabelled();
        return rng -> Strategies.byName(strategy).create(Map.of()).select(state, candidates, batch, rng);
    }

    private static int[] labels(Annotations annotations, Consensus consensus) {
        int[] labels = new int[annotations.numExamples()];
        Arrays.setAll(labels, consensus::label);
        return labels;
    }
}
