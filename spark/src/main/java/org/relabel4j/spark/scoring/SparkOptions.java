package org.relabel4j.spark.scoring;

import java.util.List;
import java.util.Map;

/**
 * How {@link RelabelSpark} scores or infers. Immutable.
 *
 * @param method name of the strategy, or of the consensus method
 * @param options its options, name to value, as on the command line
 * @param classes the classes in the order of the probabilities; empty if the columns of probabilities are called like the classes,
 *     or labels are numbers from 0 on
 * @param columns what the tables' columns are called
 * @param seed decides whatever is left to chance, and the order of equal scores, by a hash of it and the task
 * @param partitions of the pool, about 100,000 examples each at most; 0 for Spark's {@code spark.sql.shuffle.partitions}
 */
public record SparkOptions(
        String method, Map<String, String> options, List<String> classes, Columns columns, long seed, int partitions) {
    /**
     * @throws IllegalArgumentException if the number of partitions is negative, or a class stands twice or alone
     */
    public SparkOptions {
        options = Map.copyOf(options);
        classes = List.copyOf(classes);
        if (partitions < 0) {
            throw new IllegalArgumentException(
                    "partitions is " + partitions + ", expected at least 1, or 0 for Spark's");
        }
        if (classes.size() == 1 || classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException(
                    "classes are " + String.join(", ", classes) + "; expected at least two, each once");
        }
    }

    /**
     * What the tables' columns are called.
     *
     * @param probabilities of an array of probabilities; empty for the only array of the table or, if it has none, for all columns
     *     of numbers but the task, a class each
     * @param order what says in which order a task's labels were given, for methods to which that matters; empty if none
     */
    public record Columns(String task, String annotator, String label, String probabilities, String order) {
        /** {@code task}, {@code annotator}, {@code label}, and probabilities as they are found. */
        public static Columns defaults() {
            return new Columns("task", "annotator", "label", "", "");
        }

        /** With another column of tasks. */
        public Columns withTask(String name) {
            return new Columns(name, annotator, label, probabilities, order);
        }

        /** With another column of annotators. */
        public Columns withAnnotator(String name) {
            return new Columns(task, name, label, probabilities, order);
        }

        /** With another column of labels. */
        public Columns withLabel(String name) {
            return new Columns(task, annotator, name, probabilities, order);
        }

        /** With a column that is the array of probabilities. */
        public Columns withProbabilities(String name) {
            return new Columns(task, annotator, label, name, order);
        }

        /** With a column that orders a task's labels, the oldest first: a number or a time. */
        public Columns withOrder(String name) {
            return new Columns(task, annotator, label, probabilities, name);
        }
    }

    /** A method by its name, with all defaults and seed 0. */
    public static SparkOptions of(String method) {
        return new SparkOptions(method, Map.of(), List.of(), Columns.defaults(), 0, 0);
    }

    /** With options of the method. */
    public SparkOptions withOptions(Map<String, String> values) {
        return new SparkOptions(method, values, classes, columns, seed, partitions);
    }

    /** With the classes in the order of the probabilities. */
    public SparkOptions withClasses(List<String> names) {
        return new SparkOptions(method, options, names, columns, seed, partitions);
    }

    /** With columns of other names. */
    public SparkOptions withColumns(Columns names) {
        return new SparkOptions(method, options, classes, names, seed, partitions);
    }

    /** With another seed. */
    public SparkOptions withSeed(long value) {
        return new SparkOptions(method, options, classes, columns, value, partitions);
    }

    /** In so many partitions. */
    public SparkOptions withPartitions(int number) {
        return new SparkOptions(method, options, classes, columns, seed, number);
    }
}
