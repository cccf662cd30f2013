package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.spark.LocalSpark;
import scala.Option;
import scala.Tuple2;

/** However many steps there were, little of them is kept. */
@DisabledForJreRange(min = JRE.JAVA_24, disabledReason = "the Hadoop of Spark 4.1 does not run on it")
class ChainTest {
    @TempDir
    private Path folder;

    private final JavaSparkContext context =
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

    private final int keptBefore = context.getPersistentRDDs().size();

    @AfterEach
    void forgetFolder() {
        context.sc().checkpointDir_$eq(Option.empty());
    }

    private Chain<Integer> counted(int steps) {
        Chain<Integer> chain = new Chain<>(context.parallelize(List.of(0, 100), 2));
        for (int step = 1; step <= steps; step++) {
            JavaPairRDD<Integer, Integer> shuffled =
                    chain.last().mapToPair(x -> new Tuple2<>(x, x)).partitionBy(new HashPartitioner(2));
            List<Integer> found = chain.next(shuffled.values().map(x -> x + 1), shuffled.rdd(), x -> x);

            assertEquals(List.of(step, 100 + step), found.stream().sorted().toList());
            assertTrue(context.getPersistentRDDs().size() <= keptBefore + 2, "the last and the last safe one are kept");
            assertTrue(chain.last().toDebugString().lines().count() < 60, "lineage ends at the last safe one");
        }
        return chain;
    }

    @Test
    void keepsTheLastAndTheLastSafeOne() {
        Chain<Integer> chain = counted(35);

        chain.close();

        assertEquals(keptBefore, context.getPersistentRDDs().size());
    }

    @Test
    void keepsOneOfTheFoldersOfCheckpoints() throws IOException {
        context.setCheckpointDir(folder.toString());
        Chain<Integer> chain = counted(25);

        assertEquals(1, numCheckpoints());
        chain.close();
        assertEquals(0, numCheckpoints());
    }

    private long numCheckpoints() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("rdd-"))
                    .count();
        }
    }
}
