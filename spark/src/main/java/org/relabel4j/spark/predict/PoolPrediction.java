package org.relabel4j.spark.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.SerializableConfiguration;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.saved.SavedModel;

/**
 * Predictions, or features, of a pool.
 *
 * <pre>{@code
 * Dataset<Row> photos = spark.read().format("binaryFile").option("recursiveFileLookup", true).load("hdfs:///photos");
 * PoolPrediction p = PoolPrediction.of(photos, new PoolPrediction.Columns("path", "content"), Path.of("flowers.safetensors"));
 * p.rows().write().parquet("hdfs:///predictions");
 * }</pre>
 *
 * <p>An executor opens the network once for each task that it runs at a time, and keeps it from partition to partition. Predictions
 * are those of {@code relabel4j predict} with the same model and the same images: to 1e-6, as a sum of floats may depend on how many
 * examples are computed together.
 *
 * @param rows a column {@code task} with the ids as text, and a column of probabilities for each class, by its name; or a column {@code
 *     features} with arrays. In the order of the pool's partitions
 * @param leftOut examples that cannot be used, such as damaged images: they have no row
 */
public record PoolPrediction(Dataset<Row> rows, LeftOut leftOut) {
    private static final String TASK = "task";
    private static final String FEATURES = "features";

    /**
     * Where a pool has what.
     *
     * @param id column of ids, of any type that Spark writes as text
     * @param value column of the examples: contents of image files (binary), their paths (text, opened as Spark opens files), or vectors
     *     (arrays of floats or doubles). A model of a table with named columns goes by those names instead, whatever stands here
     */
    public record Columns(String id, String value) {}

    /**
     * Predicts with a model.
     *
     * @param file that {@code relabel4j export} wrote, at the driver
     * @throws IllegalArgumentException if a column is missing, or of another kind than the model takes. Categories that it does not
     *     know count as unknown
     * @throws IOException if the model cannot be read
     */
    public static PoolPrediction of(Dataset<Row> pool, Columns columns, Path file) throws IOException {
        List<StructField> fields = new ArrayList<>();
        Column id = id(pool, columns);
        Column value;
        try (SavedModel model = SavedModel.open(file)) {
            value = value(pool, columns, model.like());
            model.classNames()
                    .forEach(name -> fields.add(DataTypes.createStructField(name, DataTypes.DoubleType, false)));
        }
        Dataset<Row> examples = pool.select(id, value);
        return apply(examples, new PoolNetwork.Model(Sha256.of(file)), file, fields);
    }

    /**
     * Features by a network with fixed weights.
     *
     * @param model one of {@link Extractors#names}
     * @param weights its file, at the driver
     * @param options of the model that decide about features, value by name
     * @param imageSize pixels of a side that images are brought to; 0 where the network takes vectors
     * @throws IllegalArgumentException if a column is missing, or of another kind, or the network cannot be made
     * @throws IOException if the weights cannot be read
     */
    public static PoolPrediction features(
            Dataset<Row> pool, Columns columns, String model, Path weights, Map<String, String> options, int imageSize)
            throws IOException {
        PoolNetwork.Features network =
                new PoolNetwork.Features(model, Sha256.of(weights), new TreeMap<>(options), imageSize);
        Dataset<Row> examples = pool.select(id(pool, columns), value(pool, columns, network.like()));
        checkAlone(network, weights);
        StructField features =
                DataTypes.createStructField(FEATURES, DataTypes.createArrayType(DataTypes.FloatType, false), false);
        return apply(examples, network, weights, List.of(features));
    }

    private static Column id(Dataset<Row> pool, Columns columns) {
        NamedColumns.check(pool, columns.id());
        return NamedColumns.named(columns.id()).cast(DataTypes.StringType);
    }

    private static Column value(Dataset<Row> pool, Columns columns, Examples like) {
        if (like instanceof FeatureTable table) {
            return NamedColumns.values(pool, table);
        }
        NamedColumns.check(pool, columns.value());
        DataType type = pool.schema().apply(columns.value()).dataType();
        if (!PoolReader.reads(type, like)) {
            throw new IllegalArgumentException("column \"" + columns.value() + "\" is of type " + type.simpleString()
                    + ", expected " + PoolReader.expected(like));
        }
        return NamedColumns.named(columns.value());
    }

    /** @param examples ids and values */
    private static PoolPrediction apply(Dataset<Row> examples, PoolNetwork network, Path file, List<StructField> fields)
            throws IOException {
        SparkSession spark = examples.sparkSession();
        List<StructField> all = new ArrayList<>();
        all.add(DataTypes.createStructField(TASK, DataTypes.StringType, true));
        all.addAll(fields);
        LeftOut leftOut = new LeftOut(spark.sparkContext());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        // Not by addFile: a session that isolates its artifacts does not pass such files on.
        PoolTask task = new PoolTask(
                network,
                context.broadcast(Files.readAllBytes(file)),
                context.broadcast(
                        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration())),
                leftOut);
        Dataset<Row> rows = examples.mapPartitions(task, Encoders.row(DataTypes.createStructType(all)));
        return new PoolPrediction(rows, leftOut);
    }

    /** Refuses what cannot be made, and a network of images that goes by a file beside its own, which executors do not get. */
    private static void checkAlone(PoolNetwork.Features network, Path weights) throws IOException {
        FeatureExtractor extractor = Extractors.of(network.model(), weights, network.options());
        if (network.imageSize() > 0) {
            Path copy = Files.createTempFile("relabel4j-", ".network");
            try {
                Files.copy(weights, copy, StandardCopyOption.REPLACE_EXISTING);
                FeatureExtractor alone = Extractors.of(network.model(), copy, network.options());
                if (!Arrays.equals(extractor.identity(network.like()), alone.identity(network.like()))) {
                    throw new IllegalArgumentException(
                            weights + " goes by another file beside it, which executors do not get;"
                                    + " give options that say the same, such as preset");
                }
            } finally {
                Files.delete(copy);
            }
        }
    }
}
