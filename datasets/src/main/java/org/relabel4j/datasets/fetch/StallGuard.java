package org.relabel4j.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Ends a download in which nothing has come for a while: a socket would wait for ever. */
final class StallGuard implements AutoCloseable {
    private final Thread thread;
    private volatile long lastProgress = System.nanoTime();

    StallGuard(InputStream stream, Duration patience) {
        thread = new Thread(() -> watch(stream, patience), "download guard");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something has come. */
    void progress() {
        lastProgress = System.nanoTime();
    }

    private void watch(InputStream stream, Duration patience) {
        try {
            for (long left = patience.toNanos();
                    left > 0;
                    left = lastProgress + patience.toNanos() - System.nanoTime()) {
                Thread.sleep(Math.max(1, left / 1_000_000));
            }
            // The reading thread is told by an exception.
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
