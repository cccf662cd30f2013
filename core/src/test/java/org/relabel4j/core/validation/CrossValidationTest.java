package org.relabel4j.core.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FakeTrainer;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.Trainer;

class CrossValidationTest {
    /** Pool probabilities are floats: relative precision 6e-8. */
    private static final double FLOAT = 1e-6;

    private static final int[] LABELS = {0, 1, 0, 1, 0, 1, 0, 1, -1, -1};
    private static final Examples POOL = FakeTrainer.examples(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    private static final Examples TEST = FakeTrainer.examples(1, 1, 0);
    private static final Examples NO_TEST = FakeTrainer.examples();

    private final FakeTrainer trainer = new FakeTrainer("fake");

    private static CrossValidation.Scheme settings(List<Trainer> trainers, boolean keep) {
        return new CrossValidation.Scheme(trainers, POOL, TEST, 4, keep, keep);
    }

    @Test
    void predictsLabelledExamplesByTheModelThatDidNotSeeThem() {
        Probabilities pool = new CrossValidation(settings(List.of(trainer), false))
                .fit(LABELS, 2, 1)
                .get(0)
                .pool();

        for (int i = 0; i < 8; i++) {
            FakeTrainer.FakeClassifier unseeing = unseeing(i);
            assertEquals(unseeing.unseenConfidence(), pool.get(i, i % 2), FLOAT);
        }
    }

    @Test
    void predictsUnlabelledExamplesByTheMeanOfAllModels() {
        Probabilities pool = new CrossValidation(settings(List.of(trainer), false))
                .fit(LABELS, 2, 1)
                .get(0)
                .pool();

        double mean = trainer.trained().stream()
                .mapToDouble(FakeTrainer.FakeClassifier::unseenConfidence)
                .average()
                .orElseThrow();
        assertEquals(mean, pool.get(8, 0), FLOAT);
        assertEquals(mean, pool.get(9, 1), FLOAT);
    }

    @Test
    void trainsEachFoldOnTheOthersWithItsLabels() {
        new CrossValidation(settings(List.of(trainer), false)).fit(LABELS, 2, 1);

        int[] timesTrainedOn = new int[LABELS.length];
        assertEquals(4, trainer.trained().size());
        for (FakeTrainer.FakeClassifier classifier : trainer.trained()) {
            assertEquals(6, classifier.rows().length);
            for (int n = 0; n < 6; n++) {
                timesTrainedOn[classifier.rows()[n]]++;
                assertEquals(LABELS[classifier.rows()[n]], classifier.labels()[n]);
            }
        }
        assertArrayEquals(new int[] {3, 3, 3, 3, 3, 3, 3, 3, 0, 0}, timesTrainedOn);
    }

    @Test
    void closesEveryClassifierOnce() {
        new CrossValidation(settings(List.of(trainer), true)).fit(LABELS, 2, 1);

        trainer.trained().forEach(classifier -> assertEquals(1, classifier.timesClosed()));
    }

    @Test
    void closesTheTrainedOnesWhenTrainingFails() {
        FailsAtThird failing = new FailsAtThird(trainer);

        assertThrows(
                IllegalStateException.class,
                () -> new CrossValidation(settings(List.of(failing), false)).fit(LABELS, 2, 1));

        assertEquals(2, trainer.trained().size());
        trainer.trained().forEach(classifier -> assertEquals(1, classifier.timesClosed()));
    }

    private static final class FailsAtThird implements Trainer {
        private final FakeTrainer trainer;

        private FailsAtThird(FakeTrainer trainer) {
            this.trainer = trainer;
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
            if (trainer.trained().size() == 2) {
                throw new IllegalStateException("out of luck");
            }
            return trainer.train(examples, rows, labels, numClasses, seed);
        }
    }

    @Test
    void keepsFoldPredictionsAndEmbeddingsOnRequestOnly() {
        MemberPredictions kept = new CrossValidation(settings(List.of(trainer), true))
                .fit(LABELS, 2, 1)
                .get(0);
        MemberPredictions not = new CrossValidation(settings(List.of(trainer), false))
                .fit(LABELS, 2, 1)
                .get(0);

        assertEquals(4, kept.poolByFold().size());
        assertEquals(
                FakeTrainer.SEEN,
                kept.poolByFold()
                        .get(0)
                        .get(
                                trainer.trained().get(0).rows()[0],
                                LABELS[trainer.trained().get(0).rows()[0]]));
        assertEquals(10, kept.embeddings().orElseThrow().numExamples());
        assertTrue(not.poolByFold().isEmpty());
        assertTrue(not.embeddings().isEmpty());
        for (int i = 0; i < LABELS.length; i++) {
            assertEquals(not.pool().get(i, 0), kept.pool().get(i, 0));
        }
    }

    @Test
    void predictsTheTestSetByEachFoldModel() {
        MemberPredictions member = new CrossValidation(settings(List.of(trainer), false))
                .fit(LABELS, 2, 1)
                .get(0);

        assertEquals(4, member.testByFold().size());
        assertEquals(
                trainer.trained().get(2).unseenConfidence(),
                member.testByFold().get(2).get(0, 1));
    }

    @Test
    void needsNoTestSet() {
        CrossValidation crossValidation =
                new CrossValidation(new CrossValidation.Scheme(List.of(trainer), POOL, NO_TEST, 4, false, false));

        assertTrue(crossValidation.fit(LABELS, 2, 1).get(0).testByFold().isEmpty());
    }

    @Test
    void trainersShareFoldsAndAreIndependentOfEachOther() {
        FakeTrainer other = new FakeTrainer("other");
        List<MemberPredictions> both = new CrossValidation(settings(List.of(other, trainer), false)).fit(LABELS, 2, 5);
        FakeTrainer alone = new FakeTrainer("fake");
        List<MemberPredictions> single = new CrossValidation(settings(List.of(alone), false)).fit(LABELS, 2, 5);

        assertEquals(
                List.of("other", "fake"),
                both.stream().map(MemberPredictions::model).toList());
        for (int fold = 0; fold < 4; fold++) {
            assertArrayEquals(
                    other.trained().get(fold).rows(),
                    trainer.trained().get(fold).rows());
            assertEquals(
                    alone.trained().get(fold).seed(),
                    trainer.trained().get(fold).seed());
            assertNotEquals(
                    other.trained().get(fold).seed(),
                    trainer.trained().get(fold).seed());
        }
        assertEquals(single.get(0).pool().get(0, 0), both.get(1).pool().get(0, 0));
    }

    @Test
    void twoTrainersOfOneNameTrainDifferently() {
        new CrossValidation(settings(List.of(trainer, trainer), false)).fit(LABELS, 2, 5);

        Set<Long> seeds = new HashSet<>();
        trainer.trained().forEach(classifier -> seeds.add(classifier.seed()));
        assertEquals(8, seeds.size());
    }

    @Test
    void anotherSeedDealsOtherFolds() {
        new CrossValidation(settings(List.of(trainer), false)).fit(LABELS, 2, 1);
        new CrossValidation(settings(List.of(trainer), false)).fit(LABELS, 2, 2);

        boolean same = true;
        for (int fold = 0; fold < 4; fold++) {
            same &= Arrays.equals(
                    trainer.trained().get(fold).rows(),
                    trainer.trained().get(4 + fold).rows());
        }
        assertFalse(same);
    }

    @Test
    void copesWithAbsentAndTinyClasses() {
        int[] labels = {0, 0, 0, 0, 0, 2, -1, -1, -1, -1};

        MemberPredictions member = new CrossValidation(settings(List.of(trainer), false))
                .fit(labels, 4, 1)
                .get(0);

        assertEquals(4, member.pool().numClasses());
    }

    @Test
    void dropoutPassesAreOfTheModelsThatDidNotSeeTheExample() {
        MemberPredictions member = new CrossValidation(
                        new CrossValidation.Scheme(List.of(trainer), POOL, TEST, 4, false, false, 2))
                .fit(LABELS, 2, 1)
                .get(0);

        assertEquals(2, member.poolByPass().size());
        for (int i = 0; i < LABELS.length; i++) {
            // A hundredth less confident in the first pass and two in the second, labelled or not.
            assertEquals(
                    member.pool().get(i, i % 2) - 0.01,
                    member.poolByPass().get(0).get(i, i % 2),
                    FLOAT);
            assertEquals(
                    member.pool().get(i, i % 2) - 0.02,
                    member.poolByPass().get(1).get(i, i % 2),
                    FLOAT);
        }
        assertEquals(
                4,
                trainer.trained().stream()
                        .flatMap(classifier -> classifier.passSeeds().stream())
                        .distinct()
                        .count(),
                "each fold's dropout is its own");
    }

    @Test
    void rejectsDropoutOfModelsWithout() {
        assertEquals(
                "predictions with dropout are wanted but failing has none; choose a network that is trained with dropout",
                message(() -> new CrossValidation.Scheme(
                        List.of(trainer, new FailsAtThird(trainer)), POOL, TEST, 4, false, false, 2)));
        assertEquals(
                "dropoutPasses is -1, expected at least 0",
                message(() -> new CrossValidation.Scheme(List.of(trainer), POOL, TEST, 4, false, false, -1)));
    }

    @Test
    void rejectsWhatCannotBeTrained() {
        CrossValidation crossValidation = new CrossValidation(settings(List.of(trainer), false));

        assertTrue(message(() -> crossValidation.fit(new int[] {0, 1}, 2, 1)).contains("2 labels for 10 examples"));
        int[] three = {0, 1, 0, -1, -1, -1, -1, -1, -1, -1};
        assertTrue(message(() -> crossValidation.fit(three, 2, 1)).startsWith("only 3 examples are labelled"));
        assertTrue(trainer.trained().isEmpty());
    }

    @Test
    void rejectsSettingsThatContradict() {
        assertTrue(message(() -> settings(List.of(), false)).contains("at least one trainer"));
        Examples wide = FeatureMatrix.ofRowMajor(1, 2, new float[2]);
        assertEquals(
                "test examples have shape [2] but pool examples [1]",
                message(() -> new CrossValidation.Scheme(List.of(trainer), POOL, wide, 4, false, false)));
        assertEquals(
                "embeddings are wanted but failing has none; choose a model with embeddings",
                message(() -> settings(List.of(new FailsAtThird(trainer)), true)));
    }

    private FakeTrainer.FakeClassifier unseeing(int example) {
        List<FakeTrainer.FakeClassifier> those = trainer.trained().stream()
                .filter(c -> Arrays.stream(c.rows()).noneMatch(i -> i == example))
                .toList();
        assertEquals(1, those.size());
        return those.get(0);
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
