package org.relabel4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.GoodRandom;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.simulation.NoiseMatrix;
import org.relabel4j.core.simulation.SimulatedAnnotators;
import org.relabel4j.core.simulation.SimulatedLabelSource;
import org.relabel4j.core.training.FakeTrainer;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.validation.CrossValidation;

class LimitsTest {
    private static final int N = 20;
    private static final int[] TRUTH = IntStream.range(0, N).map(i -> i % 2).toArray();

    /** New labels cost 2, repeats 1; the annotators of the first rounds (5, 6 and 7) cost the double, half and as much. */
    private static final Costs COSTS = new Costs("EUR", 2, 1, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 0.5, 1.0));

    private static ActiveLearningLoop loop(Limits limits) {
        SimulatedAnnotators annotators =
                SimulatedAnnotators.alike(1, AnnotatorModel.confusing(NoiseMatrix.uniform(2, 0.2), TRUTH), 60);
        return new ActiveLearningLoop(
                new ActiveLearningLoop.Steps(
                        new MajorityVote(), model(), new GoodRandom(), new SimulatedLabelSource(annotators, 5)),
                new ActiveLearningLoop.Plan(30, 4, 3),
                limits);
    }

    private static PoolModel model() {
        return new CrossValidation(new CrossValidation.Scheme(
                List.of(new FakeTrainer("fake")),
                FakeTrainer.examples(TRUTH),
                FakeTrainer.examples(),
                2,
                false,
                false));
    }

    private static LoopState start() {
        AnnotationsBuilder builder = Annotations.builder(N, 5, 2);
        for (int i = 0; i < 10; i++) {
            builder.add(i, i % 5, TRUTH[i]);
        }
        return LoopState.start(builder.build());
    }

    @Test
    void pricesLabelsThatAreThere() {
        // Annotator 5 gives a first label, 2 · 2, and 6 a further one, 1 · 0.5; annotator 0 another first one, 2.
        Annotations annotations = Annotations.builder(3, 8, 2)
                .add(0, 5, 1)
                .add(0, 6, 1)
                .add(2, 0, 0)
                .build();

        assertEquals(6.5, COSTS.price(annotations));
    }

    private static RoundSummary summary(double spent, double quality, double noise) {
        return new RoundSummary(0, spent, quality, noise);
    }

    private static List<RoundSummary> qualities(double... qualities) {
        List<RoundSummary> rounds = new ArrayList<>();
        for (double quality : qualities) {
            rounds.add(summary(0, quality, 0));
        }
        return rounds;
    }

    @Test
    void pricesDependOnKindAndAnnotator() {
        assertEquals(4, COSTS.price(5, false));
        assertEquals(0.5, COSTS.price(6, true));
        assertEquals(2, COSTS.price(99, false));
        assertEquals(4, COSTS.price(OptionalInt.empty(), false));
        assertEquals(0.5, COSTS.cheapest());
    }

    @Test
    void countsWhatLabelsCost() {
        List<RoundResult> results = new ArrayList<>();

        loop(new Limits(COSTS, 1000, List.of())).run(start(), List.of(results::add));

        // Rounds 0 and 1 buy four new labels each, at 4 and 1; round 2 the last two at 2 and two repeats at 1; then
        // repeats.
        assertEquals(
                List.of(0.0, 16.0, 20.0, 26.0, 30.0),
                results.get(4).next().history().stream()
                        .map(RoundSummary::spent)
                        .toList());
    }

    @Test
    void chargesTheSecondAnswerOfARoundAsARepeat() {
        Asking twice = (pool, room, rng) -> {
            assertEquals(4, room.batchSize());
            assertEquals(pool.round() == 0 ? 0 : 4, room.spent());
            return pool.round() == 0
                    ? new LabelBatch(new int[] {12, 0, 12}, new int[] {0, 3, 1}, new int[] {0, 0, 0})
                    : new LabelBatch(new int[0], new int[0], new int[0]);
        };
        List<RoundResult> results = new ArrayList<>();

        new ActiveLearningLoop(
                        new ActiveLearningLoop.Steps(new MajorityVote(), model(), twice),
                        new ActiveLearningLoop.Plan(3, 4, 3),
                        new Limits(COSTS, 1000, List.of()))
                .run(start(), List.of(results::add));

        // A new label at 2, and two repeats at 1: example 0 had a label, and 12 has just got one.
        assertEquals(4, results.get(0).next().spent());
        assertEquals(2, results.get(0).next().annotations().count(12));
    }

    @Test
    void cutsTheBatchWhereTheBudgetEndsAndStopsAfterOneMoreTraining() {
        List<RoundResult> results = new ArrayList<>();

        LoopState end = loop(new Limits(COSTS, 23.4, List.of())).run(start(), List.of(results::add));

        // 20 after two rounds. The third wants the last two examples and two repeats: there is room for one new label
        // at 2 and,
        // the other being too dear, a repeat at 1.
        assertEquals(2, results.get(2).labels().orElseThrow().size());
        assertEquals(23, end.spent());
        assertEquals(
                Optional.of("the budget of 23.4 EUR is spent"),
                results.get(results.size() - 1).stopReason());
        assertTrue(results.get(results.size() - 1).labels().isEmpty());
        assertEquals(10 + 4 + 4 + 1 + 1, end.annotations().size());
    }

    @Test
    void asksForTheOtherKindWhenOneIsTooDear() {
        List<RoundResult> results = new ArrayList<>();

        loop(new Limits(new Costs("EUR", 10, 1, List.of()), 42, List.of())).run(start(), List.of(results::add));

        // Four new labels leave 2, which buys no further one though ten examples have none.
        assertEquals(2, results.get(1).labels().orElseThrow().size());
        for (int example : results.get(1).labels().orElseThrow().examples()) {
            assertTrue(results.get(1).state().annotations().isLabelled(example));
        }
    }

    @Test
    void aStoppedLoopStaysStopped() {
        Limits limits = new Limits(Costs.labels(), 6, List.of());
        LoopState end = loop(limits).run(start(), List.of());

        assertEquals(end, loop(limits).run(end, List.of(result -> {
            throw new AssertionError("the budget is spent");
        })));
        assertEquals(3, end.round());
    }

    @Test
    void resumedLoopStopsWhereAnUninterruptedOneDoes() {
        Limits limits = new Limits(Costs.labels(), Double.POSITIVE_INFINITY, List.of(StoppingRule.plateau(3, 0.01)));
        List<LoopState> states = new ArrayList<>();
        LoopState end = loop(limits).run(start(), List.of(result -> states.add(result.next())));

        assertTrue(end.round() < 30, "the rule must stop the loop");
        for (LoopState state : states) {
            LoopState resumed = loop(limits).run(state, List.of());
            assertEquals(end.round(), resumed.round());
            assertEquals(end.annotations(), resumed.annotations());
            assertEquals(end.history(), resumed.history());
        }
    }

    @Test
    void aBudgetOfTenthsIsSpentToTheLast() {
        Limits limits = new Limits(new Costs("hour", 0.1, 0.1, List.of()), 0.3, List.of());

        // 0.1 + 0.1 + 0.1 is more than 0.3 in doubles.
        assertArrayEquals(
                new int[] {0, 1, 2},
                limits.affordable(new int[] {0, 1, 2, 3}, Annotations.empty(4, 1, 2), OptionalInt.of(0), 0));
    }

    @Test
    void plateauWaitsForAGain() {
        StoppingRule rule = StoppingRule.plateau(2, 0.01);

        assertTrue(rule.check(qualities(0.8, 0.8)).isEmpty());
        assertTrue(rule.check(qualities(0.8, 0.8, 0.82)).isEmpty());
        assertEquals(
                Optional.of("consensus quality has not risen by 0.01 in 2 rounds (0.8050, before 0.8000)"),
                rule.check(qualities(0.7, 0.8, 0.8, 0.805)));
        // The best before counts, not the last before.
        assertTrue(rule.check(qualities(0.9, 0.8, 0.85, 0.86)).isPresent());
        assertTrue(StoppingRule.plateau(2, 0).check(qualities(0.8, 0.8, 0.8)).isPresent());
    }

    @Test
    void noiseThresholdLooksAtTheLastRound() {
        StoppingRule rule = StoppingRule.noiseBelow(0.05);

        assertTrue(rule.check(List.of(summary(0, 1, 0.01), summary(0, 1, 0.06))).isEmpty());
        assertEquals(Optional.of("estimated noise 0.0400 is below 0.05"), rule.check(List.of(summary(0, 1, 0.04))));
        assertTrue(rule.check(List.of(summary(0, 1, Double.NaN))).isEmpty());
    }

    @Test
    void rejectsImpossibleLimitsInOneLine() {
        assertMessage("costs need a unit", () -> new Costs(" ", 1, 1, List.of()));
        assertMessage(
                "price of a new label is 0.0, expected a positive number", () -> new Costs("EUR", 0, 1, List.of()));
        assertMessage("rate of annotator 1 is -1.0", () -> new Costs("EUR", 1, 1, List.of(1.0, -1.0)));
        assertMessage(
                "budget is 0.4 EUR, which buys no label: the cheapest costs 0.5",
                () -> new Limits(COSTS, 0.4, List.of()));
        assertMessage("patience is 0 rounds", () -> StoppingRule.plateau(0, 0.1));
        assertMessage("noise threshold is 2.0, expected 0 to 1", () -> StoppingRule.noiseBelow(2));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
