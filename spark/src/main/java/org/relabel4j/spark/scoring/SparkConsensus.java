package org.relabel4j.spark.scoring;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The consensus of a pool. The tables are computed when they are read or written, from what is kept on the cluster until this is
 * closed.
 */
public final class SparkConsensus implements AutoCloseable {
    private final Inference inference;

    SparkConsensus(Inference inference) {
        this.inference = inference;
    }

    /**
     * Columns task, consensus_label, consensus_quality_score, annotator_agreement and num_annotations of every labelled task, in no
     * order: those of {@code relabel4j consensus}.
     */
    public Dataset<Row> consensus() {
        return ConsensusTables.consensus(inference);
    }

    /**
     * Columns annotator, annotator_quality (null where the labels do not tell), agreement_with_consensus, worst_class and
     * num_examples_labeled, the worst annotator first.
     */
    public Dataset<Row> annotators() {
        return AnnotatorTable.of(inference);
    }

    /** Columns task, class and probability of every labelled task and class. */
    public Dataset<Row> posterior() {
        return ConsensusTables.posterior(inference);
    }

    /** Temperature of each model; empty if probabilities are used as given. */
    public double[] temperatures() {
        return inference.temperatures();
    }

    /** Weight of each model; empty unless the method weighs. */
    public double[] modelWeights() {
        return inference.modelWeights();
    }

    /**
     * Columns annotator and weight.
     *
     * @throws IllegalStateException if the method does not weigh
     */
    public Dataset<Row> annotatorWeights() {
        return inference.annotatorWeights();
    }

    /**
     * Columns annotator, true, given and probability: what each annotator answers to tasks of each class, in no order.
     *
     * @throws IllegalStateException if the method has no confusion matrices
     */
    public Dataset<Row> confusions() {
        return inference.confusions();
    }

    /** Number of labelled examples: rows of the consensus. */
    public long numLabelled() {
        return inference.pool().counts().numLabelled();
    }

    /** Number of examples, labelled or not. */
    public long numExamples() {
        return inference.pool().numExamples();
    }

    /** Frees what is kept; the tables must not be read any more. */
    @Override
    public void close() {
        inference.close();
    }
}
