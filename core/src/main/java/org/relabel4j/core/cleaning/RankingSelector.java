package org.relabel4j.core.cleaning;

import java.util.List;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;

/**
 * Any acquisition strategy, asked for repeats alone: trains a model on the current labels and has the strategy choose among the
 * examples that nobody relabelled yet, none twice. All of them have a label, so that nothing new is left to ask for.
 *
 * <p>A strategy that only scores ranks all these examples. One that composes batches is asked for one batch: as many
 * examples as there are labels to buy, which is the most that they can pay for.
 *
 * <p>Which selector of the paper it is depends on its parts: {@code ActiveLabelCleaning} with a plain network is
 * <em>vanilla</em>, with co-trained ones <em>co-teaching</em>; {@code Bald} needs a model of several members.
 *
 * @param strategy chooses
 * @param model gives the predictions that the strategy reads
 */
public record RankingSelector(AcquisitionStrategy strategy, PoolModel model) implements CleaningSelector {
    @Override
    public Queue begin(CleaningState state, int labels, long seed) {
        int[] untouched = state.untouched();
        if (untouched.length == 0) {
            return Queue.of(untouched);
        }
        List<MemberPredictions> members =
                model.fit(state.labels(), state.numClasses(), Seeds.derive(seed, "posteriors"));
        PoolState pool = new PoolState(0, state.annotations(), state.consensus(), members);
        int wanted = strategy.composesBatches() ? Math.min(labels, untouched.length) : untouched.length;
        return Queue.of(strategy.select(pool, untouched, wanted, Seeds.generator(seed, "ties")));
    }
}
