package org.relabel4j.spark.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import scala.Option;

/**
 * What is computed again and again from what it was before, of which the cluster keeps the last. After a lost executor Spark
 * computes anew what that had; so that this never means all steps from the first on, every {@value #STEPS} steps what is kept is
 * made safe, and what it was computed from forgotten: shuffled files, too. Safe is the session's folder of checkpoints (setting
 * {@code spark.checkpoint.dir}) or, without one, two copies on two executors.
 */
final class Chain<T> implements AutoCloseable {
    private static final int STEPS = 10;

    private JavaRDD<T> last;
    private JavaRDD<T> safe;
    private RDD<?> shuffled;
    private int steps;

    /** @param first what the first step is computed from, which is not kept */
    Chain(JavaRDD<T> first) {
        this.last = first;
    }

    JavaRDD<T> last() {
        return last;
    }

    /**
     * Computes and keeps the next.
     *
     * @param newShuffled that from which it follows without any more shuffling
     * @param report what comes to the driver of each partition
     */
    <S> List<S> next(JavaRDD<T> next, RDD<?> newShuffled, Function<T, S> report) {
        boolean isSafe = ++steps % STEPS == 0;
        JavaSparkContext context = JavaSparkContext.fromSparkContext(next.context());
        boolean hasFolder = context.getCheckpointDir().isPresent();
        next.persist(
                isSafe && !hasFolder && !context.isLocal()
                        ? StorageLevel.MEMORY_AND_DISK_2()
                        : StorageLevel.MEMORY_AND_DISK());
        if (isSafe && hasFolder) {
            next.checkpoint();
        } else if (isSafe) {
            next.rdd().localCheckpoint();
        }
        List<S> found = next.map(report).collect();
        if (last != safe) {
            last.unpersist();
        }
        last = next;
        shuffled = newShuffled;
        if (isSafe) {
            shuffled.cleanShuffleDependencies(false);
            forget(safe);
            safe = next;
        }
        return found;
    }

    private static void forget(JavaRDD<?> old) {
        if (old == null) {
            return;
        }
        // As its own unpersist, which warns each time that what has no lineage is gone then.
        old.context().unpersistRDD(old.id(), false);
        Option<String> file = old.rdd().getCheckpointFile();
        if (file.isDefined()) {
            Path path = new Path(file.get());
            try {
                path.getFileSystem(old.context().hadoopConfiguration()).delete(path, true);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + path, e);
            }
        }
    }

    @Override
    public void close() {
        if (last != safe) {
            last.unpersist();
        }
        if (shuffled != null) {
            shuffled.cleanShuffleDependencies(false);
        }
        forget(safe);
    }
}
