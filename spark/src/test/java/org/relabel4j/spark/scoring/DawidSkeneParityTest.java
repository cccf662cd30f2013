package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ConfusionMatrices;
import org.relabel4j.core.consensus.ConsensusAnalysis;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.registry.ConsensusMethods;

/** Dawid-Skene on Spark is that of core on the same pool. */
class DawidSkeneParityTest {
    private static final double TOLERANCE = 1e-9;

    /** One example has labels by all annotators, one annotator has most labels, many have one; a quarter has no label. */
    @ParameterizedTest
    @CsvSource({
        "none,2,1",
        "none,10,2",
        "strong,2,8",
        "strong,5,1",
        "strong,10,3",
        "auto,2,2",
        "auto,10,8",
    })
    void isThatOfOneMachine(String prior, int numClasses, int numPartitions) {
        PoolTables pool = PoolTables.random(400, 150, numClasses, 0, numClasses * 10L + numPartitions);
        assertTrue(
                IntStream.range(0, 150).anyMatch(j -> labelsBy(pool.annotations(), j) == 1),
                "an annotator has one label");

        // As many homes as partitions.
        check(
                pool,
                prior,
                numPartitions,
                (labels, options, method) -> new SparkConsensus(DawidSkeneInference.fit(
                        new Pool(new Tables(labels, List.of(), options), options), method, 0, 1)));
    }

    /** The same where many iterations, a job of Spark each, are needed. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"none,5,3", "auto,5,5"})
    void isThatOfOneMachineAfterManyIterations(String prior, int numClasses, int numPartitions) {
        isThatOfOneMachine(prior, numClasses, numPartitions);
    }

    @FunctionalInterface
    private interface Inferring {
        SparkConsensus of(Dataset<Row> labels, SparkOptions options, DawidSkene method);
    }

    private static long labelsBy(Annotations annotations, int j) {
        return IntStream.range(0, annotations.size())
                .filter(a -> annotations.annotatorAt(a) == j)
                .count();
    }

    @Test
    void takesProbabilitiesAlongWithoutUsingThem() {
        check(PoolTables.random(400, 150, 10, 1, 103), "strong", 2);
    }

    @Test
    void isTheSameBytesInEachRun() {
        PoolTables pool = PoolTables.random(400, 150, 10, 0, 103);

        assertEquals(posteriors(pool), posteriors(pool));
    }

    private static List<Row> posteriors(PoolTables pool) {
        try (SparkConsensus found = RelabelSpark.consensus(
                pool.labels(),
                SparkOptions.of("dawid-skene")
                        .withOptions(Map.of("prior", "strong"))
                        .withPartitions(4))) {
            return found.posterior().sort("task", "class").collectAsList();
        }
    }

    /** Compares all tables; what nothing but chance decides may differ. */
    static void check(PoolTables pool, String prior, int numPartitions) {
        check(
                pool,
                prior,
                numPartitions,
                (labels, options, method) -> RelabelSpark.consensus(labels, pool.models(), options));
    }

    private static void check(PoolTables pool, String prior, int numPartitions, Inferring inferring) {
        Map<String, String> options = Map.of("prior", prior);
        ConsensusMethod method = ConsensusMethods.info("dawid-skene").create(options);
        ConsensusAnalysis expected = method.analyse(pool.annotations(), List.of(), PoolTables.chance(0));
        SparkOptions asked = SparkOptions.of("dawid-skene")
                .withOptions(options)
                .withPartitions(numPartitions)
                .withClasses(IntStream.range(0, pool.annotations().numClasses())
                        .mapToObj(Integer::toString)
                        .toList());
        try (SparkConsensus found = inferring.of(pool.labels(), asked, (DawidSkene) method)) {
            ConsensusParityTest.assertPosterior(
                    pool, expected, found.posterior().collectAsList());
            assertConfusions(pool, expected, found.confusions().collectAsList());
            boolean tied = assertConsensus(pool, expected, PoolTables.byTask(found.consensus()));
            if (!tied) {
                ConsensusParityTest.assertAnnotators(
                        pool, expected, found.annotators().collectAsList());
            }
        }
    }

    private static void assertConfusions(PoolTables pool, ConsensusAnalysis expected, List<Row> found) {
        ConfusionMatrices matrices = expected.confusionMatrices().orElseThrow();
        int numClasses = pool.annotations().numClasses();
        long numAnnotators = IntStream.range(0, pool.annotations().numAnnotators())
                .filter(j -> labelsBy(pool.annotations(), j) > 0)
                .count();
        assertEquals(numAnnotators * numClasses * numClasses, found.size());
        for (Row row : found) {
            int j = Integer.parseInt(row.getString(0).substring(1));
            double probability =
                    matrices.probability(j, Integer.parseInt(row.getString(1)), Integer.parseInt(row.getString(2)));
            assertEquals(probability, row.getDouble(3), TOLERANCE);
        }
    }

    /** Returns whether some label was decided by chance. */
    private static boolean assertConsensus(PoolTables pool, ConsensusAnalysis expected, Map<Integer, Row> found) {
        assertEquals(pool.annotations().numLabelled(), found.size());
        boolean tied = false;
        double[] posterior = new double[pool.annotations().numClasses()];
        for (Map.Entry<Integer, Row> entry : found.entrySet()) {
            int i = entry.getKey();
            Row row = entry.getValue();
            int label = Integer.parseInt(row.getString(1));
            expected.classProbabilities(i, posterior);
            assertEquals(expected.consensus().quality(i), posterior[label], TOLERANCE, "t" + i);
            assertEquals(expected.consensus().quality(i), row.getDouble(2), TOLERANCE);
            assertEquals(pool.annotations().count(i), row.getInt(4));
            if (label == expected.consensus().label(i)) {
                assertEquals(expected.consensus().agreement(i), row.getDouble(3), TOLERANCE);
            } else {
                tied = true;
            }
        }
        return tied;
    }
}
