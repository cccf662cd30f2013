package org.relabel4j.core.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FakeTrainer;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WarmTrainer;

class WarmCrossValidationTest {
    private static final int SIZE = 40;
    private static final int FOLDS = 4;

    private final FakeTrainer fake = new FakeTrainer("fake");
    private final Remembering warm = new Remembering(fake);

    /** Hands on which examples it and those before it were trained on, and in how many rounds. */
    private static final class Remembering implements WarmTrainer {
        private final FakeTrainer trainer;
        private final List<List<Integer>> seenBefore = new ArrayList<>();
        private int failAfter = Integer.MAX_VALUE;

        private Remembering(FakeTrainer trainer) {
            this.trainer = trainer;
        }

        @Override
        public String name() {
            return trainer.name();
        }

        @Override
        public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
            return trainer.train(examples, rows, labels, numClasses, seed);
        }

        @Override
        public Trained trainFrom(
                Examples examples, int[] rows, int[] labels, int numClasses, long seed, Optional<FoldMemory> before) {
            if (trainer.trained().size() >= failAfter) {
                throw new IllegalStateException("out of luck");
            }
            float[] seen = before.map(memory -> memory.vector("seen")).orElseGet(() -> new float[examples.size()]);
            List<Integer> known = new ArrayList<>();
            for (int i = 0; i < seen.length; i++) {
                if (seen[i] > 0) {
                    known.add(i);
                }
            }
            seenBefore.add(known);
            for (int i : rows) {
                seen[i]++;
            }
            return new Trained(train(examples, rows, labels, numClasses, seed), new FoldMemory(Map.of("seen", seen)));
        }
    }

    private static CrossValidation.Scheme settings(Trainer... trainers) {
        int[] classes = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            classes[i] = i % 2;
        }
        return new CrossValidation.Scheme(
                List.of(trainers), FakeTrainer.examples(classes), FakeTrainer.examples(), FOLDS, false, false);
    }

    /** The first examples are labelled. */
    private static int[] labels(int labelled) {
        int[] labels = new int[SIZE];
        Arrays.setAll(labels, i -> i < labelled ? i % 2 : -1);
        return labels;
    }

    private static double[] pool(List<MemberPredictions> members) {
        Probabilities pool = members.get(0).pool();
        double[] values = new double[pool.numExamples() * pool.numClasses()];
        pool.copyRows(0, pool.numExamples(), values, 0);
        return values;
    }

    @Test
    void theFirstRoundIsTheColdOne() {
        List<MemberPredictions> first = new WarmCrossValidation(settings(warm), Optional.empty()).fit(labels(20), 2, 7);
        List<MemberPredictions> cold = new CrossValidation(settings(fake)).fit(labels(20), 2, 7);

        assertArrayEquals(pool(cold), pool(first));
    }

    @Test
    void neverStartsFromAClassifierThatSawWhatTheFoldLeavesOut() {
        WarmCrossValidation validation = new WarmCrossValidation(settings(warm), Optional.empty());
        for (int round = 0; round < 4; round++) {
            validation.fit(labels(20 + 5 * round), 2, round);
        }

        for (int n = 0; n < warm.seenBefore.size(); n++) {
            List<Integer> rows =
                    Arrays.stream(fake.trained().get(n).rows()).boxed().toList();
            assertTrue(rows.containsAll(warm.seenBefore.get(n)), rows::toString);
            assertEquals(n < FOLDS, warm.seenBefore.get(n).isEmpty());
        }
        // All labelled ones have a home, and all folds are of one size, give or take one.
        int[] sizes = new int[FOLDS];
        int[] homes = validation.state().orElseThrow().homes();
        for (int i = 0; i < SIZE; i++) {
            assertEquals(i < 35, homes[i] >= 0);
            if (homes[i] >= 0) {
                sizes[homes[i]]++;
            }
        }
        assertEquals(35 / FOLDS, Arrays.stream(sizes).min().orElseThrow());
        assertEquals(35 / FOLDS + 1, Arrays.stream(sizes).max().orElseThrow());
    }

    @Test
    void goesOnFromAStateAsFromMemory() {
        WarmCrossValidation whole = new WarmCrossValidation(settings(warm), Optional.empty());
        whole.fit(labels(20), 2, 1);
        WarmState saved = whole.state().orElseThrow();
        double[] expected = pool(whole.fit(labels(30), 2, 2));

        WarmCrossValidation resumed = new WarmCrossValidation(settings(warm), Optional.of(saved));

        assertArrayEquals(expected, pool(resumed.fit(labels(30), 2, 2)));
        assertArrayEquals(
                whole.state().orElseThrow().homes(),
                resumed.state().orElseThrow().homes());
        assertNotSame(saved, resumed.state().orElseThrow());
    }

    @Test
    void coldTrainersOfAnEnsembleShareTheFoldsAndLeaveNothing() {
        FakeTrainer other = new FakeTrainer("other");
        WarmCrossValidation validation = new WarmCrossValidation(settings(other, warm), Optional.empty());

        validation.fit(labels(20), 2, 1);
        validation.fit(labels(20), 2, 2);

        for (int n = 0; n < 2 * FOLDS; n++) {
            assertArrayEquals(
                    fake.trained().get(n).rows(), other.trained().get(n).rows());
        }
        List<List<FoldMemory>> memories = validation.state().orElseThrow().memories();
        assertEquals(List.of(0, FOLDS), memories.stream().map(List::size).toList());
        // Nothing new was labelled: the first fold's classifier saw its rows in both rounds and no other example.
        float[] times = memories.get(1).get(0).vector("seen");
        for (int row : fake.trained().get(0).rows()) {
            assertEquals(2, times[row]);
        }
    }

    @Test
    void closesTheTrainedOnesAndKeepsItsStateWhenTrainingFails() {
        WarmCrossValidation validation = new WarmCrossValidation(settings(warm), Optional.empty());
        validation.fit(labels(20), 2, 1);
        WarmState before = validation.state().orElseThrow();
        warm.failAfter = FOLDS + 2;

        assertThrows(IllegalStateException.class, () -> validation.fit(labels(20), 2, 2));

        assertEquals(FOLDS + 2, fake.trained().size());
        fake.trained().forEach(classifier -> assertEquals(1, classifier.timesClosed()));
        assertSame(before, validation.state().orElseThrow());
    }

    @Test
    void keepsTheHomeOfAnExampleThatHasLostItsLabel() {
        WarmCrossValidation validation = new WarmCrossValidation(settings(warm), Optional.empty());
        validation.fit(labels(20), 2, 1);
        int[] homes = validation.state().orElseThrow().homes();

        validation.fit(labels(10), 2, 2);

        assertArrayEquals(homes, validation.state().orElseThrow().homes());
    }

    @Test
    void saysWhenAStateDoesNotFit() {
        WarmState two = new WarmState(new int[SIZE], List.of(List.of(), List.of()));
        WarmCrossValidation validation = new WarmCrossValidation(settings(warm), Optional.of(two));

        var error = assertThrows(IllegalArgumentException.class, () -> validation.fit(labels(20), 2, 1));

        assertEquals(
                "the state to start from has 40 examples and, trainer by trainer, [0, 0] memories; expected those of 40"
                        + " examples, [fake] and 4 folds",
                error.getMessage());
        var name = assertThrows(IllegalArgumentException.class, () -> new FoldMemory(Map.of()).vector("seen"));
        assertEquals("the memory of the last round has no seen; it is that of another model", name.getMessage());
    }
}
