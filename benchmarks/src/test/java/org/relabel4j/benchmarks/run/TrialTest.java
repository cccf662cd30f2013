package org.relabel4j.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.core.annotation.Annotations;

class TrialTest {
    private static Trial trial(int number, String... overrides) throws Exception {
        return Trial.of(SmallExperiment.config(overrides), number, new FakeComponents());
    }

    @Test
    void labelsAsManyExamplesAsConfiguredByTheFirstAnnotators() throws Exception {
        Annotations initial =
                trial(0, "initial.labelled=40", "initial.label-counts=0.5,0.5").initial();

        assertEquals(40, initial.numLabelled());
        assertEquals(5, initial.numAnnotators());
        // 40 examples with 1 or 2 labels each, evenly: 60 expected, and 40 or 80 as good as impossible.
        assertTrue(initial.size() > 45 && initial.size() < 75, initial::toString);
    }

    @Test
    void labelsTheWholePoolIfAskedTo() throws Exception {
        assertEquals(
                FakeComponents.POOL, trial(0, "initial.labelled=all").initial().numLabelled());
    }

    @Test
    void asksOneMoreAnnotatorInEachRoundWhoAlwaysAnswersTheSame() throws Exception {
        Trial trial = trial(0);

        var first = trial.source().label(0, new int[] {3, 4, 5});
        var again = trial.source().label(0, new int[] {5, 3});

        assertArrayEquals(new int[] {5, 5, 5}, first.annotators());
        assertArrayEquals(new int[] {7}, trial.source().label(2, new int[] {3}).annotators());
        assertEquals(first.labels()[0], again.labels()[1]);
        assertEquals(first.labels()[2], again.labels()[0]);
    }

    @Test
    void drawsTheDataAnewInEachTrialUnlessTheDataSeedIsFixed() throws Exception {
        assertNotEquals(trial(0).initial(), trial(1).initial());
        assertEquals(trial(0).initial(), trial(0).initial());
        assertEquals(trial(0, "data-seed=4").initial(), trial(1, "data-seed=4").initial());
        assertNotEquals(trial(0, "data-seed=4").seed(), trial(1, "data-seed=4").seed());
    }

    @Test
    void drawsNoiseOfTheWantedAccuracy() throws Exception {
        Trial trial = trial(0, "noise.trace=0.8", "noise.accuracy=0.84", "line.pool=20000", "initial.labelled=all");

        Annotations initial = trial.initial();
        int right = 0;
        int[] truth = trial.data().poolLabels();
        for (int i = 0; i < initial.numExamples(); i++) {
            for (int a = initial.rowStart(i); a < initial.rowEnd(i); a++) {
                right += initial.labelAt(a) == truth[i] ? 1 : 0;
            }
        }
        // 0.005 is how near the matrix must be; 0.01 adds more than four standard errors of 20,000 draws (0.002 each).
        assertEquals(0.84, (double) right / initial.size(), 0.015);
    }

    @Test
    void saysWhatDoesNotFitTheData() {
        assertEquals("batch is 61, but the pool has 60 examples; choose a smaller batch", complaint("batch=61"));
        assertEquals(
                "initial.labelled is 61, but the pool has 60 examples; choose at most as many, or all",
                complaint("initial.labelled=61"));
        assertEquals(
                "folds is 61, but only 60 examples have labels at the start; choose fewer folds",
                complaint("initial.labelled=all", "folds=61"));
        assertTrue(complaint("noise.trace=0.2").startsWith("noise.trace is 0.2 for 3 classes: trace is 0.6"));
        assertTrue(complaint("noise.accuracy=0.1").startsWith("noise.accuracy is 0.1, but"));
    }

    private static String complaint(String... overrides) {
        return assertThrows(IllegalArgumentException.class, () -> trial(0, overrides))
                .getMessage();
    }
}
