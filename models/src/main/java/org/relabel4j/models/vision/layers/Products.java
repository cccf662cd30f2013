package org.relabel4j.models.vision.layers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.commons.math3.util.ArithmeticUtils;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.parallel.Blocks;

/**
 * Products of matrices by OpenBLAS, on several of our threads, each of which computes its own. The last bits of a row depend on
 * its place among twelve, so that an image's features depend, in their last bits, on the images before it.
 */
final class Products {
    /** Twice the rows that OpenBLAS takes together at most, half of them in another order; those left over in a third. */
    private static final int ROWS = 24;

    private Products() {}

    /** A thread's memory outside the heap. */
    interface Scratch extends AutoCloseable {
        @Override
        void close();
    }

    /** The smallest number of lines of so many rows that OpenBLAS takes as a whole. */
    static int lines(int rows) {
        return ROWS / ArithmeticUtils.gcd(ROWS, rows);
    }

    /** A number of rows, rounded up to what OpenBLAS takes as a whole. */
    static int rounded(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS;
    }

    /** Sets {@code c} (rows, columns) to {@code a} (rows, inner) times {@code b} (inner, columns), all row by row. */
    static void multiply(FloatPointer a, FloatPointer b, FloatPointer c, int rows, int inner, int columns) {
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                rows,
                columns,
                inner,
                1,
                a,
                inner,
                b,
                columns,
                0,
                c,
                columns);
    }

    /** {@link Blocks#forEachOf} with memory outside the heap, which is given back at the end. */
    static <S extends Scratch> void forEachOf(int count, int step, Supplier<S> scratch, Blocks.Body<S> body) {
        int usual = Nd4j.factory().blas().getMaxThreads();
        Queue<S> memory = new ConcurrentLinkedQueue<>();
        Supplier<S> remembered = () -> {
            S made = scratch.get();
            memory.add(made);
            return made;
        };
        Nd4j.factory().blas().setMaxThreads(1);
        try {
            Blocks.forEachOf(count, step, remembered, body);
        } finally {
            Nd4j.factory().blas().setMaxThreads(usual);
            memory.forEach(Scratch::close);
        }
    }
}
