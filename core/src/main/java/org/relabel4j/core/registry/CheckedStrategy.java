package org.relabel4j.core.registry;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.acquisition.WrappingStrategy;
import org.relabel4j.core.plugin.PluginPart;
import org.relabel4j.core.text.Counted;

/**
 * A strategy of a plug-in, whose answers are checked before anything rests on them.
 *
 * @param part its name and that of the plug-in
 */
record CheckedStrategy(AcquisitionStrategy base, PluginPart part) implements WrappingStrategy {
    @Override
    public AcquisitionStrategy withBase(AcquisitionStrategy other) {
        return new CheckedStrategy(other, part);
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        Scores scores = part.answer(() -> base.score(state, rng), Scores.class.getName());
        part.check(
                scores.size() == state.numExamples(),
                "gave " + Counted.of(scores.size(), "score") + " of " + state.numExamples() + " examples");
        return scores;
    }

    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        // What the interface does with scores, but with checked ones.
        int[] batch = leavesChoiceToScores()
                ? BatchSelector.lowest(score(state, rng), candidates, batchSize, rng)
                : part.answer(() -> base.select(state, candidates, batchSize, rng), Scores.class.getName());
        part.check(batch.length == batchSize, "chose " + batch.length + " examples, not " + batchSize);
        BitSet left = new BitSet();
        for (int i : candidates) {
            left.set(i);
        }
        for (int i : batch) {
            part.check(i >= 0 && left.get(i), "chose example " + i + " twice, or it is not among those to choose from");
            left.clear(i);
        }
        return batch;
    }

    private boolean leavesChoiceToScores() {
        return PluginPart.leavesToDefault(
                base,
                AcquisitionStrategy.class,
                "select",
                PoolState.class,
                int[].class,
                int.class,
                RandomGenerator.class);
    }

    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    @Override
    public boolean choosesLowest() {
        return base.choosesLowest();
    }
}
