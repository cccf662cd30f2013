package org.relabel4j.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Says how to go on when the process is told to end (Ctrl-C, a batch system's SIGTERM) while this is open and armed. Java then
 * exits with 130 or 143 by itself.
 */
final class InterruptionNotice implements AutoCloseable {
    private final PrintStream err;
    private final String resumption;
    private final AtomicReference<Runnable> before = new AtomicReference<>();
    private final Thread hook = new Thread(this::tell, "interruption-notice");

    /**
     * Not armed as yet.
     *
     * @param resumption the call that goes on with the work
     */
    InterruptionNotice(PrintStream err, String resumption) {
        this.err = err;
        this.resumption = resumption;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * From now on there is something to go on with.
     *
     * @param before what to do before anything is printed: to end a progress display
     */
    void arm(Runnable before) {
        this.before.set(before);
    }

    @Override
    public void close() {
        before.set(null);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is running or has run.
            return;
        }
    }

    private void tell() {
        Runnable endDisplay = before.getAndSet(null);
        if (endDisplay != null) {
            endDisplay.run();
            err.println("relabel4j: interrupted; go on with: " + resumption);
        }
    }
}
