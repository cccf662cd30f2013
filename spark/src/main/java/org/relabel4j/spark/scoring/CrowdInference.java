package org.relabel4j.spark.scoring;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLabEstimates;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.spark.scoring.Crowd.Slots;
import org.relabel4j.spark.scoring.Piece.Part;

/** By majority vote or CROWDLAB: what a part says follows from a few numbers and two of each annotator. */
record CrowdInference(Crowd crowd, CrowdModel model) implements Inference {
    /** Analyses the parts of a partition. */
    @FunctionalInterface
    private interface Method extends Serializable {
        Analysis of(Part part, Slots slots, CrowdLabWeights weightsOrNull);
    }

    @Override
    public Pool pool() {
        return crowd.pool();
    }

    @Override
    public <T> JavaRDD<T> map(Maker<T> maker) {
        CrowdModel learnt = model;
        Method method = learnt.last() == null ? majorityVote(learnt) : crowdLab(learnt);
        return crowd.map((pieces, slots) -> {
            CrowdLabWeights weights = learnt.last() == null ? null : learnt.lastWeights(slots);
            return maker.of(pieces, part -> method.of(part, slots, weights));
        });
    }

    private static Method crowdLab(CrowdModel model) {
        return (part, slots, weights) -> {
            CrowdLabResult result = model.result(part, slots, weights);
            double[] qualities = result.annotationQualities();
            return new Analysis(result.consensus(), result::classProbabilities, a -> qualities[a]);
        };
    }

    private static Method majorityVote(CrowdModel model) {
        return (part, slots, weights) -> {
            Consensus consensus = MajorityVote.consensus(part.annotations(), model.majority(part, slots));
            return new Analysis(consensus, (i, row) -> MajorityVote.voteShares(part.annotations(), i, row), a -> 0);
        };
    }

    @Override
    public Quality quality() {
        CrowdLabEstimates estimates = model.last();
        if (estimates == null) {
            return Inference.super.quality();
        }
        double mean = model.lastMean();
        // Weights of no annotator: the formula of quality needs the means alone.
        return (labels, shared) -> estimates.weights(new double[0], mean).annotatorQuality(labels, shared);
    }

    @Override
    public double[] temperatures() {
        return model.temperatures().clone();
    }

    @Override
    public double[] modelWeights() {
        return model.last() == null
                ? Inference.super.modelWeights()
                : model.last().modelWeights();
    }

    @Override
    public Dataset<Row> annotatorWeights() {
        return model.last() == null ? Inference.super.annotatorWeights() : ConsensusTables.weights(crowd, model);
    }

    @Override
    public void close() {
        crowd.close();
        crowd.pool().close();
    }
}
