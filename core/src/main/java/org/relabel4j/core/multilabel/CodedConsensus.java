package org.relabel4j.core.multilabel;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.probability.Probabilities;

/**
 * Applies a consensus method to the question of each class where labels are the {@linkplain SetCodes codes} of sets.
 *
 * @param base infers the answer to each question
 * @param combination makes one quality of an example's K
 */
public record CodedConsensus(ConsensusMethod base, Combination combination) implements ConsensusMethod {
    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        SetCodes codes = SetCodes.ofSets(annotations.numClasses());
        List<SetProbabilities> models = predProbs.stream().map(codes::questions).toList();
        int numExamples = annotations.numExamples();
        int[] labels = new int[numExamples];
        double[][] qualities = new double[codes.numClasses()][];
        for (int k = 0; k < qualities.length; k++) {
            int question = k;
            Consensus answers = base.infer(
                    SetCodes.question(annotations, k),
                    models.stream().map(model -> model.ofClass(question)).toList(),
                    rng);
            qualities[k] = answers.qualities();
            for (int i = 0; i < numExamples; i++) {
                labels[i] = answers.label(i) < 0 ? -1 : labels[i] | answers.label(i) << k;
            }
        }
        double[] quality = combination.combineAll(qualities);
        double[] agreement = new double[numExamples];
        for (int i = 0; i < numExamples; i++) {
            quality[i] = labels[i] < 0 ? Double.NaN : quality[i];
            agreement[i] = agreement(annotations, i, labels[i]);
        }
        return new Consensus(labels, quality, agreement);
    }

    private static double agreement(Annotations annotations, int i, int code) {
        int[] counts = new int[annotations.numClasses()];
        annotations.addVotes(i, counts);
        return code < 0
                ? Double.NaN
                : (double) counts[code] / Arrays.stream(counts).sum();
    }

    @Override
    public boolean needsProbabilities() {
        return base.needsProbabilities();
    }
}
