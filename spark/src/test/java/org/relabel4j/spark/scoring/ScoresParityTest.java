package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.training.MemberPredictions;

/** Scores on Spark are those of core on the same pool. The rest is rounding: sums in another order. */
class ScoresParityTest {
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "1,8", "2,1", "3,5"})
    void activeLabIsThatOfOneMachine(int numModels, int numPartitions) {
        PoolTables pool = PoolTables.random(700, 9, 4, numModels, numModels * 10L + numPartitions);

        ActiveLabResult expected =
                ActiveLab.ensemble().analyse(pool.annotations(), pool.predProbs(), new SplittableRandom(1));
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
    @ValueSource(strings = {"entropy", "uncertainty", "margin", "active-label-cleaning", "disagreement"})
    void strategiesOfSingleRowsAreThoseOfOneMachine(String name) {
        PoolTables pool = PoolTables.random(300, 5, 3, name.equals("disagreement") ? 2 : 1, 3);

        double[] expected = Strategies.byName(name)
                .create(Map.of())
                .score(state(pool), new SplittableRandom(1))
                .toArray();
        try (SparkScores found = RelabelSpark.score(pool.labels(), pool.models(), SparkOptions.of(name))) {
            assertScores(expected, found.unranked());
        }
    }

    private static PoolState state(PoolTables pool) {
        List<MemberPredictions> members = new ArrayList<>();
        for (Probabilities model : pool.predProbs()) {
            members.add(new MemberPredictions("model", model, List.of(), List.of(), Optional.empty()));
        }
        return new PoolState(
                0,
                pool.annotations(),
                new MajorityVote().infer(pool.annotations(), pool.predProbs(), new SplittableRandom(1)),
                members);
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
                Strategies.byName("margin").create(Map.of()).score(state(pool), new SplittableRandom(1)),
                9,
                i -> "t" + i);
        try (SparkScores found = RelabelSpark.score(
                pool.labels(), pool.models(), SparkOptions.of("margin").withSeed(9))) {
            List<Row> ranked = found.ranked().collectAsList();
            for (int n = 0; n < expected.length; n++) {
                assertEquals("t" + expected[n], ranked.get(n).getString(0));
            }
        }
    }

    @Test
    void chanceFollowsFromSeedAndTaskAlone() {
        PoolTables pool = PoolTables.random(200, 4, 3, 1, 6);
        List<List<Row>> answers = new ArrayList<>();
        for (int numPartitions : new int[] {1, 5}) {
            for (String strategy : List.of("random", "good-random")) {
                try (SparkScores found = RelabelSpark.score(
                        pool.labels(),
                        pool.models(),
                        SparkOptions.of(strategy).withSeed(7).withPartitions(numPartitions))) {
                    answers.add(found.ranked().collectAsList());
                }
            }
        }

        assertEquals(answers.get(0), answers.get(2));
        assertEquals(answers.get(1), answers.get(3));
        int fewest = answers.get(1).get(0).getInt(1);
        for (Row row : answers.get(1)) {
            assertTrue(row.getInt(1) >= fewest, "those with fewer labels come first");
            fewest = row.getInt(1);
        }
    }
}
