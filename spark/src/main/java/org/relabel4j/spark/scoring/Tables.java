package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.spark.scoring.Piece.BadRow;

/** The tables as they were given: which columns count, which classes there are, and all rows in one table, task by task. */
final class Tables {
    /** Numbers below 1e29 to nine digits behind the point. */
    private static final String EXACT = "decimal(38,9)";

    /** More distinct labels than this are no classes. */
    private static final int MAX_CLASSES = 100_000;

    private final Dataset<Row> labels;
    private final List<Dataset<Row>> predProbs;
    private final SparkOptions options;
    private final List<Column> predictions = new ArrayList<>();
    private final List<Boolean> floats = new ArrayList<>();
    private final Layout layout;

    Tables(Dataset<Row> labels, List<Dataset<Row>> predProbs, SparkOptions options) {
        this.labels = labels;
        this.predProbs = List.copyOf(predProbs);
        this.options = options;
        SparkOptions.Columns names = options.columns();
        for (String name : List.of(names.task(), names.annotator(), names.label())) {
            check(labels, "labels", name);
        }
        if (!names.order().isEmpty()) {
            check(labels, "labels", names.order());
        }
        List<String> classes = options.classes();
        for (Dataset<Row> model : predProbs) {
            check(model, "probabilities", task(model, names.task()));
            List<String> named = addPredictions(model, classes);
            classes = classes.isEmpty() ? named : classes;
        }
        this.layout = new Layout(classes.isEmpty() ? impliedClasses() : classes, floats);
    }

    private static void check(Dataset<Row> table, String what, String column) {
        List<String> columns = Arrays.asList(table.columns());
        if (!columns.contains(column)) {
            throw new IllegalArgumentException("the table of " + what + " has no column \"" + column + "\", found "
                    + String.join(", ", columns)
                    + Suggestions.nearest(column, columns)
                            .map(name -> "; did you mean \"" + name + "\"?")
                            .orElse("; name it by columns, as in task=NAME"));
        }
    }

    /** The column of tasks of a table of probabilities: named as in the labels, or "task". */
    static String task(Dataset<Row> model, String name) {
        String usual = SparkOptions.Columns.defaults().task();
        List<String> columns = Arrays.asList(model.columns());
        return columns.contains(name) || !columns.contains(usual) ? name : usual;
    }

    private Column taskOf(Dataset<Row> table) {
        return table.col(quoted(task(table, options.columns().task()))).cast("string");
    }

    /** Finds the probabilities of a model; returns the classes in order. */
    private List<String> addPredictions(Dataset<Row> model, List<String> classes) {
        SparkOptions.Columns names = options.columns();
        List<StructField> others = Arrays.stream(model.schema().fields())
                .filter(field -> !field.name().equals(task(model, names.task())))
                .toList();
        List<StructField> arrays = others.stream()
                .filter(field -> names.probabilities().isEmpty()
                        ? field.dataType() instanceof ArrayType
                        : field.name().equals(names.probabilities()))
                .toList();
        if (!names.probabilities().isEmpty()) {
            check(model, "probabilities", names.probabilities());
        }
        if (arrays.size() == 1 && arrays.get(0).dataType() instanceof ArrayType type) {
            boolean single = type.elementType().equals(DataTypes.FloatType);
            addColumn(model.col(quoted(arrays.get(0).name())), single);
            return classes.isEmpty() ? numbered(model) : classes;
        }
        List<String> columns = others.stream()
                .filter(field -> field.dataType() instanceof NumericType)
                .map(StructField::name)
                .toList();
        if (!arrays.isEmpty() || columns.size() < 2) {
            throw new IllegalArgumentException("the table of probabilities has "
                    + (arrays.isEmpty()
                            ? "no array of probabilities, and no two columns of numbers"
                            : arrays.size() + " columns that may be the array of probabilities")
                    + "; name an array by the option for the column of probabilities");
        }
        List<String> order = classes.isEmpty() ? columns : classes;
        order.forEach(name -> check(model, "probabilities", name));
        boolean single = others.stream()
                .filter(field -> order.contains(field.name()))
                .allMatch(field -> field.dataType().equals(DataTypes.FloatType));
        addColumn(array(order.stream().map(name -> model.col(quoted(name))).toArray(Column[]::new)), single);
        return order;
    }

    private void addColumn(Column values, boolean single) {
        floats.add(single);
        predictions.add(values);
    }

    private List<String> numbered(Dataset<Row> model) {
        List<Row> first =
                model.select(size(predictions.get(predictions.size() - 1))).takeAsList(1);
        int numClasses = first.isEmpty() ? 0 : first.get(0).getInt(0);
        if (numClasses < 2) {
            throw new IllegalArgumentException(
                    first.isEmpty()
                            ? "the table of probabilities has no rows, expected one an example"
                            : "the first row of probabilities has " + Math.max(0, numClasses)
                                    + ", expected at least 2 classes");
        }
        return java.util.stream.IntStream.range(0, numClasses)
                .mapToObj(Integer::toString)
                .toList();
    }

