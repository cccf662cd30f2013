package org.relabel4j.core.consensus;

import java.util.SplittableRandom;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

/** Sparse labels of annotators who differ in accuracy, with the truth. */
record SimulatedCrowd(Annotations annotations, int[] truth) {
    /** Each example gets a few labels; annotators are right with probability 0.35 to 0.95, else uniformly wrong. */
    static SimulatedCrowd of(int numExamples, int numAnnotators, int numClasses, int labelsAnExample, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        double[] accuracy = new double[numAnnotators];
        for (int j = 0; j < numAnnotators; j++) {
            accuracy[j] = 0.35 + 0.6 * rng.nextDouble();
        }
        int[] truth = new int[numExamples];
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, numClasses);
        for (int i = 0; i < numExamples; i++) {
            truth[i] = rng.nextInt(numClasses);
            int first = rng.nextInt(numAnnotators);
            for (int n = 0; n < labelsAnExample; n++) {
                int j = (first + n * 7) % numAnnotators;
                int wrong = (truth[i] + 1 + rng.nextInt(numClasses - 1)) % numClasses;
                builder.add(i, j, rng.nextDouble() < accuracy[j] ? truth[i] : wrong);
            }
        }
        return new SimulatedCrowd(builder.build(), truth);
    }

    double accuracy(Consensus consensus) {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += consensus.label(i) == truth[i] ? 1 : 0;
        }
        return (double) right / truth.length;
    }
}
