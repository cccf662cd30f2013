package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.registry.Strategies;

/** DARL on Spark scores, ranks and chooses as core does on the same pool. */
class DarlParityTest {
    private static final double TOLERANCE = 1e-9;
    private static final long SEED = 4;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 'sampler=confidence'",
        "1, 8, 'sampler=confidence'",
        "1, 3, 'sampler=confidence ratio=0.3 mode=replace'",
        "1, 2, 'sampler=confidence ratio=0 base=margin'",
        "1, 5, 'sampler=confidence ratio=1 base=uncertainty'",
        "1, 4, 'sampler=confidence ratio=0.7 schedule=scheduled'",
        "2, 3, 'sampler=confidence ratio=0.4 schedule=adaptive base=disagreement mode=replace'",
        "1, 3, 'sampler=confidence ratio=0.25 base=activelab'",
        "1, 6, 'sampler=confidence schedule=adaptive base=random'",
        "2, 2, 'sampler=confidence base=activelab-ensemble schedule=adaptive'"
    })
    void isThatOfOneMachine(int numModels, int numPartitions, String given) {
        check(PoolTables.random(600, 7, 3, numModels, 10L * numPartitions + numModels), numPartitions, given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampler=confidence",
                "sampler=confidence base=good-random ratio=0.2",
                "sampler=confidence mode=replace"
            })
    void isThatOfOneMachineWhereOnlyChanceDecides(String given) {
        check(PoolTables.tied(600, 3), 3, given);
    }

    private static void check(PoolTables pool, int numPartitions, String given) {
        Map<String, String> values = new HashMap<>();
        for (String option : given.split(" ")) {
            values.put(option.split("=")[0], option.split("=")[1]);
        }

        PoolState state = pool.state(Strategies.byName("darl").consensus(values), SEED);
        AcquisitionStrategy strategy = Strategies.byName("darl").create(values);
        Scores scores = strategy.score(state, PoolTables.chance(SEED));
        int[] order = BatchSelector.ranked(scores, SEED, i -> "t" + i);
        try (SparkScores found = RelabelSpark.score(
                pool.orderedLabels(), pool.models(), options(values).withPartitions(numPartitions))) {
            assertRows(pool, order, scores, found.ranked().collectAsList());
            Map<Integer, Row> unranked = PoolTables.byTask(found.unranked());
            assertEquals(600, unranked.size());
            unranked.forEach((i, row) -> assertEquals(scores.get(i), row.getDouble(2), TOLERANCE));
            for (int batchSize : new int[] {40, 599}) {
                int[] batch = strategy.select(state, batchSize, PoolTables.chance(SEED));
                List<Row> best = found.best(batchSize).collectAsList();
                assertRows(pool, batch, scores, best);
                best.forEach(row -> assertEquals(row.getInt(1) == 0 ? "new" : "repeat", row.getString(4)));
            }
        }
    }

    private static void assertRows(PoolTables pool, int[] expected, Scores scores, List<Row> found) {
        assertEquals(expected.length, found.size());
        for (int n = 0; n < expected.length; n++) {
            Row row = found.get(n);
            assertEquals("t" + expected[n], row.getString(0), "rank " + (n + 1));
            assertEquals(pool.annotations().count(expected[n]), row.getInt(1));
            assertEquals(scores.get(expected[n]), row.getDouble(2), TOLERANCE);
            assertEquals(n + 1, row.getLong(3));
        }
    }

    private static SparkOptions options(Map<String, String> values) {
        return SparkOptions.of("darl")
                .withOptions(values)
                .withSeed(SEED)
                .withColumns(SparkOptions.Columns.defaults().withOrder("place"));
    }

    @Test
    void batchOfMoreThanThereAreIsAll() {
        PoolTables pool = PoolTables.random(50, 4, 2, 1, 3);
        try (SparkScores found =
                RelabelSpark.score(pool.orderedLabels(), pool.models(), options(Map.of("sampler", "confidence")))) {
            assertEquals(50, found.best(200).count());
            assertEquals(0, found.modelWeights().length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "date", "string"})
    void timesOrderLabelsAsNumbersDo(String type) {
        PoolTables pool = PoolTables.random(120, 4, 2, 1, 3);
        SparkOptions options = options(Map.of("sampler", "confidence")).withPartitions(2);
        Column day = date_add(to_date(lit("2024-01-01")), col("place"));
        Column time = type.equals("string") ? day.cast("timestamp").cast("string") : day.cast(type);

        try (SparkScores numbers = RelabelSpark.score(pool.orderedLabels(), pool.models(), options);
                SparkScores times =
                        RelabelSpark.score(pool.orderedLabels().withColumn("place", time), pool.models(), options)) {
            assertEquals(numbers.ranked().collectAsList(), times.ranked().collectAsList());
        }
    }

    /** A double has 53 bits: as doubles, these would be equal. */
    @ParameterizedTest
    @ValueSource(strings = {"bigint", "decimal(30,0)", "string"})
    void largeNumbersOrderLabelsAsSmallOnesDo(String type) {
        PoolTables pool = PoolTables.random(120, 4, 2, 1, 3);
        SparkOptions options = options(Map.of("sampler", "confidence")).withPartitions(2);
        Column nanoseconds = col("place").plus(lit(1_700_000_000_000_000_000L)).cast(type);

        try (SparkScores numbers = RelabelSpark.score(pool.orderedLabels(), pool.models(), options);
                SparkScores large = RelabelSpark.score(
                        pool.orderedLabels().withColumn("place", nanoseconds), pool.models(), options)) {
            assertEquals(numbers.ranked().collectAsList(), large.ranked().collectAsList());
        }
    }

    @Test
    void otherSamplersAreRefused() {
        PoolTables pool = PoolTables.random(50, 4, 2, 1, 3);

        assertEquals(
                "strategy darl runs on Spark with sampler=confidence alone; the other samplers look for neighbours among"
                        + " all examples",
                refusal(pool, options(Map.of())));
        assertEquals(refusal(pool, options(Map.of())), refusal(pool, options(Map.of("sampler", "neighbour"))));
    }

    @Test
    void basesThatDoNotRunAreRefused() {
        PoolTables pool = PoolTables.random(50, 4, 2, 1, 3);

        for (Map<String, String> values : List.of(
                Map.of("sampler", "confidence", "base", "badge"),
                Map.of("sampler", "confidence", "diversity", "k-means"))) {
            assertEquals(
                    "strategy darl with these options does not run on Spark, expected",
                    refusal(pool, options(values)).substring(0, 64));
        }
        assertEquals(
                "strategy darl compares several models, found one table of probabilities; give one for each",
                refusal(pool, options(Map.of("sampler", "confidence", "base", "disagreement"))));
    }

    @Test
    void labelsWithoutAnOrderAreRefusedWhereItMatters() {
        PoolTables pool = PoolTables.random(50, 4, 2, 1, 3);
        SparkOptions options = SparkOptions.of("darl").withOptions(Map.of("sampler", "confidence"));

        assertEquals(
                "strategy darl counts the newest of a task's labels, and some tasks have several; say by --columns"
                        + " order=NAME which column orders them, a number or a time",
                refusal(pool, options));
    }

    private static String refusal(PoolTables pool, SparkOptions options) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> RelabelSpark.score(pool.orderedLabels(), pool.models(), options))
                .getMessage();
    }
}
