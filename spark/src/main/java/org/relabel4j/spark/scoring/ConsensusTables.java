package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLabEstimates;
import org.relabel4j.spark.scoring.Inference.Analysis;
import org.relabel4j.spark.scoring.Piece.Part;

/** The tables of tasks of a consensus, as rows of the pool's partitions; and that of weights. */
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

    private ConsensusTables() {}

    /** Writes the rows of a labelled example. */
    @FunctionalInterface
    private interface Writer extends Serializable {
        void write(Part part, Analysis analysis, int i, List<Row> rows);
    }

    static Dataset<Row> consensus(Inference inference) {
        List<String> classes = inference.pool().layout().classNames();
        Writer writer = (part, analysis, i, rows) -> {
            Consensus consensus = analysis.consensus();
            rows.add(RowFactory.create(
                    part.tasks().get(i),
                    classes.get(consensus.label(i)),
                    consensus.quality(i),
                    consensus.agreement(i),
                    part.annotations().count(i)));
        };
        return table(inference, writer, CONSENSUS);
    }

    static Dataset<Row> posterior(Inference inference) {
        List<String> classes = inference.pool().layout().classNames();
        Writer writer = (part, analysis, i, rows) -> {
            double[] row = new double[classes.size()];
            analysis.posterior().posterior(i, row);
            for (int k = 0; k < row.length; k++) {
                if (!classes.get(k).isEmpty()) {
                    rows.add(RowFactory.create(part.tasks().get(i), classes.get(k), row[k]));
                }
            }
        };
        return table(inference, writer, POSTERIOR);
    }

    private static Dataset<Row> table(Inference inference, Writer writer, StructType columns) {
        JavaRDD<Row> rows = inference.map((pieces, analyser) -> new TaskRows(Pool.parts(pieces), analyser, writer));
        return inference.pool().session().createDataFrame(rows, columns);
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

    /** The rows of one part after the other. */
    private static final class TaskRows implements Iterator<Row> {
        private final Iterator<Part> parts;
        private final Function<Part, Analysis> analyser;
        private final Writer writer;
        private Iterator<Row> rows = List.<Row>of().iterator();

        TaskRows(Iterator<Part> parts, Function<Part, Analysis> analyser, Writer writer) {
            this.parts = parts;
            this.analyser = analyser;
            this.writer = writer;
        }

        @Override
        public boolean hasNext() {
            while (!rows.hasNext() && parts.hasNext()) {
                rows = rowsOf(parts.next());
            }
            return rows.hasNext();
        }

        private Iterator<Row> rowsOf(Part part) {
            Analysis analysis = analyser.apply(part);
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
    }
}
