package org.relabel4j.models.backend;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.nd4j.linalg.api.concurrency.AffinityManager;

/** The NVIDIA card that a thread computes on, where a process sees several and each piece of work is to have its own. */
public final class OwnCard {
    private static final ThreadLocal<Integer> OWN = new ThreadLocal<>();

    private OwnCard() {}

    /**
     * Does some work, in a thread of its own, whose networks are computed on one card. ND4J keeps workspaces, handles and devices by
     * thread, so that a thread which was at another card before would take those along. Without CUDA the card is not looked at.
     *
     * @param card its number, from 0, among those that this process sees
     * @param work which may begin threads, but computes on this one
     * @throws Exception what the work throws
     */
    public static <T> T on(int card, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            OWN.set(card);
            return work.call();
        });
        Thread thread = new Thread(task, Thread.currentThread().getName() + ", card " + card);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt(); // As if the work were done here.
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The card of the calling thread; empty if it may be any. */
    public static OptionalInt number() {
        Integer card = OWN.get();
        return card == null ? OptionalInt.empty() : OptionalInt.of(card);
    }

    /**
     * Lets ND4J compute on the calling thread's card.
     *
     * @throws BackendUnavailableException if this process sees no such card
     */
    static void choose(AffinityManager cards) {
        Integer card = OWN.get();
        if (card == null || cards.getDeviceForCurrentThread().equals(card)) {
            return;
        }
        int seen = cards.getNumberOfDevices();
        if (card >= seen) {
            throw new BackendUnavailableException(
                    "NVIDIA card " + card + " is to be computed on, but only " + seen
                            + " can be seen here, counted from 0; look at CUDA_VISIBLE_DEVICES",
                    null);
        }
        cards.unsafeSetDevice(card);
    }
}
