package org.relabel4j.core.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;

class NoiseSamplersTest {
    /** Sums of a few terms of order 1; distances are small whole numbers, exact in floats. */
    private static final double TOLERANCE = 1e-12;

    private static final double NONE = Double.POSITIVE_INFINITY;

    private static double[] score(NoiseSampler sampler, PoolState state) {
        return sampler.score(state, state.consensus().labels(), new SplittableRandom(1))
                .toArray();
    }

    private static PoolState state(int[] labels, double[][] predProbs, float[][] embeddings) {
        AnnotationsBuilder annotations = Annotations.builder(labels.length, 1, predProbs[0].length);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                annotations.add(i, 0, labels[i]);
            }
        }
        return PoolStates.of(
                annotations.build(), List.of(PoolStates.member(DenseProbabilities.of(predProbs), embeddings)));
    }

    @Test
    void confidenceComparesProbabilitiesByTheirClassThresholds() {
        int[] labels = {0, 0, 1, -1};
        double[][] predProbs = {{0.9, 0.1, 0}, {0.3, 0.4, 0.3}, {0.2, 0.4, 0.4}, {0.1, 0.8, 0.1}};

        double[] scores = score(new ConfidenceNoiseSampler(), state(labels, predProbs, new float[4][1]));

        // Thresholds: class 0 (0.9 + 0.3) / 2 = 0.6, class 1 0.4; nothing is labelled 2, so it is no alternative.
        // Example 0: 0.9 / 0.6 = 1.5 against 0.1 / 0.4 = 0.25; 1: 0.5 against 1; 2: 1 against 0.2 / 0.6.
        assertArrayEquals(
                new double[] {1.25 / 1.75, -0.5 / 1.5, (1 - 1 / 3.0) / (1 + 1 / 3.0), NONE}, scores, TOLERANCE);
    }

    @Test
    void confidenceDoesNotDoubtAClassThatTheModelIsShyAbout() {
        // The model gives class 1 never more than 0.45, and its examples just that: plainly p_0 > p_1, yet no
        // contradiction.
        int[] labels = {0, 0, 1, 1};
        double[][] predProbs = {{0.95, 0.05}, {0.6, 0.4}, {0.55, 0.45}, {0.55, 0.45}};

        double[] scores = score(new ConfidenceNoiseSampler(), state(labels, predProbs, new float[4][1]));

        assertTrue(scores[2] > 0, () -> Arrays.toString(scores));
        assertTrue(scores[1] < scores[2], () -> Arrays.toString(scores));
    }

    @Test
    void neighboursVoteByTheirDistance() {
        int[] labels = {0, 0, 1, 1, -1};
        float[][] line = {{0}, {1}, {2}, {10}, {0}};

        double[] scores = score(new NeighbourNoiseSampler(2), state(labels, even(5), line));

        // Example 0: neighbours 1 (d = 1, agrees) and 2 (d = 4), mean 2.5. The unlabelled one at 0 has no vote.
        double near = Math.exp(-1 / 2.5);
        double far = Math.exp(-4 / 2.5);
        assertEquals(near / (near + far), scores[0], TOLERANCE);
        // Example 1: 0 and 2, both at 1. Example 2: 1 and 0, both of class 0.
        assertEquals(0.5, scores[1], TOLERANCE);
        assertEquals(0, scores[2], TOLERANCE);
        assertEquals(NONE, scores[4]);
    }

    @Test
    void withoutNeighboursThereIsNoDoubt() {
        double[] scores =
                score(new NeighbourNoiseSampler(), state(new int[] {1, -1}, even(2), new float[][] {{0}, {1}}));

        assertArrayEquals(new double[] {1, NONE}, scores);
    }

    @Test
    void equalEmbeddingsVoteEqually() {
        double[] scores = score(new NeighbourNoiseSampler(), state(new int[] {0, 1, 1}, even(3), new float[3][1]));

        assertArrayEquals(new double[] {0, 0.5, 0.5}, scores, TOLERANCE);
    }

    private static double[][] even(int n) {
        double[][] rows = new double[n][];
        Arrays.fill(rows, new double[] {0.5, 0.5});
        return rows;
    }

    /** Scores given examples low. */
    private static NoiseSampler doubting(int... examples) {
        return (state, labels, rng) -> {
            double[] scores = new double[labels.length];
            for (int i : examples) {
                scores[i] = -1;
            }
            return Scores.of(scores);
        };
    }

    /** Examples 0 to 5 are contradicted by a second label, 6 to 11 are not. */
    private static PoolState evidence(int numContradicted) {
        AnnotationsBuilder annotations = Annotations.builder(12, 2, 2);
        for (int i = 0; i < 12; i++) {
            annotations.add(i, 0, 0).add(i, 1, i < numContradicted ? 1 : 0);
        }
        return PoolStates.of(annotations.build(), even(12));
    }

    @Test
    void adaptiveTakesTheSamplerThatForesawContradictions() {
        NoiseSampler right = doubting(0, 1, 2, 3, 4);
        NoiseSampler wrong = doubting(7, 8, 9);
        PoolState state = evidence(6);
        int[] labels = state.consensus().labels();

        assertSame(right, new AdaptiveNoiseSampler(wrong, right).choose(state, labels, new SplittableRandom(1)));
        assertSame(right, new AdaptiveNoiseSampler(right, wrong).choose(state, labels, new SplittableRandom(1)));
    }

    @Test
    void adaptiveUsesTheEarlySamplerWithoutEvidence() {
        NoiseSampler early = doubting(7);
        NoiseSampler late = doubting(0, 1, 2, 3);
        PoolState state = evidence(4);

        assertSame(
                early,
                new AdaptiveNoiseSampler(early, late)
                        .choose(state, state.consensus().labels(), new SplittableRandom(1)));
    }

    @Test
    void adaptiveHidesTheNewerLabelFromTheSamplers() {
        PoolState state = evidence(6);
        NoiseSampler watching = (s, labels, rng) -> {
            // A first label is always 0 here.
            assertArrayEquals(new int[12], labels);
            return Scores.of(new double[12]);
        };

        new AdaptiveNoiseSampler(watching, watching)
                .choose(state, state.consensus().labels(), new SplittableRandom(1));
    }

    @Test
    void areaUnderTheRocCurveCountsPairs() {
        Scores scores = Scores.of(new double[] {1, 2, 2, 3, 0});
        boolean[] known = {true, true, true, true, false};
        boolean[] contradicted = {true, true, false, false, true};

        // Contradicted 1 and 2 against 2 and 3: 1 < 2, 1 < 3, 2 = 2 (half), 2 < 3.
        assertEquals(3.5 / 4, AdaptiveNoiseSampler.areaUnderRoc(scores, known, contradicted), TOLERANCE);
    }

    @Test
    void samplersSayWhatTheyNeed() {
        assertTrue(new AdaptiveNoiseSampler().needs().embeddings());
        assertTrue(new NeighbourNoiseSampler().needs().embeddings());
        assertThrows(IllegalArgumentException.class, () -> new NeighbourNoiseSampler(0));
    }
}
