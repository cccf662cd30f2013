package org.relabel4j.models.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.concurrency.BasicAffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;

class OwnCardTest {
    /** Two cards, as ND4J with CUDA has them: which one is chosen, by thread. */
    private static final class TwoCards extends BasicAffinityManager {
        private final ThreadLocal<Integer> chosen = ThreadLocal.withInitial(() -> 0);
        private final List<Integer> calls = new ArrayList<>();

        @Override
        public Integer getDeviceForCurrentThread() {
            return chosen.get();
        }

        @Override
        public int getNumberOfDevices() {
            return 2;
        }

        @Override
        public void unsafeSetDevice(Integer card) {
            calls.add(card);
            chosen.set(card);
        }

        @Override
        public void touch(INDArray array) {}

        @Override
        public void touch(DataBuffer buffer) {}
    }

    private final TwoCards cards = new TwoCards();

    private int chosenFor(int card) throws Exception {
        return OwnCard.on(card, () -> {
            OwnCard.choose(cards);
            OwnCard.choose(cards);
            return cards.getDeviceForCurrentThread();
        });
    }

    @Test
    void aThreadComputesOnItsCardAndIsToldOnce() throws Exception {
        assertEquals(1, chosenFor(1));
        assertEquals(0, chosenFor(0));
        OwnCard.choose(cards);

        assertEquals(List.of(1), cards.calls);
    }

    @Test
    void aCardThatIsNotSeenIsNamed() {
        BackendUnavailableException refused = assertThrows(BackendUnavailableException.class, () -> chosenFor(2));

        assertTrue(refused.getMessage().startsWith("NVIDIA card 2 is to be computed on, but only 2 can be seen here"));
        assertEquals(List.of(), cards.calls);
    }

    @Test
    void theCardIsTheWorksAlone() throws Exception {
        Thread here = Thread.currentThread();

        assertNotEquals(here, OwnCard.on(3, Thread::currentThread));
        assertEquals(OptionalInt.of(3), OwnCard.on(3, OwnCard::number));
        assertEquals(OptionalInt.empty(), OwnCard.number());
    }

    @Test
    void whatTheWorkThrowsComesOut() {
        IOException fault = new IOException("no such file");
        OutOfMemoryError error = new OutOfMemoryError("all gone");

        assertSame(
                fault,
                assertThrows(
                        IOException.class,
                        () -> OwnCard.on(0, () -> {
                            throw fault;
                        })));
        assertSame(
                error,
                assertThrows(
                        OutOfMemoryError.class,
                        () -> OwnCard.on(0, () -> {
                            throw error;
                        })));
    }

    @Test
    void anInterruptionReachesTheWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        other.start();

        String said = OwnCard.on(0, () -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
                return "slept on";
            } catch (InterruptedException e) {
                return "woke up";
            }
        });

        assertEquals("woke up", said);
        assertTrue(Thread.interrupted(), "and the caller still knows");
        other.join();
    }

    @Test
    void theProcessorComputesWhateverTheCard() throws Exception {
        assertEquals(5, OwnCard.on(7, () -> Backends.alone(2, () -> Backends.onOneThread(() -> 5))));
    }
}
