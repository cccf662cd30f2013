package org.relabel4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.CoreSet;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.assignment.RankedPairs;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.Room;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.training.MemberPredictions;

class PairAskingTest {
    private static final int EXAMPLES = 6;
    private static final int[] TRUTH = {0, 1, 2, 0, 1, 2};
    private static final SimulatedAnnotators ANNOTATORS =
            SimulatedAnnotators.alike(1, AnnotatorModel.confusing(NoiseMatrix.uniform(3, 0), TRUTH), 3);
    /** The later, the sooner to be asked about. */
    private static final AcquisitionStrategy LAST_FIRST = (state, rng) ->
            Scores.of(IntStream.range(0, EXAMPLES).mapToDouble(i -> -i).toArray());

    /** Example 5 has all three labels; of example 4 annotator 2's, which is wrong, and of example 3 the other two. */
    private static PoolState pool() {
        AnnotationsBuilder labels = Annotations.builder(EXAMPLES, 3, 3);
        for (int j = 0; j < 3; j++) {
            labels.add(5, j, 2);
        }
        labels.add(4, 2, 0).add(3, 0, 0).add(3, 1, 0);
        double[][] even = new double[EXAMPLES][];
        Arrays.fill(even, new double[] {0.4, 0.3, 0.3});
        Embeddings places = Embeddings.ofRowMajor(EXAMPLES, 1, new float[] {0, 1, 4, 0, 1, 4});
        MemberPredictions model = new MemberPredictions(
                "model", DenseProbabilities.of(even), List.of(), List.of(), List.of(), Optional.of(places));
        return new PoolState(
                2,
                labels.build(),
                () -> {
                    throw new AssertionError("no consensus is needed");
                },
                List.of(model));
    }

    private static LabelBatch asked(AcquisitionStrategy strategy, int batchSize, Integer... capacities) {
        return new PairAsking(strategy, RankedPairs.best(1), ANNOTATORS, round -> {
                    assertEquals(2, round);
                    return List.of(capacities);
                })
                .ask(pool(), Room.of(batchSize), new Random(1));
    }

    @Test
    void asksWhomThePairsName() {
        LabelBatch batch = asked(LAST_FIRST, 3, 9, 0, 9);

        // Nobody is left for 5, nor 1, who is away, for anything: 0 is left for 4, and 2 for 3.
        assertArrayEquals(new int[] {4, 3}, Arrays.copyOf(batch.examples(), 2));
        assertArrayEquals(new int[] {0, 2}, Arrays.copyOf(batch.annotators(), 2));
        assertEquals(2, batch.examples()[2]);
        assertArrayEquals(
                IntStream.of(batch.examples()).map(i -> TRUTH[i]).toArray(), batch.labels(), "who never errs");
    }

    @Test
    void asksAboutWhatAComposedBatchHolds() {
        LabelBatch batch = asked(new CoreSet(), 1, 9, 9, 9);

        // The others are where labelled examples are; 2 would be, but for example 5 being so too.
        assertEquals(1, batch.size());
        assertEquals(new CoreSet().select(pool(), new int[] {0, 1, 2, 3, 4}, 1, new Random(1))[0], batch.examples()[0]);
    }

    @Test
    void asksNothingWhereAllHaveAnswered() {
        assertEquals(0, asked(LAST_FIRST, 3, 0, 0, 0).size());
    }
}
