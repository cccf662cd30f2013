package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLabEstimates;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.consensus.WorstClass;
import org.relabel4j.spark.scoring.Crowd.Slots;
import org.relabel4j.spark.scoring.Piece.Annotators;
import org.relabel4j.spark.scoring.Piece.Part;

/** The tables of a consensus, as rows of the pool's partitions. */
final class ConsensusTables {
    private static final StructType CONSENSUS = new StructType()
            .add("task", "string", false)
            .add("consensus_label", "string", false)
            .add("consensus_quality_score", "double", false)
            .add("annotator_agreement", "double", false)
            .add("num_annotations", "int", false);

    private static final StructType POSTERIOR = new StructType()
            .add("task", "string", false)
            .add("class", "string", false)
            .add("probability", "double", false);

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

    private ConsensusTables() {}

    /** What a method says of a part. */
    interface Analysis {
        Consensus consensus();

        /** Writes the class probabilities of a labelled example. */
        void probabilities(int i, double[] destination);

        /** Quality of the label at a position of the annotations. */
        double labelQuality(int a);
    }

    /** Analyses the parts of a partition. */
    @FunctionalInterface
    interface Method extends java.io.Serializable {
        Analysis of(Part part, Slots slots, CrowdLabWeights weightsOrNull);
    }

    static Dataset<Row> weights(Crowd crowd, CrowdModel model) {
        double otherwise = model.meanAgreement();
        CrowdLabEstimates estimates = model.last();
        JavaRDD<Row> rows = crowd.annotators()
                .select("annotator", "agreement")
                .javaRDD()
                .map(row -> RowFactory.create(
                        row.getString(0), estimates.annotatorWeight(row.isNullAt(1) ? otherwise : row.getDouble(1))));
        return crowd.pool()
                .session()
                .createDataFrame(
                        rows, new StructType().add("annotator", "string", false).add("weight", "double", false));
    }

    static Dataset<Row> consensus(Crowd crowd, CrowdModel model, Method method) {
        List<String> classes = crowd.pool().layout().classNames();
        return crowd.pool()
                .session()
                .createDataFrame(
                        flat(crowd, model, method, (part, analysis, i, rows) -> {
                            Consensus consensus = analysis.consensus();
                            rows.add(RowFactory.create(
                                    part.tasks().get(i),
                                    classes.get(consensus.label(i)),
                                    consensus.quality(i),
                                    consensus.agreement(i),
                                    part.annotations().count(i)));
                        }),
                        CONSENSUS);
    }

    static Dataset<Row> posterior(Crowd crowd, CrowdModel model, Method method) {
        List<String> classes = crowd.pool().layout().classNames();
        return crowd.pool()
                .session()
                .createDataFrame(
                        flat(crowd, model, method, (part, analysis, i, rows) -> {
                            double[] row = new double[classes.size()];
                            analysis.probabilities(i, row);
                            for (int k = 0; k < row.length; k++) {
                                if (!classes.get(k).isEmpty()) {
                                    rows.add(RowFactory.create(part.tasks().get(i), classes.get(k), row[k]));
                                }
                            }
                        }),
                        POSTERIOR);
    }

    /** Writes the rows of a labelled example. */
    @FunctionalInterface
    private interface Writer extends java.io.Serializable {
        void write(Part part, Analysis analysis, int i, List<Row> rows);
    }

    private static JavaRDD<Row> flat(Crowd crowd, CrowdModel model, Method method, Writer writer) {
        return crowd.map((pieces, slots) -> {
            CrowdLabWeights weights = model.last() == null ? null : model.lastWeights(slots);
            Iterator<Part> parts = Pool.parts(pieces);
            return new Iterator<Row>() {
                private Iterator<Row> rows = List.<Row>of().iterator();

                @Override
                public boolean hasNext() {
                    while (!rows.hasNext() && parts.hasNext()) {
                        rows = rowsOf(parts.next());
                    }
                    return rows.hasNext();
                }

                private Iterator<Row> rowsOf(Part part) {
                    Analysis analysis = method.of(part, slots, weights);
                    List<Row> written = new ArrayList<>();
                    for (int i = 0; i < part.tasks().size(); i++) {
                        if (part.annotations().isLabelled(i)) {
                            writer.write(part, analysis, i, written);
                        }
                    }
                    return written.iterator();
                }

                @Override
                public Row next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return rows.next();
                }
            };
        });
    }

    /** The annotators, the worst first. */
    static Dataset<Row> annotators(Crowd crowd, CrowdModel model, Method method) {
        Dataset<Row> sums = crowd.pool()
                .session()
                .createDataFrame(
                        crowd.map((pieces, slots) ->
                                sums(pieces, slots, model.last() == null ? null : model.lastWeights(slots), method)),
                        SUMS);
        List<org.apache.spark.sql.Column> columns = new ArrayList<>();
        for (String name : SUMS.fieldNames()) {
            if (!name.equals("annotator") && !name.equals("class")) {
                columns.add(sum(name).as(name));
            }
        }
        List<String> classes = crowd.pool().layout().classNames();
        // Weights of no annotator: the formula of quality needs the means alone.
        double mean = model.lastMean();
        CrowdLabEstimates estimates = model.last();
        JavaRDD<Row> rows = sums.groupBy("annotator", "class")
                .agg(columns.get(0), columns.subList(1, columns.size()).toArray(org.apache.spark.sql.Column[]::new))
                .repartition(col("annotator"))
                .sortWithinPartitions("annotator", "class")
                .javaRDD()
                .mapPartitions(all -> new AnnotatorRows(
                        all, classes, estimates == null ? null : estimates.weights(new double[0], mean)));
        return crowd.pool()
                .session()
                .createDataFrame(rows, ANNOTATORS)
                .sort(
                        col("annotator_quality").asc_nulls_last(),
                        col("agreement_with_consensus").asc(),
                        col("annotator").asc());
    }

    private static Iterator<Row> sums(Iterator<Piece> pieces, Slots slots, CrowdLabWeights weights, Method method) {
        Map<Long, Sums> byClass = new HashMap<>();
        Texts names = new Texts();
        while (pieces.hasNext()) {
            Piece piece = pieces.next();
            if (piece instanceof Part part) {
                add(part, method.of(part, slots, weights), byClass);
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
                sums.labelQuality += analysis.labelQuality(a);
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
        private final CrowdLabWeights weights;
        private final WorstClass worst;
        private Row next;

        AnnotatorRows(Iterator<Row> rows, List<String> classes, CrowdLabWeights weightsOrNull) {
            this.rows = rows;
            this.classes = classes;
            this.weights = weightsOrNull;
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
            double quality = weights == null ? shared : weights.annotatorQuality(labelQuality / counts[0], shared);
            return RowFactory.create(
                    annotator,
                    Double.isNaN(quality) ? null : quality,
                    (double) counts[1] / counts[0],
                    classes.get(worst.takeWorst()),
                    counts[0]);
        }

        private double number(int column) {
            return next.getLong(column) + next.getLong(column + 1) * FRACTION;
        }
    }
}
