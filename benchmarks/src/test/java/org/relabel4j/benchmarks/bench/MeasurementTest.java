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
        long[] nanos = {0};

        Measurement<byte[]> measured = Measurement.of(
                0,
                2,
                () -> {
                    nanos[0] += 5_000_000;
                    return new byte[8 << 20];
                },
                () -> nanos[0]);

        assertEquals(5, measured.timing().minMs());
        assertTrue(measured.cpuMs() >= 0, () -> measured.cpuMs() + " ms");
        assertTrue(measured.peakHeapMb() >= 8, () -> measured.peakHeapMb() + " MiB");
    }

    @Test
    void endsTheWarmUpAfterFiveSeconds() throws Exception {
        long[] nanos = {0};
        int[] calls = {0};

        Measurement.of(
                100,
                1,
                () -> {
                    nanos[0] += 2_000_000_000L;
                    return ++calls[0];
                },
                () -> nanos[0]);

        assertEquals(4, calls[0]); // at 0, 2 and 4 s, and the measured one
    }
}
