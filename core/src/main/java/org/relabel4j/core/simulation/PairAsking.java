package org.relabel4j.core.simulation;

import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.Askable;
import org.relabel4j.core.assignment.Crowd;
import org.relabel4j.core.assignment.Pair;
import org.relabel4j.core.assignment.PairChoice;
import org.relabel4j.core.loop.Asking;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.Room;

/**
 * Examples and members of a crowd that stays the same are chosen together.
 *
 * @param strategy ranks the examples; of one that composes batches those that it selects are the only candidates
 * @param choice chooses the pairs
 * @param annotators the crowd; their numbers are those of the annotations
 * @param capacities how many labels each member can give in a round, by the number of the round
 */
public record PairAsking(
        AcquisitionStrategy strategy,
        PairChoice choice,
        SimulatedAnnotators annotators,
        IntFunction<List<Integer>> capacities)
        implements Asking {
    @Override
    public LabelBatch ask(PoolState pool, Room room, RandomGenerator rng) {
        Annotations given = pool.annotations();
        Askable askable = new Askable(given, Collections.nCopies(given.numAnnotators(), new int[0]));
        Scores scores = strategy.score(pool, rng);
        int[] ranked = ranked(pool, scores, candidates(askable), room.batchSize(), rng);
        Crowd crowd = new Crowd(askable, SuggestedLabelSource.estimates(pool), capacities.apply(pool.round()));
        List<Pair> pairs = choice.choose(ranked, scores, crowd, room, rng);
        return annotators.answers(
                pairs.stream().mapToInt(Pair::example).toArray(),
                pairs.stream().mapToInt(Pair::annotator).toArray());
    }

    private static int[] candidates(Askable askable) {
        return IntStream.range(0, askable.annotations().numExamples())
                .filter(askable::canAskAnybody)
                .toArray();
    }

    private int[] ranked(PoolState pool, Scores scores, int[] candidates, int batchSize, RandomGenerator rng) {
        int wanted = strategy.composesBatches() ? Math.min(batchSize, candidates.length) : candidates.length;
        if (wanted == 0) {
            return candidates;
        }
        return strategy.choosesLowest()
                ? BatchSelector.lowest(scores, candidates, wanted, rng)
                : strategy.select(pool, candidates, wanted, rng);
    }
}
