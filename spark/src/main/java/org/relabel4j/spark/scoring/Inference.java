package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.LabelPosterior;
import org.relabel4j.spark.scoring.Piece.Part;

/** What a method has learnt from a pool, by which it says a consensus of each part. */
interface Inference extends AutoCloseable {
    /**
     * What a method says of a part.
     *
     * @param posterior class probabilities of the labelled examples
     * @param labelQuality of the label at a position of the annotations
     */
    record Analysis(Consensus consensus, LabelPosterior posterior, IntToDoubleFunction labelQuality) {}

    /** Makes something on other machines of a partition, whose parts are analysed in their order. */
    @FunctionalInterface
    interface Maker<T> extends Serializable {
        Iterator<T> of(Iterator<Piece> pieces, Function<Part, Analysis> analyser);
    }

    /** An annotator's quality by the mean quality of the labels and the agreement with the consensus of shared examples. */
    @FunctionalInterface
    interface Quality extends Serializable {
        double of(double meanLabelQuality, double sharedAgreement);
    }

    Pool pool();

    /** What is made of each partition. */
    <T> JavaRDD<T> map(Maker<T> maker);

    /** By agreement, where the method has no other. */
    default Quality quality() {
        return (meanLabelQuality, sharedAgreement) -> sharedAgreement;
    }

    /** Temperature of each model; empty if probabilities are used as given. */
    default double[] temperatures() {
        return new double[0];
    }

    /** Weight of each model; empty unless the method weighs. */
    default double[] modelWeights() {
        return new double[0];
    }

    /** Columns annotator and weight. */
    default Dataset<Row> annotatorWeights() {
        throw new IllegalStateException("only crowdlab has weights");
    }

    /** Columns annotator, true, given and probability. */
    default Dataset<Row> confusions() {
        throw new IllegalStateException("only dawid-skene has confusion matrices");
    }

    /** Frees what is kept, of the pool too. */
    @Override
    void close();
}
