package org.relabel4j.benchmarks.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.training.MemberPredictions;

class PublishedStrategiesTest {
    private static PoolState state(int round, Annotations annotations, double[][] rows, double[] qualities) {
        Consensus consensus = new Consensus(new int[rows.length], qualities, qualities);
        MemberPredictions member =
                new MemberPredictions("m", DenseProbabilities.of(rows), List.of(), List.of(), Optional.empty());
        return new PoolState(round, annotations, consensus, List.of(member));
    }

    private static double[][] even(int numExamples) {
        double[][] rows = new double[numExamples][2];
        Arrays.stream(rows).forEach(row -> Arrays.fill(row, 0.5));
        return rows;
    }

    @Test
    void disagreementTakes99NewExamplesOf100AsPublished() {
        // The published round 0: the first 500 of 2,000 examples are labelled; in CIFAR-10H 1,000 of 5,000, and 499 of
        // 500.
        int[] wallRobot = PublishedDisagreement.argsortOfEqualKeys(2000);
        int[] cifar = PublishedDisagreement.argsortOfEqualKeys(5000);

        assertEquals(99, Arrays.stream(wallRobot, 0, 100).filter(n -> n >= 500).count());
        assertEquals(499, Arrays.stream(cifar, 0, 500).filter(n -> n >= 1000).count());
        assertArrayEquals(
                IntStream.range(0, 2000).toArray(),
                Arrays.stream(wallRobot).sorted().toArray());
        // Up to 17 keys are sorted by insertion, which moves no equal key. Of 18, by hand: 8 and 16 change places, then
        // 1 and 15, 2
        // and 14, ... 7 and 9; then 8, where the scans meet, and 16 again.
        assertArrayEquals(IntStream.range(0, 17).toArray(), PublishedDisagreement.argsortOfEqualKeys(17));
        assertArrayEquals(
                new int[] {0, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 16, 17},
                PublishedDisagreement.argsortOfEqualKeys(18));
    }

    @Test
    void disagreementRanksLabelledExamplesInFrontOnesOfTheStartFirst() {
        // Two annotators at the start and one in each of rounds 0 and 1: 3 has a label from the start, 0 of round 0, 2
        // of 1.
        Annotations annotations = Annotations.builder(4, 4, 2)
                .add(3, 1, 0)
                .add(0, 2, 0)
                .add(3, 2, 0)
                .add(2, 3, 0)
                .build();
        PoolState state = state(2, annotations, even(4), new double[4]);

        assertArrayEquals(new int[] {3, 0, 2, 1}, LabellingOrder.of(state));
        assertEquals(
                Scores.of(new double[] {1, 3, 2, 0}),
                new PublishedDisagreement().score(state, new SplittableRandom(1)));
    }

    @Test
    void activeLabRanksLabelledExamplesByStaleQualityWhoeverLabelledThem() {
        Annotations annotations = Annotations.builder(4, 3, 2)
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(0, 2, 0)
                .add(1, 0, 0)
                .add(2, 0, 0)
                .add(2, 1, 1)
                .build();
        double[][] rows = {{0.9, 0.1}, {0.6, 0.4}, {0.7, 0.3}, {0.8, 0.2}};
        PoolState state = state(1, annotations, rows, new double[] {0.5, 0.6, 0.55, Double.NaN});

        Scores scores = new PublishedActiveLab().score(state, new SplittableRandom(1));

        // By quality of the round before alone, though example 0 has three labels and 1 has one; the paper's score asks
        // about 1.
        assertTrue(scores.get(0) < scores.get(2) && scores.get(2) < scores.get(1), scores::toString);
        Scores paper = ActiveLab.single().score(state, new SplittableRandom(1));
        assertTrue(paper.get(1) < paper.get(0), paper::toString);
    }

    @Test
    void activeLabTakesTheAnnotatorsOfTheExampleWhoseNumberIsTheRounds() {
        Annotations annotations = Annotations.builder(3, 3, 2)
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(1, 0, 0)
                .add(1, 1, 0)
                .add(1, 2, 0)
                .add(2, 0, 0)
                .build();
        double[] qualities = {0.9, 0.9, 0.9};

        Scores first =
                new PublishedActiveLab().score(state(1, annotations, even(3), qualities), new SplittableRandom(1));
        Scores second =
                new PublishedActiveLab().score(state(2, annotations, even(3), qualities), new SplittableRandom(1));

        assertEquals(first.get(0), first.get(2), 0.0);
        // Example 1 has three annotators, example 2 one: more weight on the quality.
        assertTrue(first.get(0) > second.get(0), first + " and " + second);
    }

    @Test
    void temperatureMinimisesTheSharesOfTheWholeArray() {
        Annotations annotations =
                Annotations.builder(2, 1, 2).add(0, 0, 0).add(1, 0, 0).build();

        // Sum of -ln of the right cells' shares of the whole array: at T = 0.5 the cells are 0.64 and 0.25 of 1.18, so
        // 0.612 +
        // 1.552 = 2.164; T = 0.2: 2.70, T = 0.8: 2.243; in the fine grid T = 0.425: 2.167, T = 0.575: 2.176. With each
        // row's own sum
        // the second row would not matter, and the best T were the lowest.
        double[][] rows = {{0.8, 0.2}, {0.5, 0.5}};
        assertEquals(0.5, new PublishedTemperature(annotations, DenseProbabilities.of(rows)).best(), 0.0);
        assertTrue(
                TemperatureScaling.fit(annotations, DenseProbabilities.of(rows)).temperature() < 0.2);
    }

    @Test
    void onlyExperimentsKnowThem() {
        BuiltInComponents components = new BuiltInComponents();

        for (String name : PublishedStrategies.names()) {
            assertFalse(Strategies.names().contains(name));
            assertTrue(components.strategies().contains(name));
            String consensus = components.strategy(name, Map.of()).consensus();
            assertTrue(components.consensusMethod(consensus, Map.of()) != null);
            assertThrows(IllegalArgumentException.class, () -> components.strategy(name, Map.of("x", "1")));
        }
        assertFalse(components.consensusMethods().contains("published-crowdlab"));
    }
}
