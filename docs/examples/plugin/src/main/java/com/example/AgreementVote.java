package com.example;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Probabilities;

/**
 * A vote in which each annotator j counts for how often j agrees with the majority. The quality of a label is its share of the
 * weights. Predictions only break the majority's ties.
 */
public final class AgreementVote implements ConsensusMethod {
    /** Keeps an example whose annotators never agree with the majority a plain vote. */
    private static final double MIN_WEIGHT = 1e-6;

    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        Consensus majority = new MajorityVote().infer(annotations, predProbs, rng);
        double[] weights = AnnotatorStats.of(annotations, majority).agreementWithConsensus();
        int[] labels = majority.labels();
        double[] quality = majority.qualities();
        double[] agreement = majority.qualities();
        for (int i = 0; i < labels.length; i++) {
            if (annotations.isLabelled(i)) {
                double[] votes = new double[annotations.numClasses()];
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    votes[annotations.labelAt(a)] += Math.max(weights[annotations.annotatorAt(a)], MIN_WEIGHT);
                }
                int[] counts = new int[annotations.numClasses()];
                annotations.addVotes(i, counts);
                labels[i] = RowMath.randomArgmax(votes, rng);
                quality[i] = votes[labels[i]] / DoubleStream.of(votes).sum();
                agreement[i] =
                        (double) counts[labels[i]] / Arrays.stream(counts).sum();
            }
        }
        return new Consensus(labels, quality, agreement);
    }
}
