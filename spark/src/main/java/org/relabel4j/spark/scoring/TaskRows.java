package org.relabel4j.spark.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;
import org.relabel4j.spark.scoring.Piece.BadRow;

/** What the tables say of one task, in an order that does not depend on that of their rows. */
final class TaskRows {
    /** The rows of a task may come in any order: of several that are refused, the first is told. */
    private static final Comparator<BadRow> FIRST = Comparator.comparingInt(BadRow::input)
            .thenComparing(BadRow::annotator, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(BadRow::problem);

    private static final Comparator<Given> ORDER = Comparator.comparingDouble(Given::place)
            .thenComparingDouble(Given::rest)
            .thenComparing(given -> given.annotator().name);

    private final UTF8String task;
    private final double[][] predictions;
    private final List<Given> labels = new ArrayList<>(4);
    private BadRow problem;

    /** An annotator of the partition. */
    static final class Annotator {
        final UTF8String name;

        /** Number in the partition, -1 until a part has a label of theirs. */
        int slot = -1;

        /** The last task that they labelled. */
        TaskRows last;

        Annotator(UTF8String name) {
            this.name = name;
        }
    }

    /**
     * A label, with what orders those of a task.
     *
     * @param rest of the place, which need not be a double
     */
    record Given(Annotator annotator, int label, double place, double rest) {}

    TaskRows(UTF8String task, int numModels) {
        this.task = task;
        this.predictions = new double[numModels][];
    }

    UTF8String task() {
        return task;
    }

    void add(Annotator annotator, int label, double place, double rest) {
        labels.add(new Given(annotator, label, place, rest));
    }

    void add(int model, double[] row) {
        if (predictions[model] != null) {
            refuse(model, null, "stands twice, expected one row a task");
        }
        predictions[model] = row;
    }

    void refuse(int input, String annotator, String found) {
        BadRow row = new BadRow(input, task == null ? null : task.toString(), annotator, found);
        problem = problem == null || FIRST.compare(row, problem) < 0 ? row : problem;
    }

    /** Puts the labels in order and checks that nothing is missing or stands twice; returns what is refused. */
    Optional<BadRow> finish() {
        if (labels.size() > 1) {
            labels.sort(ORDER);
        }
        for (Given given : labels) {
            if (given.annotator().last == this) {
                refuse(
                        predictions.length,
                        given.annotator().name.toString(),
                        "labelled the task twice, expected one label");
            }
            given.annotator().last = this;
        }
        for (int l = 0; problem == null && l < predictions.length; l++) {
            if (predictions[l] == null) {
                refuse(
                        labels.isEmpty() ? l == 0 ? 1 : 0 : predictions.length,
                        null,
                        "has no probabilities" + (predictions.length > 1 ? " of model " + l : "")
                                + ", expected a row for it; every task needs probabilities");
            }
        }
        return Optional.ofNullable(problem);
    }

    /** The labels, in order once this is finished. */
    List<Given> labels() {
        return labels;
    }

    /** The probabilities that a model gives. */
    double[] predictions(int model) {
        return predictions[model];
    }
}
