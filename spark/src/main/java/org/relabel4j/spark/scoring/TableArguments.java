package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.relabel4j.spark.Inputs;
import picocli.CommandLine.Option;

/** What both commands take. */
final class TableArguments {
    private static final Map<String, String> CSV = Map.of(
            "header", "true",
            "escape", Outputs.QUOTE,
            "multiLine", "true",
            "ignoreLeadingWhiteSpace", "true",
            "ignoreTrailingWhiteSpace", "true");

    /** Formats whose paths name files. */
    private static final Set<String> OF_FILES = Set.of("csv", "parquet", "orc", "json", "avro", "delta");

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "LABELS",
            description = "A table of labels: columns task, annotator, label. Repeat it for more.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--pred-probs",
            paramLabel = "PROBS",
            description =
                    "A table of a model's probabilities: task, and an array or a column a class. Repeat it for more models.")
    private List<String> predProbs = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "Format of the tables, in and out, such as parquet, csv or delta. Default: csv for paths with .csv"
                            + " in them, else parquet.")
    private String format = "";

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "CLASS",
            description = "The classes, in the order of the array.")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "KEY=NAME",
            description =
                    "What columns are called: task, annotator, label, probabilities (an array), order (of a task's labels).")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--option", paramLabel = "KEY=VALUE", description = "An option of the method. Repeat it for more.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is random. Default: 0.")
    private long seed;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the pool and of what follows. Default: spark.sql.shuffle.partitions.")
    private int partitions;

    SparkOptions options(String method) {
        SparkOptions.Columns names = SparkOptions.Columns.defaults();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String name = column.getValue();
            names = switch (column.getKey()) {
                case "task" -> names.withTask(name);
                case "annotator" -> names.withAnnotator(name);
                case "label" -> names.withLabel(name);
                case "probabilities" -> names.withProbabilities(name);
                case "order" -> names.withOrder(name);
                default ->
                    throw new IllegalArgumentException("--columns has " + column.getKey()
                            + ", expected task, annotator, label, probabilities or order");
            };
        }
        SparkOptions made = new SparkOptions(method, options, classes, names, seed, partitions);
        if (partitions > 0) {
            // Joins with the table of annotators too: Spark's 200 are far too many for a small pool.
            session().conf().set("spark.sql.shuffle.partitions", partitions);
        }
        return made;
    }

    SparkSession session() {
        return SparkSession.builder()
                .appName("relabel4j")
                .config("spark.serializer", Pool.SERIALIZER)
                // Classes may be called a and A.
                .config("spark.sql.caseSensitive", true)
                .getOrCreate();
    }

    Dataset<Row> labels() {
        return labels.stream().map(this::read).reduce(Dataset::unionByName).orElseThrow();
    }

    int numModels() {
        return predProbs.size();
    }

    List<Dataset<Row>> predProbs() {
        String named = columns.getOrDefault("task", "task");
        return predProbs.stream()
                .map(this::read)
                .map(model -> numbers(model, Tables.task(model, named)))
                .toList();
    }

    private Dataset<Row> read(String path) {
        String name = format(path);
        try {
            if (OF_FILES.contains(name)) {
                Inputs.check(session(), path);
            }
            DataFrameReader reader = session().read().format(name);
            // Types of CSV are not guessed: 007 is a task, not a number. Options of other formats may have the same
            // names.
            return name.equals("csv") ? reader.options(CSV).load(path) : reader.load(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) { // Scala's code throws checked exceptions that it does not declare.
            if (e instanceof SparkThrowable spark && "DATA_SOURCE_NOT_FOUND".equals(spark.getCondition())) {
                throw new IllegalArgumentException(
                        "--format " + name + ": Spark has no such format; name its package by spark-submit --packages",
                        e);
            }
            throw e;
        }
    }

    /** Text beside the task is taken for numbers; what is none becomes null, which is refused with its row. */
    private static Dataset<Row> numbers(Dataset<Row> table, String task) {
        Column[] read = Arrays.stream(table.schema().fields())
                .map(field -> isNumber(field, task)
                        ? col(Tables.quoted(field.name()))
                                .try_cast(DataTypes.DoubleType)
                                .as(field.name())
                        : col(Tables.quoted(field.name())))
                .toArray(Column[]::new);
        return table.select(read);
    }

    private static boolean isNumber(StructField field, String task) {
        return field.dataType() instanceof StringType && !field.name().equals(task);
    }

    private String format(String path) {
        return !format.isEmpty() ? format : path.contains(".csv") ? "csv" : "parquet";
    }

    /** Checks, before anything is read, that places to write to are free, and none is another or in another. */
    void checkFree(String... paths) throws IOException {
        List<String> wanted = Arrays.stream(paths).filter(Objects::nonNull).toList();
        for (int n = 0; n < wanted.size(); n++) {
            String path = wanted.get(n);
            Outputs.checkFree(session(), path);
            for (int other = 0; other < wanted.size(); other++) {
                if (other != n && (path + "/").startsWith(wanted.get(other) + "/")) {
                    throw new IllegalArgumentException(path + ": is the place of two outputs, or in that of another ("
                            + wanted.get(other) + "); give each its own");
                }
            }
        }
    }

    void write(Dataset<Row> table, String path) {
        table.write()
                .format(format(path))
                .option("header", true)
                .option("escape", Outputs.QUOTE)
                .save(path);
    }
}
