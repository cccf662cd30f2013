package org.relabel4j.spark.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;

/** What grid.sh tries on a cluster is here in small. */
class GpusTest {
    private static Map<String, ResourceInformation> gpus(String... addresses) {
        return Map.of("gpu", new ResourceInformation("gpu", addresses));
    }

    @Test
    void aCellHasTheFirstOfItsTasksCards() {
        assertEquals(OptionalInt.of(3), Gpus.card(gpus("3", "1")));
        assertEquals(OptionalInt.empty(), Gpus.card(gpus()));
        assertEquals(OptionalInt.empty(), Gpus.card(Map.of("fpga", new ResourceInformation("fpga", new String[] {"0"
        }))));
    }

    @Test
    void anAddressThatIsNoNumberIsTheCallersMistake() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Gpus.card(gpus("GPU-8f2c")));

        assertTrue(refused.getMessage().startsWith("Spark gives the loop GPU \"GPU-8f2c\", expected a number"));
    }

    @Test
    void aCellHasOneCardWhereExecutorsHaveSome() {
        SparkConf without = new SparkConf(false);
        SparkConf with = new SparkConf(false).set("spark.executor.resource.gpu.amount", "4");
        SparkConf half = with.clone().set("spark.task.resource.gpu.amount", "0.5");
        for (SparkConf conf : new SparkConf[] {without, with, half}) {
            Gpus.configure(conf);
        }

        assertFalse(without.contains("spark.task.resource.gpu.amount"));
        assertEquals("1", with.get("spark.task.resource.gpu.amount"));
        assertEquals("0.5", half.get("spark.task.resource.gpu.amount"));
    }
}
