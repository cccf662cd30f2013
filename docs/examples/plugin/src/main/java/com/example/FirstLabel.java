package com.example;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.probability.Probabilities;

/** The label given first, whatever is said later. Its quality is the fraction of the example's labels that agree with it. */
public final class FirstLabel implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        int[] labels = new int[annotations.numExamples()];
        double[] agreement = new double[labels.length];
        int[] votes = new int[annotations.numClasses()];
        for (int i = 0; i < labels.length; i++) {
            if (annotations.isLabelled(i)) {
                Arrays.fill(votes, 0);
                annotations.addVotes(i, votes);
                labels[i] = annotations.labelAt(annotations.rowStart(i));
                agreement[i] = (double) votes[labels[i]] / annotations.count(i);
            } else {
                labels[i] = -1;
                agreement[i] = Double.NaN;
            }
        }
        return new Consensus(labels, agreement, agreement);
    }
}
