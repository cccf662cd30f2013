package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

class AnnotatorEstimatesTest {
    /** Quantiles move with the accuracies, see below. */
    private static final double QUANTILE = 1e-5;

    /** The turns end when nothing changes by more than 1e-6. */
    private static final double TURNS = 2e-6;

    private static int[] none(int size) {
        int[] none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    @Test
    void takesTheMiddleWhereNothingIsKnown() {
        // Two classes: halfway between guessing and certainty is 3/4, as 4 labels: Beta(3, 1), whose distribution
        // function is x³.
        AnnotatorEstimate estimate = AnnotatorEstimates.of(Annotations.empty(5, 1, 2), none(5), none(5))
                .get(0);

        assertEquals(0.75, estimate.accuracy(), 1e-12);
        assertEquals(Math.cbrt(0.025), estimate.low(), QUANTILE);
        assertEquals(Math.cbrt(0.975), estimate.high(), QUANTILE);
    }

    @Test
    void countsKnownAnswersAsWorkedByHand() {
        AnnotationsBuilder labels = Annotations.builder(4, 2, 2);
        for (int i = 0; i < 4; i++) {
            labels.add(i, 0, 1);
        }

        List<AnnotatorEstimate> estimates = AnnotatorEstimates.of(labels.build(), none(4), new int[] {1, 1, 1, 1});

        // Four of four right: the mean is (3/4 + 4/8) / (1 + 4/8) = 5/6. So (4 + 4 · 5/6) / 8 = 11/12, and 5/6 of whom
        // nothing is
        // known. Of Beta(22/3, 2/3) the 2.5 % quantile is 0.663828 and the 97.5 % one 0.999526 (numerically
        // integrated).
        assertEquals(11.0 / 12, estimates.get(0).accuracy(), TURNS);
        assertEquals(0.663828, estimates.get(0).low(), QUANTILE);
        assertEquals(0.999526, estimates.get(0).high(), QUANTILE);
        assertEquals(5.0 / 6, estimates.get(1).accuracy(), TURNS);
    }

    @Test
    void countsTheAgreementOfTwoAsWorkedByHand() {
        Annotations labels =
                Annotations.builder(1, 2, 2).add(0, 0, 1).add(0, 1, 1).build();

        List<AnnotatorEstimate> estimates = AnnotatorEstimates.of(labels, none(1), none(1));

        // What the other says makes a class as probable as he is good, a: so the label counts as d = (2 a − 1)² labels,
        // all right.
        // With w = d / (d + 4), the mean is m = (3/4 + 2 w) / (1 + 2 w), and a = (d + 4 m) / (d + 4). Solved by
        // repetition.
        assertEquals(0.804370, estimates.get(0).accuracy(), 10 * TURNS);
        assertEquals(estimates.get(0), estimates.get(1));
    }

    @Test
    void learnsNothingFromAnExampleThatNobodyElseKnows() {
        Annotations labels =
                Annotations.builder(2, 2, 3).add(0, 0, 1).add(1, 0, 2).build();

        List<AnnotatorEstimate> estimates = AnnotatorEstimates.of(labels, none(2), none(2));

        assertEquals(2.0 / 3, estimates.get(0).accuracy(), TURNS);
    }

    /** A crowd with known accuracies, and a model of 0.7. */
    private record Crowd(Annotations labels, int[] predicted, int[] truth, double[] skill) {
        static Crowd draw(long seed, int numExamples, int perExample, int numClasses) {
            RandomGenerator rng = Seeds.generator(seed, "crowd");
            int numAnnotators = 8;
            double[] skill = new double[numAnnotators];
            Arrays.setAll(skill, j -> j < 2 ? 0.3 + 0.1 * j : 0.7 + 0.04 * j);
            int[] truth = new int[numExamples];
            int[] predicted = new int[numExamples];
            AnnotationsBuilder labels = Annotations.builder(numExamples, numAnnotators, numClasses);
            for (int i = 0; i < numExamples; i++) {
                truth[i] = rng.nextInt(numClasses);
                predicted[i] = answer(truth[i], 0.7, numClasses, rng);
                int[] order = Shuffles.permutation(numAnnotators, rng);
                for (int n = 0; n < perExample; n++) {
                    int j = order[n];
                    labels.add(i, j, answer(truth[i], skill[j], numClasses, rng));
                }
            }
            return new Crowd(labels.build(), predicted, truth, skill);
        }

        private static int answer(int truth, double skill, int numClasses, RandomGenerator rng) {
            return rng.nextDouble() < skill ? truth : (truth + 1 + rng.nextInt(numClasses - 1)) % numClasses;
        }

        /** How many of the true accuracies lie in their intervals, and the largest error. */
        double[] check(List<AnnotatorEstimate> estimates) {
            double inside = 0;
            double worst = 0;
            for (int j = 0; j < skill.length; j++) {
                AnnotatorEstimate estimate = estimates.get(j);
                inside += estimate.low() <= skill[j] && skill[j] <= estimate.high() ? 1 : 0;
                worst = Math.max(worst, Math.abs(estimate.accuracy() - skill[j]));
            }
            return new double[] {inside / skill.length, worst};
        }
    }

    @Test
    void findsTheAccuraciesFromTwoLabelsAnExample() {
        for (int numClasses : new int[] {2, 5}) {
            Crowd crowd = Crowd.draw(1, 20_000, 2, numClasses);
            int[] without = none(20_000);

            double[] byPeople = crowd.check(AnnotatorEstimates.of(crowd.labels(), without, without));
            double[] withModel = crowd.check(AnnotatorEstimates.of(crowd.labels(), crowd.predicted(), without));

            // 5000 labels each: a standard error of 0.007 if all were known, several times that by what others say.
            assertTrue(byPeople[1] < 0.05, () -> "off by " + byPeople[1]);
            assertTrue(withModel[1] < 0.05, () -> "off by " + withModel[1]);
        }
    }

    @Test
    void intervalsHoldTheTruth() {
        double insideByPeople = 0;
        double insideWithModel = 0;
        double insideByGold = 0;
        int trials = 100;
        for (int trial = 0; trial < trials; trial++) {
            Crowd crowd = Crowd.draw(trial, 150, 3, 5);
            int[] without = none(150);
            insideByPeople += crowd.check(AnnotatorEstimates.of(crowd.labels(), without, without))[0] / trials;
            insideWithModel +=
                    crowd.check(AnnotatorEstimates.of(crowd.labels(), crowd.predicted(), without))[0] / trials;
            insideByGold += crowd.check(AnnotatorEstimates.of(crowd.labels(), without, crowd.truth()))[0] / trials;
        }

        assertTrue(insideByGold > 0.92, "of known answers " + insideByGold);
        assertTrue(insideByPeople > 0.85, "by people " + insideByPeople);
        assertTrue(insideWithModel > 0.85, "with a model " + insideWithModel);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Annotations labels = Annotations.empty(3, 1, 2);

        assertTrue(assertThrows(IllegalArgumentException.class, () -> AnnotatorEstimates.of(labels, none(2), none(3)))
                .getMessage()
                .contains("predicted has 2 classes"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> AnnotatorEstimates.of(labels, none(3), new int[] {0, 2, 1}))
                .getMessage()
                .contains("gold class of example 1 is 2"));
    }
}
