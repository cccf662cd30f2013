package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Scores of a pool. The tables are computed when they are read or written, from what is kept on the cluster until this is closed.
 */
public sealed class SparkScores implements AutoCloseable permits DarlScores {
    private final Pool pool;
    private final Optional<Crowd> crowd;
    private final Optional<CrowdModel> model;
    private final JavaRDD<double[]> scores;
    private final Dataset<Row> rows;
    private final long seed;

    SparkScores(Pool pool, Optional<Crowd> crowd, Optional<CrowdModel> model, JavaRDD<double[]> scores, long seed) {
        this.pool = pool;
        this.crowd = crowd;
        this.model = model;
        this.scores = scores.persist(StorageLevel.MEMORY_AND_DISK());
        this.seed = seed;
        Ranges one = new Ranges(new double[0], new double[0], seed);
        JavaRDD<Row> all =
                pool.pieces().zipPartitions(this.scores, (pieces, values) -> new ScoredRows(pieces, values, one));
        this.rows = pool.session().createDataFrame(all, ScoredRows.SCHEMA);
    }

    /** Columns task, annotations and score of every example, in no order: what costs least. */
    public Dataset<Row> unranked() {
        return rows.drop("tie", "range");
    }

    /**
     * Columns task, annotations, score and rank of every example, lowest score first, whose rank is 1: those of {@code relabel4j
     * score}. Equal scores stand in an order that seed and task decide. Counts scores now, and sorts them when
     * they are read.
     */
    public Dataset<Row> ranked() {
        return ranked(scores);
    }

    /** The same of other scores of the pool; examples whose score is NaN are left out. */
    final Dataset<Row> ranked(JavaRDD<double[]> others) {
        Ranges ranges = Ranges.of(pool, others, seed);
        long[] firstRanks = ranges.firstRanks(pool, others);
        JavaRDD<Row> ranged =
                pool.pieces().zipPartitions(others, (pieces, values) -> new ScoredRows(pieces, values, ranges));
        return inOrder(pool.session().createDataFrame(ranged, ScoredRows.SCHEMA), firstRanks);
    }

    /** Rows of {@link ScoredRows#SCHEMA} in order, given the rank of the first of each range. */
    static Dataset<Row> inOrder(Dataset<Row> ranged, long[] firstRanks) {
        // A range's number is its partition's, in which rows are numbered as they are sorted.
        return ranged.repartitionById(firstRanks.length, col("range"))
                .sortWithinPartitions("score", "tie", "task")
                .withColumn("place", monotonically_increasing_id().bitwiseAND(lit((1L << 33) - 1)))
                .select(
                        col("task"),
                        col("annotations"),
                        col("score"),
                        get(lit(firstRanks), col("range")).plus(col("place")).as("rank"));
    }

    /**
     * The {@code batchSize} lowest scores, or all if there are fewer, with a column {@code kind}: {@code new} for an example without
     * a label, else {@code repeat}. Nothing but these is sorted.
     *
     * @throws IllegalArgumentException if batchSize is below 1
     */
    public Dataset<Row> best(int batchSize) {
        checkBatch(batchSize);
        return lowest(rows, batchSize);
    }

    static void checkBatch(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch is " + batchSize + ", expected at least 1");
        }
    }

    /** The lowest scores of some of the pool's rows. */
    static Dataset<Row> lowest(Dataset<Row> some, int count) {
        // The lowest are one partition, whose rows are numbered in their order.
        return some.orderBy("score", "tie", "task")
                .limit(count)
                .withColumn("rank", monotonically_increasing_id().plus(1))
                .withColumn("kind", when(col("annotations").equalTo(0), "new").otherwise("repeat"))
                .drop("tie", "range")
                .orderBy("rank");
    }

    /** Every example, with its tie. */
    final Dataset<Row> rows() {
        return rows;
    }

    final Pool pool() {
        return pool;
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
        scores.unpersist();
        crowd.ifPresent(Crowd::close);
        pool.close();
    }
}
