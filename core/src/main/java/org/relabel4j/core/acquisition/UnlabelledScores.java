package org.relabel4j.core.acquisition;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/**
 * ActiveLab's scores of unlabelled examples: {@code (sum_l w_l p_il + w̄ / K) / (sum_l w_l + w̄)}, where p_il is what model l
 * gives to the likeliest class or, with several models, to the class that most of them think likeliest (Goh and Mueller 2023,
 * equations (2) and (6)).
 */
final class UnlabelledScores {
    private final Annotations annotations;
    private final List<Probabilities> scaled;
    private final CrowdLabWeights weights;
    private final int numClasses;

    UnlabelledScores(
            Annotations annotations, List<Probabilities> predProbs, double[] temperatures, CrowdLabWeights weights) {
        this.annotations = annotations;
        this.weights = weights;
        this.numClasses = annotations.numClasses();
        this.scaled = new ArrayList<>();
        for (int l = 0; l < temperatures.length; l++) {
            scaled.add(TemperatureScaling.scale(predProbs.get(l), temperatures[l]));
        }
    }

    /** Sets the scores of the unlabelled examples and leaves the others. */
    void fill(double[] scores, RandomGenerator rng) {
        if (scaled.size() == 1) {
            forEachRow(scaled.get(0), (i, rows, offset) -> scores[i] = largest(rows, offset));
        } else {
            int[] choices = new MajorityVote().infer(votes(), scaled, rng).labels();
            for (int l = 0; l < scaled.size(); l++) {
                double w = weights.modelWeights()[l] / weights.totalModelWeight();
                forEachRow(scaled.get(l), (i, rows, offset) -> scores[i] += w * rows[offset + choices[i]]);
            }
        }
        double modelWeight = weights.totalModelWeight();
        double pseudoWeight = weights.meanAnnotatorWeight();
        for (int i = 0; i < scores.length; i++) {
            if (!annotations.isLabelled(i)) {
                scores[i] = (modelWeight * scores[i] + pseudoWeight / numClasses) / (modelWeight + pseudoWeight);
            }
        }
    }

    /** The models as annotators of the unlabelled examples, each with its likeliest class. */
    private Annotations votes() {
        int numUnlabelled = annotations.numExamples() - annotations.numLabelled();
        int[][] choices = new int[scaled.size()][annotations.numExamples()];
        for (int l = 0; l < choices.length; l++) {
            int[] choice = choices[l];
            forEachRow(scaled.get(l), (i, rows, offset) -> choice[i] = argmax(rows, offset));
        }
        Annotations.Builder builder = Annotations.builder(annotations.numExamples(), choices.length, numClasses);
        builder.reserve(Math.multiplyExact(numUnlabelled, choices.length));
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int l = 0; l < choices.length && !annotations.isLabelled(i); l++) {
                builder.add(i, l, choices[l][i]);
            }
        }
        return builder.build();
    }

    @FunctionalInterface
    private interface RowBody {
        void accept(int i, double[] rows, int offset);
    }

    private void forEachRow(Probabilities predProbs, RowBody body) {
        Blocks.forEach(
                annotations.numExamples(),
                numClasses,
                () -> new double[Blocks.rows(numClasses) * numClasses],
                (block, from, to, rows) -> Blocks.runs(from, to, i -> !annotations.isLabelled(i), (start, end) -> {
                    predProbs.copyRows(start, end, rows, 0);
                    for (int i = start; i < end; i++) {
                        body.accept(i, rows, (i - start) * numClasses);
                    }
                }));
    }

    private int argmax(double[] rows, int offset) {
        int best = 0;
        for (int k = 1; k < numClasses; k++) {
            if (rows[offset + k] > rows[offset + best]) {
                best = k;
            }
        }
        return best;
    }

    private double largest(double[] rows, int offset) {
        return rows[offset + argmax(rows, offset)];
    }
}
