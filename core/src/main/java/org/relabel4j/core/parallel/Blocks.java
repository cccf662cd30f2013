package org.relabel4j.core.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Walks over examples in blocks whose bounds depend on the sizes alone, on the calling thread or, if there is enough to do,
 * on the common pool as well.
 *
 * <p>A body that writes only to its examples' places, or to its block's place in an array of partial sums that the caller
 * then adds up in order, gives the same bits on any number of threads.
 */
public final class Blocks {
    /** Below this many values (examples × classes) the threads' start costs more than it saves. */
    private static final long MIN_PARALLEL_VALUES = 1 << 16;

    /** About 128 KiB of doubles a buffer: stays in a core's cache. */
    private static final int VALUES_A_BLOCK = 1 << 14;

    /** Rows a block at least, so that loops along the rows stay long enough for vector instructions. */
    private static final int MIN_ROWS = 64;

    private static final int MAX_ROWS = 1024;

    private static final String NUM_POOL_THREADS = "java.util.concurrent.ForkJoinPool.common.parallelism";

    /** Always 1, but the compiler must not know: see {@link #raiseFaults}. */
    private static volatile int one = 1;

    private Blocks() {}

    /**
     * What is done with one block.
     *
     * @param <S> buffers that a thread keeps from block to block
     */
    @FunctionalInterface
    public interface Body<S> {
        /**
         * Works on the examples {@code from .. to-1}.
         *
         * @param block the block's number, from 0
         */
        void run(int block, int from, int to, S scratch);
    }

    /** What is done with one run of neighbouring examples. */
    @FunctionalInterface
    public interface RunBody {
        /** Works on the examples {@code from .. to-1}. */
        void run(int from, int to);
    }

    /** Examples in a block (the last may have fewer), for rows of {@code numClasses} values. */
    public static int rows(int numClasses) {
        return Math.max(MIN_ROWS, Math.min(MAX_ROWS, VALUES_A_BLOCK / numClasses));
    }

    /** Number of blocks. */
    public static int count(int numExamples, int numClasses) {
        return numBlocks(numExamples, rows(numClasses));
    }

    /**
     * Runs a body on every block and returns when all are done.
     *
     * @param numExamples examples, at least 0
     * @param numClasses values per example, which sets the size of a block
     * @param scratch makes the buffers of a thread; called once a thread
     * @param body called once a block, in no particular order, perhaps on several threads at once
     */
    public static <S> void forEach(int numExamples, int numClasses, Supplier<S> scratch, Body<S> body) {
        boolean parallel = (long) numExamples * numClasses >= MIN_PARALLEL_VALUES;
        forEach(numExamples, rows(numClasses), parallel ? threads() : 1, scratch, body);
    }

    /**
     * Runs a body on every block of a given size, in parallel if there is more than one.
     *
     * @param numExamples examples, at least 0
     * @param rows examples a block, at least 1
     */
    public static <S> void forEachOf(int numExamples, int rows, Supplier<S> scratch, Body<S> body) {
        forEach(numExamples, rows, threads(), scratch, body);
    }

    /**
     * The calling thread and those of the common pool. A pool that was told to have none says 1, and from Java 21 on never runs what
     * it is given.
     */
    private static int threads() {
        return Integer.getInteger(NUM_POOL_THREADS, 1) == 0 ? 1 : ForkJoinPool.getCommonPoolParallelism() + 1;
    }

    private static int numBlocks(int numExamples, int rows) {
        return numExamples / rows + (numExamples % rows == 0 ? 0 : 1);
    }

    static <S> void forEach(int numExamples, int rows, int threads, Supplier<S> scratch, Body<S> body) {
        int numBlocks = numBlocks(numExamples, rows);
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            S buffers = scratch.get();
            for (int block = next.getAndIncrement(); block < numBlocks; block = next.getAndIncrement()) {
                int from = block * rows;
                body.run(block, from, Math.min(numExamples, from + rows), buffers);
                raiseFaults();
            }
        };
        ForkJoinTask<?>[] helpers = new ForkJoinTask<?>[Math.max(0, Math.min(threads, numBlocks) - 1)];
        AtomicBoolean[] begun = new AtomicBoolean[helpers.length];
        for (int t = 0; t < helpers.length; t++) {
            AtomicBoolean first = new AtomicBoolean();
            begun[t] = first;
            helpers[t] = ForkJoinPool.commonPool().submit(() -> {
                if (first.compareAndSet(false, true)) {
                    worker.run();
                }
            });
        }
        try {
            worker.run();
        } finally {
            // After a failure here the helpers stop at their next block.
            next.set(numBlocks);
            for (int t = 0; t < helpers.length; t++) {
                if (begun[t].compareAndSet(false, true)) {
                    // Others keep the pool busy. There is nothing left to do, so that it is not waited for; from Java
                    // 21 on that
                    // would be for as long as they like.
                    helpers[t] = null;
                } else {
                    helpers[t].quietlyJoin();
                }
            }
        }
        for (ForkJoinTask<?> helper : helpers) {
            if (helper != null) {
                helper.join();
            }
        }
    }

    /**
     * Has the virtual machine throw what it owes this thread: where a mapped file was cut off under it, that is an
     * InternalError, which comes up only when compiled code next calls the runtime. Later than this it could be in the
     * middle of the pool's own code, whose waiting threads then never wake. Arrays of arrays of unknown size are such a call.
     */
    private static int raiseFaults() {
        int size = one;
        return new byte[size][size].length;
    }

    /** Splits {@code from .. to-1} into the longest runs of neighbours that are all wanted. */
    public static void runs(int from, int to, IntPredicate wanted, RunBody body) {
        int i = from;
        while (i < to) {
            if (!wanted.test(i)) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < to && wanted.test(end)) {
                end++;
            }
            body.run(i, end);
            i = end;
        }
    }
}
