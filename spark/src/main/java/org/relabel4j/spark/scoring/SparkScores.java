package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.spark.scoring.Piece.Part;

/**
 * Scores of a pool. The tables are computed when they are read or written, from what is kept on the cluster until this is closed.
 */
public final class SparkScores implements AutoCloseable {
    private static final StructType SCHEMA = new StructType()
            .add("task", "string", false)
            .add("annotations", "int", false)
            .add("score", "double", false)
            .add("tie", "double", false);

    private final Pool pool;
    private final Optional<Crowd> crowd;
    private final Optional<CrowdModel> model;
    private final JavaRDD<double[]> scores;
    private final Dataset<Row> rows;
    private final List<Dataset<Row>> kept = new ArrayList<>();

    SparkScores(Pool pool, Optional<Crowd> crowd, Optional<CrowdModel> model, JavaRDD<double[]> scores, long seed) {
        this.pool = pool;
        this.crowd = crowd;
        this.model = model;
        this.scores = scores.persist(StorageLevel.MEMORY_AND_DISK());
        JavaRDD<Row> all = pool.pieces().zipPartitions(this.scores, (pieces, values) -> rows(pieces, values, seed));
        this.rows = pool.session().createDataFrame(all, SCHEMA);
    }

    private static Iterator<Row> rows(
            Iterator<org.relabel4j.spark.scoring.Piece> pieces, Iterator<double[]> scores, long seed) {
        Iterator<Part> parts = Pool.parts(pieces);
        return new Iterator<>() {
            private Part part;
            private double[] values = new double[0];
            private int next;

            @Override
            public boolean hasNext() {
                // Both are read to their ends, after which Spark lets go of what they are kept in.
                while (next == values.length && parts.hasNext() & scores.hasNext()) {
                    part = parts.next();
                    values = scores.next();
                    next = 0;
                }
                return next < values.length;
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException();
                }
                int i = next++;
                String task = part.tasks().get(i);
                // Adding zero turns -0.0 into 0.0, so that the two are equal in every order.
                return RowFactory.create(
                        task, part.annotations().count(i), values[i] + 0.0, BatchSelector.tie(seed, task));
            }
        };
    }

    /** Columns task, annotations and score of every example, in no order: what costs least. */
    public Dataset<Row> unranked() {
        return rows.drop("tie");
    }

    /**
     * Columns task, annotations, score and rank of every example, lowest score first, whose rank is 1: those of {@code relabel4j
     * score}. Equal scores stand in an order that seed and task decide. Sorts the pool now.
     */
    public Dataset<Row> ranked() {
        Dataset<Row> sorted = rows.sort("score", "tie", "task")
                .select(
                        col("task"),
                        col("annotations"),
                        col("score"),
                        monotonically_increasing_id().as("place"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        kept.add(sorted);
        // The place is the partition's number and the number in it; how many rows the earlier partitions have is
        // missing.
        List<Row> sizes = sorted.groupBy(col("place").bitwiseAND(lit(-1L << 33)).as("start"))
                .count()
                .sort("start")
                .collectAsList();
        List<Row> offsets = new ArrayList<>();
        long before = 1;
        for (Row size : sizes) {
            offsets.add(RowFactory.create(size.getLong(0), before - size.getLong(0)));
            before += size.getLong(1);
        }
        Dataset<Row> table = pool.session()
                .createDataFrame(
                        offsets, new StructType().add("start", "long", false).add("offset", "long", false));
        return sorted.join(
                        broadcast(table),
                        sorted.col("place").bitwiseAND(lit(-1L << 33)).equalTo(table.col("start")))
                .select(
                        col("task"),
                        col("annotations"),
                        col("score"),
                        col("place").plus(col("offset")).as("rank"));
    }

    /**
     * The {@code batchSize} lowest scores, or all if there are fewer, with a column {@code kind}: {@code new} for an example without
     * a label, else {@code repeat}. Nothing but these is sorted.
     *
     * @throws IllegalArgumentException if batchSize is below 1
     */
    public Dataset<Row> best(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch is " + batchSize + ", expected at least 1");
        }
        Dataset<Row> lowest = rows.orderBy("score", "tie", "task").limit(batchSize);
        return lowest.withColumn(
                        "rank",
                        row_number()
                                .over(Window.orderBy("score", "tie", "task"))
                                .cast("long"))
                .withColumn("kind", when(col("annotations").equalTo(0), "new").otherwise("repeat"))
                .drop("tie")
                .orderBy("rank");
    }

    /** Number of examples. */
    public long numExamples() {
        return pool.numExamples();
    }

    /** Temperature of each model; empty without ActiveLab. */
    public double[] temperatures() {
        return model.map(CrowdModel::temperatures).orElse(new double[0]).clone();
    }

    /** Weight of each model; empty without ActiveLab. */
    public double[] modelWeights() {
        return model.map(found -> found.last().modelWeights()).orElse(new double[0]);
    }

    /**
     * Columns annotator and weight.
     *
     * @throws IllegalStateException without ActiveLab, which alone has weights
     */
    public Dataset<Row> annotatorWeights() {
        return ConsensusTables.weights(
                crowd.orElseThrow(() -> new IllegalStateException("only ActiveLab has weights")), model.orElseThrow());
    }

    /** Frees what is kept; the tables must not be read any more. */
    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
        scores.unpersist();
        crowd.ifPresent(Crowd::close);
        pool.close();
    }
}
