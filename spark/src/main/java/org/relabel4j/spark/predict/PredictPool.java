package org.relabel4j.spark.predict;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.relabel4j.models.weights.WeightsException;
import org.relabel4j.spark.Commands;
import org.relabel4j.spark.Inputs;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spark-submit --class org.relabel4j.spark.predict.PredictPool relabel4j-spark.jar}: see docs/SCALE.md. */
@Command(
        name = "predict-pool",
        mixinStandardHelpOptions = true,
        description =
                "Predict images, vectors or rows of a table on Spark, or take features, and write them as Parquet.")
public final class PredictPool implements Callable<Integer> {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Network network;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Pool pool;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "Column of a Parquet pool with the ids. Default: task.")
    private String id = "task";

    @Option(
            names = "--column",
            paramLabel = "COLUMN",
            description =
                    "Column of a Parquet pool with image files, their paths, or arrays. Default: features. A model of a"
                            + " table takes the columns of its table.")
    private String column = "features";

    @Option(names = "--size", paramLabel = "PIXELS", description = "With --features: side that images are brought to.")
    private int size;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "With --features: an option of the network (repeatable).")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--weights", paramLabel = "FILE", description = "With --features: the network's weights.")
    private Path weights;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Parquet to write; must not exist.")
    private String out;

    private static final class Network {
        @Option(names = "--model-file", paramLabel = "FILE", description = "A model that relabel4j export wrote.")
        private Path modelFile;

        @Option(names = "--features", paramLabel = "MODEL", description = "A network whose features are wanted.")
        private String features;
    }

    private static final class Pool {
        @Option(
                names = "--images",
                paramLabel = "DIR",
                description = "Image files below a folder; their paths are the ids.")
        private String images;

        @Option(
                names = "--parquet",
                paramLabel = "DIR",
                description = "A table with a column of ids and one of examples.")
        private String parquet;
    }

    /**
     * Runs and ends the process: exit code 0 done, 2 the caller's mistake, 1 an error.
     *
     * @param args options; {@code --help} lists them
     */
    public static void main(String[] args) {
        Commands.exit(run(args));
    }

    static int run(String... args) {
        return Commands.of(new PredictPool())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    boolean callers = e instanceof IllegalArgumentException
                            || e instanceof WeightsException
                            || e instanceof IOException
                            || e instanceof org.apache.spark.sql.AnalysisException;
                    String message = e instanceof NoSuchFileException
                            ? e.getMessage() + ": no such file"
                            : String.valueOf(e.getMessage());
                    line.getErr()
                            .println("relabel4j: " + message.lines().findFirst().orElse(""));
                    return callers ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        SparkSession spark = SparkSession.builder().appName("relabel4j predict").getOrCreate();
        PoolPrediction prediction = prediction(spark);
        prediction.rows().write().parquet(out);
        List<String> lines = new ArrayList<>();
        prediction.leftOut().named().forEach(problem -> lines.add("Left out: " + problem));
        lines.add("Predicted " + spark.read().parquet(out).count() + " examples, left out "
                + prediction.leftOut().count() + "; see " + out);
        lines.forEach(System.out::println);
        return 0;
    }

    private PoolPrediction prediction(SparkSession spark) throws IOException {
        Inputs.check(spark, pool.parquet == null ? pool.images : pool.parquet);
        Dataset<Row> examples = pool.parquet == null
                ? spark.read()
                        .format("binaryFile")
                        .option("recursiveFileLookup", true)
                        .load(pool.images)
                : spark.read().parquet(pool.parquet);
        PoolPrediction.Columns columns = pool.parquet == null
                ? new PoolPrediction.Columns("path", "content")
                : new PoolPrediction.Columns(id, column);
        if (network.modelFile != null) {
            return PoolPrediction.of(examples, columns, network.modelFile);
        }
        if (weights == null) {
            throw new IllegalArgumentException("--features needs --weights FILE");
        }
        return PoolPrediction.features(examples, columns, network.features, weights, options, size);
    }
}
