package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;

class AssignmentTest {
    private static final AnnotatorEstimate POOR = new AnnotatorEstimate(0.4, 0.3, 0.5);

    private static AnnotatorEstimate about(double accuracy) {
        return new AnnotatorEstimate(accuracy, accuracy - 0.1, Math.min(1, accuracy + 0.1));
    }

    private static List<int[]> noSkips(int numAnnotators) {
        return Collections.nCopies(numAnnotators, new int[0]);
    }

    /** Examples 0 to 3 have a label of annotator 0, the others none; three annotators. */
    private static Annotations fourLabelled() {
        AnnotationsBuilder labels = Annotations.builder(10, 3, 2);
        for (int i = 0; i < 4; i++) {
            labels.add(i, 0, 1);
        }
        return labels.build();
    }

    @Test
    void givesRepeatsToTheBetterAndTheRestToTheOthers() {
        List<AnnotatorEstimate> estimates = List.of(about(0.8), about(0.75), about(0.9));
        Assignment assignment = new Assignment(fourLabelled(), noSkips(3), estimates, Costs.labels());

        int[] asked = assignment.assign(new int[] {5, 0, 6, 1, 2, 7});

        // Two each: repeats 0 and 1 to the best, 2 to the next, who has not labelled it either. Then 5 goes to who has
        // two left.
        assertArrayEquals(new int[] {0, 2, 1, 2, 1, 0}, asked);
    }

    @Test
    void weighsQualityAgainstCost() {
        List<AnnotatorEstimate> estimates = List.of(about(0.8), about(0.75), about(0.9));
        Costs dear = new Costs("EUR", 1, 1, List.of(1.0, 1.0, 2.0));

        // (0.75 − 0.5) / 1 is more than (0.9 − 0.5) / 2.
        assertArrayEquals(
                new int[] {1, 2, 0},
                new Assignment(fourLabelled(), noSkips(3), estimates, dear).assign(new int[] {0, 1, 5}));
        assertArrayEquals(
                new int[] {2, 1, 0},
                new Assignment(fourLabelled(), noSkips(3), estimates, Costs.labels()).assign(new int[] {0, 1, 5}));
    }

    @Test
    void asksNobodyPoorToDecide() {
        List<AnnotatorEstimate> estimates = List.of(about(0.8), POOR, about(0.9));
        List<int[]> skips = List.of(new int[0], new int[0], new int[] {1});
        Assignment assignment = new Assignment(fourLabelled(), skips, estimates, Costs.labels());

        assertTrue(assignment.isPoor(1));
        assertTrue(assignment.canBeAsked(1), "by the poor one");
        assertFalse(assignment.canBeAskedWell(1), "labelled by one and skipped by the other good one");
        assertTrue(assignment.canBeAskedWell(0));
        assertTrue(assignment.canBeAskedWell(9));
        assertArrayEquals(
                new int[] {2, Assignment.NOBODY, 2, 2},
                assignment.assign(new int[] {0, 1, 2, 3}),
                "all to the good one");
        assertArrayEquals(
                new int[] {2, 0}, assignment.assign(new int[] {9, 8}), "he guesses: nor are new ones given to him");
    }

    @Test
    void givesThePoorAsMuchNewAsTheirLabelsTell() {
        // The mean is 0.75: of new examples the poor one's share is ((0.65 − 0.5) / (0.75 − 0.5))² = 0.36 of the
        // others'.
        List<AnnotatorEstimate> estimates = List.of(about(0.8), new AnnotatorEstimate(0.65, 0.6, 0.7), about(0.8));
        Assignment assignment = new Assignment(Annotations.empty(30, 3, 2), noSkips(3), estimates, Costs.labels());

        int[] asked = assignment.assign(IntStream.range(0, 30).toArray());

        // 0.36 · 10 = 3.6, and the rest evenly.
        assertArrayEquals(
                new long[] {13, 4, 13},
                IntStream.range(0, 3)
                        .mapToLong(j -> Arrays.stream(asked).filter(a -> a == j).count())
                        .toArray());
    }

    @Test
    void knowsWhenNobodyIsLeft() {
        Annotations labels =
                Annotations.builder(2, 2, 2).add(0, 0, 1).add(0, 1, 0).build();
        List<AnnotatorEstimate> estimates = List.of(about(0.8), about(0.8));
        Assignment assignment =
                new Assignment(labels, List.of(new int[] {0, 1}, new int[] {1}), estimates, Costs.labels());

        assertFalse(assignment.canBeAsked(0));
        assertFalse(assignment.canBeAsked(1), "both skipped it");
        assertArrayEquals(new int[] {Assignment.NOBODY, Assignment.NOBODY}, assignment.assign(new int[] {1, 0}));
    }

