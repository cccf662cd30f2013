package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.registry.Strategies;

/** Scores on Spark are those of core on the same pool. The rest is rounding: sums in another order. */
class ScoresParityTest {
    private static final double TOLERANCE = 1e-9;
    private static final long SEED = 9;

    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "1,8", "2,1", "3,5"})
    void activeLabIsThatOfOneMachine(int numModels, int numPartitions) {
        PoolTables pool = PoolTables.random(700, 9, 4, numModels, numModels * 10L + numPartitions);

        ActiveLabResult expected =
                ActiveLab.ensemble().analyse(pool.annotations(), pool.predProbs(), PoolTables.chance(SEED));
        try (SparkScores found = RelabelSpark.score(
                pool.labels(), pool.models(), SparkOptions.of("activelab").withPartitions(numPartitions))) {

            assertScores(expected.scores().toArray(), found.unranked());
            assertArrayEquals(expected.temperatures(), found.temperatures(), 0);
            assertArrayEquals(expected.modelWeights(), found.modelWeights(), TOLERANCE);
            Map<String, Double> weights = new HashMap<>();
            found.annotatorWeights().collectAsList().forEach(row -> weights.put(row.getString(0), row.getDouble(1)));
            assertEquals(9, weights.size());
            for (int j = 0; j < 9; j++) {
                assertEquals(expected.annotatorWeights()[j], weights.get("a" + j), TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entropy",
                "uncertainty",
                "margin",
                "active-label-cleaning",
                "disagreement",
                "random",
                "good-random"
            })
    void strategiesOfSingleRowsAreThoseOfOneMachine(String name) {
        PoolTables pool = PoolTables.random(300, 5, 3, name.equals("disagreement") ? 2 : 1, 3);

        double[] expected = Strategies.byName(name)
                .create(Map.of())
                .score(pool.state("majority-vote", SEED), PoolTables.chance(SEED))
                .toArray();
        try (SparkScores found = RelabelSpark.score(
                pool.labels(), pool.models(), SparkOptions.of(name).withSeed(SEED))) {
            assertScores(expected, found.unranked());
        }
    }

    private static void assertScores(double[] expected, Dataset<Row> found) {
        Map<Integer, Row> rows = PoolTables.byTask(found);
        assertEquals(expected.length, rows.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], rows.get(i).getDouble(2), TOLERANCE, "t" + i);
        }
    }

    @Test
    void ranksFollowScoresAndTheBestAreTheFirst() {
        PoolTables pool = PoolTables.random(500, 6, 3, 1, 5);
        try (SparkScores found = RelabelSpark.score(
                pool.labels(), pool.models(), SparkOptions.of("activelab").withPartitions(4))) {
            List<Row> ranked = found.ranked().collectAsList();
            List<Row> best = found.best(20).collectAsList();

            assertEquals(
                    List.of("task", "annotations", "score", "rank"),
                    List.of(found.ranked().columns()));
            for (int n = 0; n < ranked.size(); n++) {
                assertEquals(n + 1, ranked.get(n).getLong(3));
                assertTrue(n == 0
                        || ranked.get(n - 1).getDouble(2) <= ranked.get(n).getDouble(2));
            }
            for (int n = 0; n < best.size(); n++) {
                assertEquals(ranked.get(n).getString(0), best.get(n).getString(0));
                assertEquals(n + 1, best.get(n).getLong(3));
                assertEquals(
                        ranked.get(n).getInt(1) == 0 ? "new" : "repeat",
                        best.get(n).getString(4));
            }
        }
    }

    @Test
    void equalScoresStandAsOnOneMachine() {
        PoolTables random = PoolTables.random(300, 4, 2, 1, 8);
        double[][] rows = new double[300][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % 3 == 0 ? new double[] {0.5, 0.5} : new double[] {0.25, 0.75};
        }
        PoolTables pool = new PoolTables(random.annotations(), List.of(DenseProbabilities.of(rows)), random.random());

        int[] expected = BatchSelector.ranked(
                Strategies.byName("margin")
                        .create(Map.of())
                        .score(pool.state("majority-vote", SEED), PoolTables.chance(SEED)),
                SEED,
                i -> "t" + i);
        try (SparkScores found = RelabelSpark.score(
                pool.labels(), pool.models(), SparkOptions.of("margin").withSeed(SEED))) {
            List<Row> ranked = found.ranked().collectAsList();
            for (int n = 0; n < expected.length; n++) {
                assertEquals("t" + expected[n], ranked.get(n).getString(0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"activelab,5", "random,1", "random,4", "good-random,3", "entropy,3"})
    void whereOnlyChanceDecidesBatchesAreThoseOfOneMachine(String name, int numPartitions) {
        PoolTables pool = PoolTables.tied(90, 6);
        PoolState state = pool.state("majority-vote", SEED);

        AcquisitionStrategy strategy = Strategies.byName(name, 2).create(Map.of());
        Scores scores = strategy.score(state, PoolTables.chance(SEED));
        int[] expected = strategy.select(state, 40, PoolTables.chance(SEED));
        try (SparkScores found = RelabelSpark.score(
                pool.labels(),
                pool.models(),
                SparkOptions.of(name).withSeed(SEED).withPartitions(numPartitions))) {
            assertScores(scores.toArray(), found.unranked());
            List<Row> best = found.best(40).collectAsList();
            for (int n = 0; n < expected.length; n++) {
                assertEquals("t" + expected[n], best.get(n).getString(0));
            }
        }
    }

    @Test
    void randomNeedsNoModel() {
        PoolTables pool = PoolTables.tied(30, 6);
        Scores expected = new RandomStrategy().score(pool.state("majority-vote", SEED), PoolTables.chance(SEED));

        try (SparkScores found = RelabelSpark.score(
                pool.labels(), List.of(), SparkOptions.of("random").withSeed(SEED))) {
            Map<Integer, Row> rows = PoolTables.byTask(found.unranked());
            assertEquals(20, rows.size());
            rows.forEach((i, row) -> assertEquals(expected.get(i), row.getDouble(2)));
        }
    }
}