    /** The labels that occur: numbers in ascending order, or names in alphabetical order. */
    private List<String> impliedClasses() {
        List<String> found = labels.select(label(labels)).distinct().limit(MAX_CLASSES + 1).collectAsList().stream()
                .filter(row -> !row.isNullAt(0))
                .map(row -> row.getString(0))
                .toList();
        if (found.isEmpty() || found.size() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    found.isEmpty()
                            ? "there are no labels, expected a row a label"
                            : "there are more than " + MAX_CLASSES + " different labels; name the column of labels");
        }
        boolean numbers = found.get(0).matches("-?[0-9]+");
        if (found.stream().anyMatch(name -> name.matches("-?[0-9]+") != numbers)) {
            throw new IllegalArgumentException(
                    "some labels are numbers and some are names, expected one kind; or name the classes");
        }
        List<String> classes = new ArrayList<>(found);
        classes.sort(numbers ? Comparator.comparing(BigInteger::new) : Comparator.naturalOrder());
        for (int k = 1; numbers && k < classes.size(); k++) {
            if (new BigInteger(classes.get(k)).equals(new BigInteger(classes.get(k - 1)))) {
                throw new IllegalArgumentException("labels " + classes.get(k - 1) + " and " + classes.get(k)
                        + " are one number; write both alike, or name the classes");
            }
        }
        if (classes.size() == 1) {
            // The methods tell classes apart, so they get one that nobody uses.
            classes.add("");
        }
        return classes;
    }

    private Column label(Dataset<Row> table) {
        Column column = table.col(quoted(options.columns().label()));
        DataType type = table.schema().apply(options.columns().label()).dataType();
        if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
            // Many programs write class 1 as 1.0.
            return when(
                            column.equalTo(column.try_cast("bigint")),
                            column.try_cast("bigint").cast("string"))
                    .otherwise(column.cast("string"));
        }
        return column.cast("string");
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    SparkSession session() {
        return labels.sparkSession();
    }

    Layout layout() {
        return layout;
    }

    /** All rows in the columns that {@link Layout} says, by a hash of the task. */
    Dataset<Row> rows(int numPartitions) {
        Dataset<Row> all = labelRows(labels);
        for (int l = 0; l < predProbs.size(); l++) {
            all = all.unionAll(predictionRows(l));
        }
        // By one number, which Spark sorts without comparing rows; what order a task's rows are in is TaskReader's
        // business.
        return all.repartition(numPartitions, col("task")).sortWithinPartitions(xxhash64(col("task")));
    }

    private Dataset<Row> labelRows(Dataset<Row> table) {
        SparkOptions.Columns names = options.columns();
        return table.select(
                table.col(quoted(names.task())).cast("string").as("task"),
                lit(predProbs.size()).as("input"),
                table.col(quoted(names.annotator())).cast("string").as("annotator"),
                label(table).as("label"),
                lit(null).cast(sentType()).as("predictions"),
                names.order().isEmpty() ? lit(0.0) : place(table, names.order()),
                names.order().isEmpty() ? lit(0.0) : rest(table, names.order()));
    }

    /** A number or a time as a number, null if it is neither. */
    private static Column place(Dataset<Row> table, String order) {
        return isFloating(table, order)
                ? table.col(quoted(order)).cast("double")
                : exact(table, order).cast("double");
    }

    /** What the nearest double leaves: 64-bit numbers and nanoseconds have more digits. */
    private static Column rest(Dataset<Row> table, String order) {
        Column exact = exact(table, order);
        return isFloating(table, order)
                ? lit(0.0)
                : exact.minus(exact.cast("double").try_cast(EXACT)).cast("double");
    }

    private static boolean isFloating(Dataset<Row> table, String order) {
        DataType type = table.schema().apply(order).dataType();
        return type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
    }

    private static Column exact(Dataset<Row> table, String order) {
        Column column = table.col(quoted(order));
        DataType type = table.schema().apply(order).dataType();
        Column time = unix_micros(column.try_cast("timestamp")).cast(EXACT);
        return type instanceof NumericType
                ? column.try_cast(EXACT)
                : type instanceof StringType ? coalesce(column.try_cast(EXACT), time) : time;
    }

    private Dataset<Row> predictionRows(int l) {
        Dataset<Row> model = predProbs.get(l);
        return model.select(
                taskOf(model).as("task"),
                lit(l).as("input"),
                lit(null).cast("string").as("annotator"),
                lit(null).cast("string").as("label"),
                predictions.get(l).cast(sentType()).as("predictions"),
                lit(0.0),
                lit(0.0));
    }

    /** One line about a row that is refused: its file, if it has one, is looked up now. */
    IllegalArgumentException refusal(BadRow row) {
        boolean ofLabels = row.input() == predProbs.size();
        Dataset<Row> table = ofLabels ? labels : predProbs.get(row.input());
        Column task = taskOf(table);
        Column found = row.task() == null ? task.isNull() : task.equalTo(row.task());
        if (row.annotator() != null) {
            found = found.and(table.col(quoted(options.columns().annotator()))
                    .cast("string")
                    .equalTo(row.annotator()));
        }
        String file = file(table.where(found));
        String place = file.isEmpty() ? (ofLabels ? "labels" : "probabilities") : file;
        return new IllegalArgumentException(place + ": "
                + (row.task() == null ? "a row " : "task \"" + row.task() + "\" ")
                + (row.annotator() == null ? "" : "by \"" + row.annotator() + "\": ")
                + row.problem());
    }

    /** All tables have one form on their way: floats are exact as doubles. */
    private String sentType() {
        return layout.areFloats() ? "array<float>" : "array<double>";
    }

    private static String file(Dataset<Row> rows) {
        List<Row> names = rows.select(input_file_name()).takeAsList(1);
        return names.isEmpty() ? "" : names.get(0).getString(0);
    }
}