    @Test
    void asksNobodyWithoutAnnotators() {
        Assignment assignment = new Assignment(Annotations.empty(3, 0, 2), List.of(), List.of(), Costs.labels());

        assertFalse(assignment.canBeAsked(0));
        assertArrayEquals(new int[] {Assignment.NOBODY}, assignment.assign(new int[] {2}));
    }

    /** A random project. */
    private record Situation(Annotations labels, List<int[]> skips, List<AnnotatorEstimate> estimates, int[] batch) {
        static Situation draw(long seed) {
            RandomGenerator rng = Seeds.generator(seed, "situation");
            int numExamples = 1 + rng.nextInt(60);
            int numAnnotators = 1 + rng.nextInt(seed % 3 == 0 ? 40 : 6);
            double density = rng.nextDouble();
            double skipping = rng.nextBoolean() ? 0 : 0.4 * rng.nextDouble();
            AnnotationsBuilder labels = Annotations.builder(numExamples, numAnnotators, 3);
            List<List<Integer>> skips = new ArrayList<>();
            for (int j = 0; j < numAnnotators; j++) {
                skips.add(new ArrayList<>());
            }
            for (int i = 0; i < numExamples; i++) {
                boolean labelled = rng.nextBoolean();
                for (int j = 0; j < numAnnotators; j++) {
                    if (labelled && rng.nextDouble() < density) {
                        labels.add(i, j, rng.nextInt(3));
                    }
                    if (rng.nextDouble() < skipping) {
                        skips.get(j).add(i);
                    }
                }
            }
            List<AnnotatorEstimate> estimates = IntStream.range(0, numAnnotators)
                    .mapToObj(j -> about(0.15 + 0.7 * rng.nextDouble()))
                    .toList();
            int[] batch = Arrays.copyOf(Shuffles.permutation(numExamples, rng), 1 + rng.nextInt(numExamples));
            return new Situation(
                    labels.build(),
                    skips.stream()
                            .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                            .toList(),
                    estimates,
                    batch);
        }

        Assignment assignment() {
            return new Assignment(labels, skips, estimates, Costs.labels());
        }

        boolean may(Assignment assignment, int example, int j) {
            return labels.labelBy(example, j) < 0
                    && Arrays.binarySearch(skips.get(j), example) < 0
                    && !(labels.isLabelled(example) && assignment.isPoor(j));
        }
    }

    @Test
    void asksOnlyWhoMayBeAskedAndSomebodyWheneverOneMay() {
        for (long seed = 0; seed < 3000; seed++) {
            Situation situation = Situation.draw(seed);
            Assignment assignment = situation.assignment();

            int[] asked = assignment.assign(situation.batch());

            for (int n = 0; n < asked.length; n++) {
                int example = situation.batch()[n];
                boolean anybody = IntStream.range(0, situation.estimates().size())
                        .anyMatch(j -> situation.may(assignment, example, j));
                assertEquals(anybody, assignment.canBeAskedWell(example), "seed " + seed);
                assertEquals(anybody, asked[n] != Assignment.NOBODY, "seed " + seed);
                assertTrue(!anybody || situation.may(assignment, example, asked[n]), "seed " + seed);
            }
            assertArrayEquals(asked, situation.assignment().assign(situation.batch()), "the same again");
        }
    }

    @Test
    void sharesAreEqualWhereAllAreFree() {
        for (long seed = 0; seed < 500; seed++) {
            Situation situation = Situation.draw(seed);
            int numAnnotators = situation.estimates().size();
            Assignment assignment = new Assignment(
                    Annotations.empty(60, numAnnotators, 3),
                    noSkips(numAnnotators),
                    situation.estimates(),
                    Costs.labels());

            int[] work = new int[numAnnotators];
            for (int j : assignment.assign(situation.batch())) {
                work[j]++;
            }

            int[] good = IntStream.range(0, numAnnotators)
                    .filter(j -> !assignment.isPoor(j))
                    .map(j -> work[j])
                    .sorted()
                    .toArray();
            assertTrue(good[good.length - 1] - good[0] <= 1, "seed " + seed);
            assertTrue(
                    IntStream.range(0, numAnnotators)
                            .allMatch(j ->
                                    !assignment.isPoor(j) || work[j] <= situation.batch().length / numAnnotators + 1),
                    "seed " + seed);
        }
    }

    @Test
    void refusesListsThatDoNotFit() {
        assertEquals(
                "skips of 2 annotators and estimates of 1, expected those of 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Assignment(fourLabelled(), noSkips(2), List.of(about(0.8)), Costs.labels()))
                        .getMessage());
    }
}
