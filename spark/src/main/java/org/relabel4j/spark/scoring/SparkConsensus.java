package org.relabel4j.spark.scoring;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.relabel4j.spark.scoring.ConsensusTables.Method;

/**
 * The consensus of a pool. The tables are computed when they are read or written, from what is kept on the cluster until this is
 * closed.
 */
public final class SparkConsensus implements AutoCloseable {
    private final Crowd crowd;
    private final CrowdModel model;
    private final Method method;

    SparkConsensus(Crowd crowd, CrowdModel model, Method method) {
        this.crowd = crowd;
        this.model = model;
        this.method = method;
    }

    /**
     * Columns task, consensus_label, consensus_quality_score, annotator_agreement and num_annotations of every labelled task, in no
     * order: those of {@code relabel4j consensus}.
     */
    public Dataset<Row> consensus() {
        return ConsensusTables.consensus(crowd, model, method);
    }

    /**
     * Columns annotator, annotator_quality (null where the labels do not tell), agreement_with_consensus, worst_class and
     * num_examples_labeled, the worst annotator first.
     */
    public Dataset<Row> annotators() {
        return ConsensusTables.annotators(crowd, model, method);
    }

    /** Columns task, class and probability of every labelled task and class. */
    public Dataset<Row> posterior() {
        return ConsensusTables.posterior(crowd, model, method);
    }

    /** Temperature of each model; empty if probabilities are used as given. */
    public double[] temperatures() {
        return model.temperatures().clone();
    }

    /** Weight of each model; empty unless the method weighs. */
    public double[] modelWeights() {
        return model.last() == null ? new double[0] : model.last().modelWeights();
    }

    /**
     * Columns annotator and weight.
     *
     * @throws IllegalStateException if the method does not weigh
     */
    public Dataset<Row> annotatorWeights() {
        if (model.last() == null) {
            throw new IllegalStateException("only crowdlab has weights");
        }
        return ConsensusTables.weights(crowd, model);
    }

    /** Number of examples, labelled or not. */
    public long numExamples() {
        return crowd.pool().numExamples();
    }

    /** Frees what is kept; the tables must not be read any more. */
    @Override
    public void close() {
        crowd.close();
        crowd.pool().close();
    }
}
