package org.relabel4j.spark.scoring;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.spark.scoring.Piece.Part;

/** The examples of a partition with their scores, as rows; those whose score is NaN are left out. */
final class ScoredRows implements Iterator<Row> {
    static final StructType SCHEMA = new StructType()
            .add("task", "string", false)
            .add("annotations", "int", false)
            .add("score", "double", false)
            .add("tie", "double", false)
            .add("range", "int", false);

    private final Iterator<Part> parts;
    private final Iterator<double[]> scores;
    private final Ranges ranges;
    private Part part;
    private double[] values = new double[0];
    private int next;

    ScoredRows(Iterator<Piece> pieces, Iterator<double[]> scores, Ranges ranges) {
        this.parts = Pool.parts(pieces);
        this.scores = scores;
        this.ranges = ranges;
    }

    @Override
    public boolean hasNext() {
        // Both are read to their ends, after which Spark lets go of what they are kept in.
        while (true) {
            while (next < values.length && Double.isNaN(values[next])) {
                next++;
            }
            if (next < values.length || !(parts.hasNext() & scores.hasNext())) {
                return next < values.length;
            }
            part = parts.next();
            values = scores.next();
            next = 0;
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int i = next++;
        String task = part.tasks().get(i);
        double tie = BatchSelector.tie(ranges.seed(), task);
        // Adding zero turns -0.0 into 0.0, so that the two are equal in every order.
        double score = values[i] + 0.0;
        return RowFactory.create(task, part.annotations().count(i), score, tie, ranges.of(score, () -> tie));
    }
}
