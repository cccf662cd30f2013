package org.relabel4j.core.acquisition;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

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
        this.scaled = scaled(predProbs, temperatures);
    }

    static List<Probabilities> scaled(List<Probabilities> predProbs, double[] temperatures) {
        List<Probabilities> scaled = new ArrayList<>();
        for (int l = 0; l < temperatures.length; l++) {
            scaled.add(TemperatureScaling.scale(predProbs.get(l), temperatures[l]));
        }
        return scaled;
    }

    /** Sets the scores of the unlabelled examples and leaves the others. */
    void fill(double[] scores, ActiveLab.ModelMajority majority) {
        if (scaled.size() == 1) {
            forEachRun((from, to, rows) -> {
                for (int i = from; i < to; i++) {
                    int offset = (i - from) * numClasses;
                    scores[i] = rows[0][offset + RowMath.argmax(rows[0], offset, numClasses)];
                }
            });
        } else {
            int[] choices = majority.of(votes(annotations, scaled), scaled);
            forEachRun((from, to, rows) -> {
                for (int l = 0; l < scaled.size(); l++) {
                    double w = weights.modelWeights()[l] / weights.totalModelWeight();
                    for (int i = from; i < to; i++) {
                        scores[i] += w * rows[l][(i - from) * numClasses + choices[i]];
                    }
                }
            });
        }
        double modelWeight = weights.totalModelWeight();
        double pseudoWeight = weights.meanAnnotatorWeight();
        for (int i = 0; i < scores.length; i++) {
            if (isUnlabelled(i)) {
                scores[i] = (modelWeight * scores[i] + pseudoWeight / numClasses) / (modelWeight + pseudoWeight);
            }
        }
    }

    /** The models as annotators of the unlabelled examples, each with its likeliest class. */
    static Annotations votes(Annotations annotations, List<Probabilities> scaled) {
        int numUnlabelled = annotations.numExamples() - annotations.numLabelled();
        List<int[]> choices = scaled.stream()
                .map(model -> Rows.likeliest(model, i -> !annotations.isLabelled(i)))
                .toList();
        AnnotationsBuilder builder =
                Annotations.builder(annotations.numExamples(), choices.size(), annotations.numClasses());
        builder.reserve(Math.multiplyExact(numUnlabelled, choices.size()));
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int l = 0; l < choices.size() && !annotations.isLabelled(i); l++) {
                builder.add(i, l, choices.get(l)[i]);
            }
        }
        return builder.build();
    }

    private boolean isUnlabelled(int i) {
        return !annotations.isLabelled(i);
    }

    private void forEachRun(Rows.RowsBody body) {
        Rows.forEachRun(scaled, 0, this::isUnlabelled, body);
    }
}
