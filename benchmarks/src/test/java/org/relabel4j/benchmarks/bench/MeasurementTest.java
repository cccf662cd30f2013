package org.relabel4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void countsOnlyCallsAfterTheWarmUp() throws Exception {
        int[] calls = {0};

        Measurement<Integer> measured = Measurement.of(2, 3, () -> ++calls[0]);

        assertEquals(3, measured.timing().repeat());
        assertEquals(5, measured.last());
    }

    @Test
    void measuresTimeAndMemory() throws Exception {
        Measurement<byte[]> measured = Measurement.of(0, 2, () -> {
            Thread.sleep(5);
            return new byte[8 << 20];
        });

        assertTrue(measured.timing().minMs() >= 5, () -> measured.timing().toString());
        assertTrue(measured.cpuMs() >= 0, () -> measured.cpuMs() + " ms");
        assertTrue(measured.peakHeapMb() >= 8, () -> measured.peakHeapMb() + " MiB");
    }
}
