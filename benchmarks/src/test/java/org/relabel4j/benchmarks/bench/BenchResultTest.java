package org.relabel4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchResultTest {
    private static final Timing TIMING = new Timing(3, 1.23456, 1, 2);

    @Test
    void jsonIsOneFlatObjectOnOneLine() {
        BenchResult result = new BenchResult(
                "scoring", Map.of("labeled", 5), TIMING, 0.7, 10.04, OptionalDouble.of(99.96), Map.of("accuracy", 0.5));

        assertTrue(
                result.toJson()
                        .startsWith("{\"benchmark\":\"scoring\",\"labeled\":5,\"repeat\":3,\"median_ms\":1.235,"
                                + "\"min_ms\":1.0,\"max_ms\":2.0,\"cpu_ms\":0.7,\"peak_memory_mb\":100.0,\"peak_heap_mb\":10.0,"
                                + "\"accuracy\":0.5,\"java\":"),
                result::toJson);
    }

    @Test
    void fallsBackOnTheHeapWhereTheProcessIsUnknown() {
        BenchResult result = new BenchResult("scoring", Map.of(), TIMING, 0.7, 10.04, OptionalDouble.empty(), Map.of());

        assertEquals(10.0, result.toMap().get("peak_memory_mb"));
    }

    @Test
    void textHasALineForEachFigure() {
        BenchResult result =
                new BenchResult("scoring", Map.of(), TIMING, Double.NaN, 1, OptionalDouble.empty(), Map.of());

        assertEquals(result.toMap().size(), result.toText().lines().count());
        assertTrue(result.toText().contains("median_ms       1.235"), result::toText);
    }
}
