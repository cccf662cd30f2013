package org.relabel4j.core.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void visitsEveryExampleOnceInTheSameBlocksOnAnyNumberOfThreads(int threads) {
        int[] visits = new int[1003];
        int[] starts = new int[11];

        Blocks.forEach(visits.length, 100, threads, () -> "scratch", (block, from, to, scratch) -> {
            starts[block] = from;
            for (int i = from; i < to; i++) {
                visits[i]++;
            }
        });

        assertTrue(Arrays.stream(visits).allMatch(v -> v == 1));
        assertArrayEquals(new int[] {0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000}, starts);
    }

    @Test
    void smallWorkStaysOnTheCallingThread() {
        Thread caller = Thread.currentThread();

        Blocks.forEach(5000, 10, () -> null, (block, from, to, none) -> assertSame(caller, Thread.currentThread()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void passesOnTheFailureOfABlock(int threads) {
        var error = assertThrows(
                IllegalStateException.class,
                () -> Blocks.forEach(1000, 10, threads, () -> null, (block, from, to, none) -> {
                    if (block == 7) {
                        throw new IllegalStateException("block 7");
                    }
                }));

        assertTrue(error.getMessage().contains("block 7"));
    }

    @Test
    void noExamplesNoBlocks() {
        AtomicInteger calls = new AtomicInteger();

        Blocks.forEach(0, 3, () -> null, (block, from, to, none) -> calls.incrementAndGet());

        assertEquals(0, calls.get());
        assertEquals(0, Blocks.count(0, 3));
        assertEquals(1, Blocks.count(1, 3));
    }

    @Test
    void runsAreTheLongestStretchesOfWantedExamples() {
        List<String> runs = new ArrayList<>();

        Blocks.runs(2, 10, i -> i != 4 && i != 9, (from, to) -> runs.add(from + "-" + to));

        assertEquals(List.of("2-4", "5-9"), runs);
    }

    /** Another part of the program keeps all threads of the pool busy: from Java 21 on nobody else runs what they were given. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesNotWaitForABusyPool() {
        CountDownLatch end = new CountDownLatch(1);
        for (int t = 0; t < ForkJoinPool.getCommonPoolParallelism(); t++) {
            ForkJoinPool.commonPool().execute(() -> awaitQuietly(end));
        }
        AtomicInteger done = new AtomicInteger();
        try {
            Blocks.forEachOf(100, 1, () -> null, (block, from, to, none) -> done.addAndGet(to - from));
        } finally {
            end.countDown();
        }

        assertEquals(100, done.get());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
