package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.WorstClass;
import org.relabel4j.spark.scoring.Inference.Analysis;
import org.relabel4j.spark.scoring.Piece.Annotators;
import org.relabel4j.spark.scoring.Piece.Part;

/** The table of annotators, from what each partition adds up of each of its annotators and classes. */
final class AnnotatorTable {
    private static final StructType ANNOTATORS = new StructType()
            .add("annotator", "string", false)
            .add("annotator_quality", "double", true)
            .add("agreement_with_consensus", "double", false)
            .add("worst_class", "string", false)
            .add("num_examples_labeled", "long", false);

    /** What a partition says of an annotator's labels of one class. */
    private static final StructType SUMS = new StructType()
            .add("annotator", "string", false)
            .add("class", "int", false)
            .add("labels", "long", false)
            .add("agreeing", "long", false)
            .add("shared", "long", false)
            .add("shared_agreeing", "long", false)
            .add("quality", "long", false)
            .add("quality_fraction", "long", false)
            .add("label_quality", "long", false)
            .add("label_quality_fraction", "long", false);

    /** Sums of fractions go as whole numbers of this, so that they are the same bits in any order: 6e-14. */
    private static final double FRACTION = 0x1p-44;

    private AnnotatorTable() {}

    /** The annotators, the worst first. */
    static Dataset<Row> of(Inference inference) {
        Pool pool = inference.pool();
        Dataset<Row> sums = pool.session().createDataFrame(inference.map(AnnotatorTable::sums), SUMS);
        List<Column> columns = new ArrayList<>();
        for (String name : SUMS.fieldNames()) {
            if (!name.equals("annotator") && !name.equals("class")) {
                columns.add(sum(name).as(name));
            }
        }
        List<String> classes = pool.layout().classNames();
        Inference.Quality quality = inference.quality();
        JavaRDD<Row> rows = sums.groupBy("annotator", "class")
                .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new))
                .repartition(col("annotator"))
                .sortWithinPartitions("annotator", "class")
                .javaRDD()
                .mapPartitions(all -> new AnnotatorRows(all, classes, quality));
        return pool.session()
                .createDataFrame(rows, ANNOTATORS)
                .sort(
                        col("annotator_quality").asc_nulls_last(),
                        col("agreement_with_consensus").asc(),
                        col("annotator").asc());
    }

    private static Iterator<Row> sums(Iterator<Piece> pieces, Function<Part, Analysis> analyser) {
        Map<Long, Sums> byClass = new HashMap<>();
        Texts names = new Texts();
        while (pieces.hasNext()) {
            Piece piece = pieces.next();
            if (piece instanceof Part part) {
                add(part, analyser.apply(part), byClass);
            } else if (piece instanceof Annotators found) {
                names = found.names();
            }
        }
        Texts annotators = names;
        return byClass.entrySet().stream()
                .map(entry -> entry.getValue()
                        .row(
                                annotators.get((int) (entry.getKey() >> 32)),
                                entry.getKey().intValue()))
                .iterator();
    }

    private static void add(Part part, Analysis analysis, Map<Long, Sums> byClass) {
        Annotations annotations = part.annotations();
        Consensus consensus = analysis.consensus();
        for (int i = 0; i < annotations.numExamples(); i++) {
            boolean shared = annotations.count(i) > 1;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                int label = annotations.labelAt(a);
                Sums sums = byClass.computeIfAbsent((long) annotations.annotatorAt(a) << 32 | label, key -> new Sums());
                int agrees = label == consensus.label(i) ? 1 : 0;
                sums.labels++;
                sums.agreeing += agrees;
                sums.shared += shared ? 1 : 0;
                sums.sharedAgreeing += shared ? agrees : 0;
                sums.quality += consensus.quality(i);
                sums.labelQuality += analysis.labelQuality().applyAsDouble(a);
            }
        }
    }

    /** Of an annotator's labels of one class, in a partition. */
    private static final class Sums {
        long labels;
        long agreeing;
        long shared;
        long sharedAgreeing;
        double quality;
        double labelQuality;

        Row row(String annotator, int label) {
            return RowFactory.create(
                    annotator,
                    label,
                    labels,
                    agreeing,
                    shared,
                    sharedAgreeing,
                    (long) quality,
                    fraction(quality),
                    (long) labelQuality,
                    fraction(labelQuality));
        }

        private static long fraction(double value) {
            return Math.round((value - (long) value) / FRACTION);
        }
    }

    /** A row of statistics for the rows, one a class, of each annotator. */
    private static final class AnnotatorRows implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final List<String> classes;
        private final Inference.Quality quality;
        private final WorstClass worst;
        private Row next;

        AnnotatorRows(Iterator<Row> rows, List<String> classes, Inference.Quality quality) {
            this.rows = rows;
            this.classes = classes;
            this.quality = quality;
            this.worst = new WorstClass(classes.size());
            this.next = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            String annotator = next.getString(0);
            long[] counts = new long[4];
            double labelQuality = 0;
            while (next != null && next.getString(0).equals(annotator)) {
                for (int n = 0; n < counts.length; n++) {
                    counts[n] += next.getLong(2 + n);
                }
                worst.add(next.getInt(1), next.getLong(2), next.getLong(3), number(6));
                labelQuality += number(8);
                next = rows.hasNext() ? rows.next() : null;
            }
            double shared = (double) counts[3] / counts[2];
            double ofAnnotator = quality.of(labelQuality / counts[0], shared);
            return RowFactory.create(
                    annotator,
                    Double.isNaN(ofAnnotator) ? null : ofAnnotator,
                    (double) counts[1] / counts[0],
                    classes.get(worst.takeWorst()),
                    counts[0]);
        }

        private double number(int column) {
            return next.getLong(column) + next.getLong(column + 1) * FRACTION;
        }
    }
}
