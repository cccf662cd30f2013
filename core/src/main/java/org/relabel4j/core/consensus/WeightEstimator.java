package org.relabel4j.core.consensus;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * Estimates CROWDLAB's weights from a consensus: how much better than always guessing the most likely class is each model,
 * and how much better each annotator? Only examples with more than one label tell.
 */
final class WeightEstimator {
    private final Annotations annotations;
    private final int[][] modelChoices;
    private final int[] numLabels;
    private final double[] agreements;
    private final boolean multiple;

    WeightEstimator(Annotations annotations, List<Probabilities> predProbs) {
        this.annotations = annotations;
        this.numLabels = new int[annotations.numAnnotators()];
        for (int a = 0; a < annotations.size(); a++) {
            numLabels[annotations.annotatorAt(a)]++;
        }
        this.multiple = annotations.size() > annotations.numLabelled();
        this.modelChoices = modelChoices(annotations, predProbs);
        this.agreements = agreements();
    }

    /** What each model chooses for the examples with two labels or more. */
    static int[][] modelChoices(Annotations annotations, List<Probabilities> predProbs) {
        int[][] choices = new int[predProbs.size()][];
        for (int l = 0; l < choices.length; l++) {
            choices[l] = annotations.size() == annotations.numLabelled()
                    ? new int[0]
                    : Rows.likeliest(predProbs.get(l), i -> annotations.count(i) > 1);
        }
        return choices;
    }

    /** Whether any example has two labels, without which weights cannot be estimated. */
    boolean canEstimate() {
        return multiple;
    }

    /** The weights if {@code consensus} (-1 for unlabelled examples) were the true labels; all 1 if nothing can be estimated. */
    CrowdLabWeights estimate(int[] consensus) {
        CrowdLabTally tally = new CrowdLabTally(modelChoices.length, annotations.numClasses());
        tally.add(new CrowdLabTally.Part(annotations, modelChoices, consensus));
        CrowdLabEstimates estimates = tally.finish();
        double[] weights = new double[numLabels.length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = numLabels[j] > 0 ? estimates.annotatorWeight(agreements[j]) : Double.NaN;
        }
        double mean = AnnotatorRatios.definedMean(weights);
        return new CrowdLabWeights(estimates, agreements, weights, Double.isNaN(mean) ? 1 : mean);
    }

    /** g_j, or its mean for an annotator who shares no example; NaN for one without a label. */
    private double[] agreements() {
        AnnotatorRatios tally = AnnotatorRatios.pairAgreement(numLabels.length);
        tally.add(annotations);
        double[] ratio = tally.finish();
        double mean = AnnotatorRatios.definedMean(ratio);
        for (int j = 0; j < ratio.length; j++) {
            ratio[j] = Double.isNaN(ratio[j]) && numLabels[j] > 0 ? mean : ratio[j];
        }
        return ratio;
    }
}
