package org.relabel4j.models.vision;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.relabel4j.models.backend.Backends;

/**
 * Lets one network at a time compute, on all processors. Two at once, each on every processor, take more than twice as long,
 * because native threads wait for each other spinning.
 */
public final class WholeMachine {
    private static final ReentrantLock BUSY = new ReentrantLock(true);

    private WholeMachine() {}

    /**
     * Computes something with ND4J on all processors, when nobody else does. What runs inside may call this again.
     *
     * @throws org.relabel4j.models.backend.BackendUnavailableException if there is nothing to compute with
     */
    public static <T> T run(Supplier<T> work) {
        BUSY.lock();
        try {
            Backends.useThreads(Runtime.getRuntime().availableProcessors());
            return work.get();
        } finally {
            BUSY.unlock();
        }
    }
}
