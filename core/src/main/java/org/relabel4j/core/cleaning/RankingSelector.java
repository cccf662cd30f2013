package org.relabel4j.core.cleaning;

import java.util.List;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;

/**
 * Trains a model on the current labels, scores all examples, and chooses those with the lowest score, none twice.
 *
 * <p>Which selector of the paper it is depends on its parts: {@code ActiveLabelCleaning} with a plain network is
 * <em>vanilla</em>, with co-trained ones <em>co-teaching</em>; {@code Bald} needs a model of several members.
 */
public final class RankingSelector implements CleaningSelector {
    private final AcquisitionStrategy strategy;
    private final PoolModel model;

    /**
     * @param strategy gives the scores
     * @param model gives the predictions that the strategy reads
     */
    public RankingSelector(AcquisitionStrategy strategy, PoolModel model) {
        this.strategy = strategy;
        this.model = model;
    }

    @Override
    public Queue begin(CleaningState state, long seed) {
        List<MemberPredictions> members =
                model.fit(state.labels(), state.numClasses(), Seeds.derive(seed, "posteriors"));
        PoolState pool = new PoolState(0, state.annotations(), state.consensus(), members);
        Scores scores = strategy.score(pool, Seeds.generator(seed, "scores"));
        int[] untouched = state.untouched();
        return Queue.of(
                untouched.length == 0
                        ? untouched
                        : BatchSelector.lowest(scores, untouched, untouched.length, Seeds.generator(seed, "ties")));
    }
}
