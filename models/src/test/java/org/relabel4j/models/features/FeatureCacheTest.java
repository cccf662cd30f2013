package org.relabel4j.models.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.files.OutputLock;

class FeatureCacheTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void loopsThatRunSideBySideComputeFeaturesOnce() throws Exception {
        FeatureCache cache = new FeatureCache(folder);
        AtomicInteger computed = new AtomicInteger();
        CountDownLatch bothAsk = new CountDownLatch(2);
        ExecutorService loops = Executors.newFixedThreadPool(2);
        try {
            Future<FeatureMatrix> first = loops.submit(() -> ask(cache, computed, bothAsk));
            Future<FeatureMatrix> second = loops.submit(() -> ask(cache, computed, bothAsk));

            for (FeatureMatrix features : List.of(first.get(), second.get())) {
                float[] row = new float[2];
                features.copyTo(0, row, 0);
                assertArrayEquals(new float[] {1, 2}, row);
            }
        } finally {
            loops.shutdownNow();
        }
        assertEquals(1, computed.get());
        assertEquals(List.of("key.safetensors"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    @Timeout(60)
    void waitsForAnotherProcessAsLongAsItComputes() throws Exception {
        FeatureCache cache = new FeatureCache(folder);
        ExecutorService other = Executors.newSingleThreadExecutor();
        OutputLock held = OutputLock.tryAcquire(OutputLock.beside(folder.resolve("key.safetensors")))
                .orElseThrow();
        try {
            Future<FeatureMatrix> waiting = other.submit(() -> cache.get("key", 1, 1, () -> new float[] {7}));

            assertThrows(TimeoutException.class, () -> waiting.get(300, TimeUnit.MILLISECONDS));
            held.close();
            assertEquals(1, waiting.get().size());
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void leavesNothingOfItsTrial() throws IOException {
        new FeatureCache(folder).check(() -> "key");

        assertEquals(List.of(), names());
    }

    private static FeatureMatrix ask(FeatureCache cache, AtomicInteger computed, CountDownLatch bothAsk)
            throws InterruptedException {
        bothAsk.countDown();
        bothAsk.await();
        return cache.get("key", 1, 2, () -> {
            computed.incrementAndGet();
            try {
                // Long enough for the other to arrive.
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new float[] {1, 2};
        });
    }
}
