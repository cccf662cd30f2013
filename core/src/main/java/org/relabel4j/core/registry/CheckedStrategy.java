package org.relabel4j.core.registry;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.acquisition.WrappingStrategy;
import org.relabel4j.core.plugin.PluginException;
import org.relabel4j.core.text.Counted;

/**
 * A strategy of a plug-in, whose answers are checked before anything rests on them.
 *
 * @param plugin file of the plug-in
 * @param name id of the strategy
 */
record CheckedStrategy(AcquisitionStrategy base, String plugin, String name) implements WrappingStrategy {
    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new CheckedStrategy(other, plugin, name);
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Scores scores = base.score(state, rng);
        check(scores != null, "gave no scores");
        check(
                scores.size() == state.numExamples(),
                "gave " + Counted.of(scores.size(), "score") + " of " + state.numExamples() + " examples");
        for (int i = 0; i < scores.size(); i++) {
            check(!Double.isNaN(scores.get(i)), "gave no score of example " + i + " (NaN)");
        }
        return scores;
    }

    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        // What the interface does with scores, but with checked ones.
        int[] batch = leavesChoiceToScores()
                ? BatchSelector.lowest(score(state, rng), candidates, batchSize, rng)
                : base.select(state, candidates, batchSize, rng);
        check(batch != null, "chose nothing");
        check(batch.length == batchSize, "chose " + batch.length + " examples, not " + batchSize);
        BitSet left = new BitSet();
        for (int i : candidates) {
            left.set(i);
        }
        for (int i : batch) {
            check(i >= 0 && left.get(i), "chose example " + i + " twice, or it is not among those to choose from");
            left.clear(i);
        }
        return batch;
    }

    private boolean leavesChoiceToScores() {
        try {
            return base.getClass()
                            .getMethod("select", PoolState.class, int[].class, int.class, RandomGenerator.class)
                            .getDeclaringClass()
                    == AcquisitionStrategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the interface has it", e);
        }
    }

    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    @Override
    public boolean choosesLowest() {
        return base.choosesLowest();
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new PluginException(plugin, "strategy " + name + " " + what);
        }
    }
}
