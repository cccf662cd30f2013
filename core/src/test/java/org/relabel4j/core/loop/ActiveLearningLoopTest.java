package org.relabel4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.GoodRandom;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FakeTrainer;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.validation.CrossValidation;

class ActiveLearningLoopTest {
    private static final int N = 12;
    private static final int[] TRUTH = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};

    /** The newest label, with a random quality, so that the loop's seeds show in the results. */
    private static final ConsensusMethod NEWEST = (annotations, predProbs, rng) -> {
        int[] labels = new int[N];
        double[] quality = new double[N];
        for (int i = 0; i < N; i++) {
            boolean labelled = annotations.isLabelled(i);
            labels[i] = labelled ? annotations.labelAt(annotations.rowEnd(i) - 1) : -1;
            double draw = rng.nextDouble();
            quality[i] = labelled ? draw : Double.NaN;
        }
        return new Consensus(labels, quality, quality);
    };

    /** Answers truly, one more annotator a round. */
    private static final LabelSource TRUTHFUL = (round, examples) -> {
        int[] annotators = new int[examples.length];
        Arrays.fill(annotators, 1 + round);
        return new LabelBatch(
                examples, annotators, Arrays.stream(examples).map(i -> TRUTH[i]).toArray());
    };

    private static PoolModel model() {
        return new CrossValidation(new CrossValidation.Scheme(
                List.of(new FakeTrainer("fake")),
                FakeTrainer.examples(TRUTH),
                FakeTrainer.examples(),
                2,
                false,
                false));
    }

    private static ActiveLearningLoop loop(
            AcquisitionStrategy strategy, LabelSource labels, int rounds, int batchSize) {
        return new ActiveLearningLoop(
                new ActiveLearningLoop.Steps(NEWEST, model(), strategy, labels),
                new ActiveLearningLoop.Plan(rounds, batchSize, 42));
    }

    private static LoopState start() {
        AnnotationsBuilder builder = Annotations.builder(N, 1, 2);
        for (int i = 0; i < 6; i++) {
            builder.add(i, 0, TRUTH[i]);
        }
        return LoopState.start(builder.build());
    }

    @Test
    void buysABatchInEachRoundButTheLast() {
        List<RoundResult> results = new ArrayList<>();

        LoopState end = loop(new GoodRandom(), TRUTHFUL, 4, 3).run(start(), List.of(results::add));

        assertEquals(4, results.size());
        for (int round = 0; round < 4; round++) {
            assertEquals(round, results.get(round).round());
            assertEquals(6 + 3 * round, results.get(round).state().annotations().size());
            assertEquals(round < 3, results.get(round).labels().isPresent());
        }
        assertEquals(4, end.round());
        assertEquals(15, end.annotations().size());
    }

    @Test
    void resumedRoundsEqualUninterruptedOnes() {
        List<RoundResult> whole = new ArrayList<>();
        LoopState end = loop(new RandomStrategy(), TRUTHFUL, 5, 3).run(start(), List.of(whole::add));

        for (int stop = 1; stop < 5; stop++) {
            List<RoundResult> parts = new ArrayList<>();
            StopAfter crash = new StopAfter(stop);
            assertThrows(
                    StopAfter.Crash.class,
                    () -> loop(new RandomStrategy(), TRUTHFUL, 5, 3).run(start(), List.of(parts::add, crash)));
            LoopState resumed = loop(new RandomStrategy(), TRUTHFUL, 5, 3).run(crash.checkpoint, List.of(parts::add));

            assertEquals(end.annotations(), resumed.annotations());
            assertEquals(whole.size(), parts.size());
            for (int round = 0; round < 5; round++) {
                assertEquals(whole.get(round).labels(), parts.get(round).labels());
                assertEquals(
                        whole.get(round).state().consensus(),
                        parts.get(round).state().consensus());
                assertArrayEquals(pool(whole.get(round)), pool(parts.get(round)));
            }
        }
    }

    private static double[] pool(RoundResult result) {
        Probabilities pool = result.state().predProbs().get(0);
        double[] values = new double[2 * N];
        pool.copyRows(0, N, values, 0);
        return values;
    }

    private static final class StopAfter implements RoundListener {
        private final int rounds;
        private LoopState checkpoint;

        private StopAfter(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public void onRound(RoundResult result) {
            checkpoint = result.next();
            if (result.round() + 1 == rounds) {
                throw new Crash();
            }
        }

        private static final class Crash extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
    }

    @Test
    void givesTheConsensusTheProbabilitiesOfTheLastRound() {
        List<List<Probabilities>> given = new ArrayList<>();
        ConsensusMethod recording = (annotations, predProbs, rng) -> {
            given.add(predProbs);
            return NEWEST.infer(annotations, predProbs, rng);
        };
        List<RoundResult> results = new ArrayList<>();
        new ActiveLearningLoop(
                        new ActiveLearningLoop.Steps(recording, model(), new RandomStrategy(), TRUTHFUL),
                        new ActiveLearningLoop.Plan(3, 2, 1))
                .run(start(), List.of(results::add));

        assertTrue(given.get(0).isEmpty());
        assertSame(results.get(0).state().predProbs().get(0), given.get(1).get(0));
        assertSame(results.get(1).state().predProbs().get(0), given.get(2).get(0));
    }

    @Test
    void strategiesShareStartAndFolds() {
        List<RoundResult> random = new ArrayList<>();
        List<RoundResult> good = new ArrayList<>();

        loop(new RandomStrategy(), TRUTHFUL, 2, 3).run(start(), List.of(random::add));
        loop(new GoodRandom(), TRUTHFUL, 2, 3).run(start(), List.of(good::add));

        assertArrayEquals(pool(random.get(0)), pool(good.get(0)));
        assertNotEquals(random.get(0).labels(), good.get(0).labels());
    }

    @Test
    void tellsListenersInOrderBeforeTheNextRoundStarts() {
        List<String> events = new ArrayList<>();
        LabelSource noting = (round, examples) -> {
            events.add("ask " + round);
            return TRUTHFUL.label(round, examples);
        };

        loop(new RandomStrategy(), noting, 2, 1)
                .run(start(), List.of(r -> events.add("first " + r.round()), r -> events.add("second " + r.round())));

        assertEquals(List.of("ask 0", "first 0", "second 0", "first 1", "second 1"), events);
    }

    @Test
    void questionsMayStayUnanswered() {
        LabelSource shy = (round, examples) ->
                TRUTHFUL.label(round, Arrays.copyOf(examples, round == 0 ? 0 : examples.length - 1));
        List<RoundResult> results = new ArrayList<>();

        LoopState end = loop(new RandomStrategy(), shy, 3, 4).run(start(), List.of(results::add));

        assertEquals(0, results.get(0).labels().orElseThrow().size());
        assertEquals(6 + 0 + 3, end.annotations().size());
    }

    @Test
    void aFinishedStateHasNoRoundsLeft() {
        ActiveLearningLoop loop = loop(new RandomStrategy(), TRUTHFUL, 2, 1);
        LoopState end = loop.run(start(), List.of());

        assertSame(end, loop.run(end, List.of(result -> {
            throw new AssertionError("no round is left");
        })));
    }

    @Test
    void rejectsBatchLargerThanThePool() {
        assertEquals(
                "batchSize is 13 but the pool has 12 examples; choose a smaller batch",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> loop(new RandomStrategy(), TRUTHFUL, 2, 13)
                                        .run(start(), List.of()))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ActiveLearningLoop.Plan(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ActiveLearningLoop.Plan(1, 0, 1));
    }

    @Test
    void noticesStrategiesAndSourcesThatBreakTheirContract() {
        AcquisitionStrategy repeating = new AcquisitionStrategy() {
            @Override
            public Scores score(PoolState state, RandomGenerator rng) {
                return Scores.of(new double[state.numExamples()]);
            }

            @Override
            public int[] select(PoolState state, int batchSize, RandomGenerator rng) {
                return new int[] {3, 3};
            }
        };
        LabelSource talkative = (round, examples) -> TRUTHFUL.label(round, new int[] {examples[0], examples[0]});

        assertTrue(broken(repeating, TRUTHFUL).startsWith("the strategy chose example 3 twice in one batch"));
        assertTrue(broken(new RandomStrategy(), talkative).contains("not asked about or is answered already"));
    }

    private static String broken(AcquisitionStrategy strategy, LabelSource labels) {
        return assertThrows(
                        IllegalStateException.class,
                        () -> loop(strategy, labels, 2, 2).run(start(), List.of()))
                .getMessage();
    }
}
