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
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.text.OptionSpec;
import org.relabel4j.core.text.Options;
import org.relabel4j.core.text.Suggestions;

/**
 * Times the choice of a batch by probabilities or by embeddings. For {@code neighbours}, it is that of the neighbour noise
 * sampler's scores, with every example labelled.
 */
final class SelectionBench implements Bench {
    private static final String STRATEGY = "strategy";
    private static final String NEIGHBOURS = "neighbours";
    private static final List<String> STRATEGIES = List.of("entropy", "margin", "core-set", "badge", NEIGHBOURS);

    /** A batch, or the number of scores where there is no batch. */
    @FunctionalInterface
    private interface Choice {
        int[] choose(RandomGenerator rng);
    }

    @Override
    public String name() {
        return "selection";
    }

    @Override
    public String summary() {
        return "the choice of a batch by entropy, margin, core-set, BADGE or neighbours";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec(STRATEGY, "core-set", "one of " + String.join(", ", STRATEGIES)),
                new OptionSpec("n", "20000", "examples, at least 2"),
                new OptionSpec("labeled", "1000", "examples with a label, fewer than n; neighbours: all are"),
                new OptionSpec("dim", "128", "components of an embedding, at least 1"),
                new OptionSpec("classes", "10", "classes, at least 2"),
                new OptionSpec("batch", "100", "examples to choose, at most those without a label"));
    }

    @Override
    public Repetition repetition() {
        return new Repetition(2, 5);
    }

    @Override
    public BenchResult run(Options options) throws Exception {
        String strategy = options.text(STRATEGY);
        if (!STRATEGIES.contains(strategy)) {
            throw new IllegalArgumentException(
                    "unknown strategy \"" + strategy + "\"; " + Suggestions.hint(strategy, STRATEGIES));
        }
        int n = options.integer("n", 2, MemorySize.MOST);
        boolean all = strategy.equals(NEIGHBOURS);
        int labeled = all ? n : options.integer("labeled", 0, n - 1);
        int batch = all ? 0 : options.integer("batch", 1, n - labeled);
        int seed = Repetition.seed(options);
        SelectionInput.Sizes inputSizes = new SelectionInput.Sizes(
                n, labeled, options.integer("dim", 1, MemorySize.MOST), options.integer("classes", 2, MemorySize.MOST));
        MemorySize.check("n x dim", n, inputSizes.dimension());
        MemorySize.check("n x classes", n, inputSizes.classes());
        PoolState state = SelectionInput.generate(inputSizes, seed);
        Choice choice = choice(strategy, state, batch);
        int[] call = {0};
        Measurement<int[]> measured =
                Repetition.measure(options, () -> choice.choose(Seeds.generator(seed, STRATEGY, call[0]++)));
        Map<String, Object> sizes = new LinkedHashMap<>(Map.of(STRATEGY, strategy));
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
