package org.relabel4j.spark.predict;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/** Examples that cannot be used. Where Spark does a task twice, as when an executor is lost, they count twice. */
public final class LeftOut implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 10;

    private final LongAccumulator count;
    private final CollectionAccumulator<String> named;

    LeftOut(SparkContext spark) {
        count = spark.longAccumulator();
        named = spark.collectionAccumulator();
    }

    void add(String problem) {
        count.add(1L);
        // Of each task, so that what goes to the driver stays small.
        if (count.sum() <= NAMED) {
            named.add(problem);
        }
    }

    /** How many there were when the last action on the predictions ended. */
    public long count() {
        return count.sum();
    }

    /** The first ones, with what is the matter. */
    public List<String> named() {
        return named.value().stream().limit(NAMED).toList();
    }
}
