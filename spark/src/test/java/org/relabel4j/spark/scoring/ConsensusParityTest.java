package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.registry.ConsensusMethods;

/** Consensus on Spark is that of core on the same pool. */
class ConsensusParityTest {
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "majority-vote,0,3",
        "majority-vote,1,1",
        "crowdlab,1,1",
        "crowdlab,1,6",
        "crowdlab,2,3",
        "crowdlab-calibrated,1,3",
        "crowdlab-calibrated,2,2"
    })
    void isThatOfOneMachine(String method, int numModels, int numPartitions) {
        PoolTables pool = PoolTables.random(600, 8, 3, numModels, 20 + numModels * 10L + numPartitions);

        ConsensusAnalysis expected =
                ConsensusMethods.byName(method).analyse(pool.annotations(), pool.predProbs(), PoolTables.chance(0));
        try (SparkConsensus found = RelabelSpark.consensus(
                pool.labels(), pool.models(), SparkOptions.of(method).withPartitions(numPartitions))) {
            assertConsensus(pool, expected.consensus(), PoolTables.byTask(found.consensus()));
            assertAnnotators(pool, expected, found.annotators().collectAsList());
            assertPosterior(pool, expected, found.posterior().collectAsList());
        }
    }

    @ParameterizedTest
    @CsvSource({"majority-vote,0,1", "majority-vote,2,5", "crowdlab,2,3", "crowdlab-calibrated,2,4"})
    void whereOnlyChanceDecidesLabelsAreThoseOfOneMachine(String method, int numModels, int numPartitions) {
        PoolTables all = PoolTables.tied(120, 7);
        PoolTables pool = new PoolTables(all.annotations(), all.predProbs().subList(0, numModels), all.random());

        Consensus expected =
                ConsensusMethods.byName(method).infer(pool.annotations(), pool.predProbs(), PoolTables.chance(3));
        try (SparkConsensus found = RelabelSpark.consensus(
                pool.labels(),
                pool.models(),
                SparkOptions.of(method).withSeed(3).withPartitions(numPartitions))) {
            assertConsensus(pool, expected, PoolTables.byTask(found.consensus()));
        }
        assertEquals(3, IntStream.of(expected.labels()).distinct().count(), "none, and both classes");
    }

    private static void assertConsensus(PoolTables pool, Consensus expected, Map<Integer, Row> found) {
        assertEquals(pool.annotations().numLabelled(), found.size());
        found.forEach((i, row) -> {
            assertEquals(Integer.toString(expected.label(i)), row.getString(1), "t" + i);
            assertEquals(expected.quality(i), row.getDouble(2), TOLERANCE);
            assertEquals(expected.agreement(i), row.getDouble(3), TOLERANCE);
            assertEquals(pool.annotations().count(i), row.getInt(4));
        });
    }

    static void assertAnnotators(PoolTables pool, ConsensusAnalysis analysis, List<Row> found) {
        AnnotatorStats expected = analysis.annotatorStats();
        assertEquals(expected.quality().length, found.size());
        double worst = Double.NEGATIVE_INFINITY;
        for (Row row : found) {
            int j = Integer.parseInt(row.getString(0).substring(1));
            assertEquals(expected.quality()[j], row.isNullAt(1) ? Double.NaN : row.getDouble(1), TOLERANCE);
            assertEquals(expected.agreementWithConsensus()[j], row.getDouble(2), TOLERANCE);
            assertArrayEquals(
                    disagreement(pool, analysis.consensus(), j, expected.worstClass()[j]),
                    disagreement(pool, analysis.consensus(), j, Integer.parseInt(row.getString(3))),
                    TOLERANCE);
            assertEquals(expected.numExamplesLabelled()[j], row.getLong(4));
            assertTrue(row.isNullAt(1) || row.getDouble(1) >= worst, "the worst come first");
            worst = row.isNullAt(1) ? Double.POSITIVE_INFINITY : row.getDouble(1);
        }
    }

    /**
     * What makes a class an annotator's worst: agreement, number of labels, mean quality. Classes whose labels are certain differ in
     * it by rounding alone.
     */
    private static double[] disagreement(PoolTables pool, Consensus consensus, int j, int label) {
        Annotations annotations = pool.annotations();
        double[] sums = new double[3];
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.labelBy(i, j) == label) {
                sums[0] += consensus.label(i) == label ? 1 : 0;
                sums[1]++;
                sums[2] += consensus.quality(i);
            }
        }
        return new double[] {sums[0] / sums[1], sums[1], sums[2] / sums[1]};
    }

    static void assertPosterior(PoolTables pool, ConsensusAnalysis expected, List<Row> found) {
        Map<String, Double> probabilities = new HashMap<>();
        found.forEach(row -> probabilities.put(row.getString(0) + " " + row.getString(1), row.getDouble(2)));
        double[] row = new double[pool.annotations().numClasses()];
        for (int i = 0; i < pool.annotations().numExamples(); i++) {
            if (pool.annotations().isLabelled(i)) {
                expected.classProbabilities(i, row);
                for (int k = 0; k < row.length; k++) {
                    assertEquals(row[k], probabilities.get("t" + i + " " + k), TOLERANCE);
                }
            }
        }
    }
}
