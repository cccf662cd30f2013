package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * Estimates CROWDLAB's weights from a consensus: how much better than always guessing the most likely class is each model,
 * and how much better each annotator? Only examples with more than one label tell.
 */
final class WeightEstimator {
    /** The reference clips weights, and what it divides by, from below. */
    private static final double MIN_WEIGHT = 1e-6;

    private final Annotations annotations;
    private final int[][] modelChoices;
    private final int[] numLabels;
    private final double[] agreements;
    private final int numMultiple;

    WeightEstimator(Annotations annotations, List<Probabilities> predProbs) {
        this.annotations = annotations;
        this.numLabels = new int[annotations.numAnnotators()];
        int multiple = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            multiple += annotations.count(i) > 1 ? 1 : 0;
        }
        for (int a = 0; a < annotations.size(); a++) {
            numLabels[annotations.annotatorAt(a)]++;
        }
        this.numMultiple = multiple;
        this.modelChoices = new int[predProbs.size()][];
        for (int l = 0; l < modelChoices.length; l++) {
            modelChoices[l] =
                    multiple == 0 ? new int[0] : Rows.likeliest(predProbs.get(l), i -> annotations.count(i) > 1);
        }
        this.agreements = agreements();
    }

    /** Whether any example has two labels, without which weights cannot be estimated. */
    boolean canEstimate() {
        return numMultiple > 0;
    }

    /** Weights of 1 for every model and every annotator who gave a label. */
    CrowdLabWeights unknown() {
        double[] undefined = new double[modelChoices.length];
        Arrays.fill(undefined, Double.NaN);
        double[] modelWeights = new double[modelChoices.length];
        Arrays.fill(modelWeights, 1);
        double[] annotatorWeights = new double[numLabels.length];
        double[] noAgreements = new double[numLabels.length];
        Arrays.fill(noAgreements, Double.NaN);
        for (int j = 0; j < annotatorWeights.length; j++) {
            annotatorWeights[j] = numLabels[j] > 0 ? 1 : Double.NaN;
        }
        var estimates = new CrowdLabWeights.Estimates(Double.NaN, -1, Double.NaN, meanNumAnnotations());
        return new CrowdLabWeights(estimates, undefined, modelWeights, noAgreements, annotatorWeights);
    }

    /** The weights if {@code consensus} (-1 for unlabelled examples) were the true labels. */
    CrowdLabWeights estimate(int[] consensus) {
        double[] classCounts = new double[annotations.numClasses()];
        int[] modelMistakes = new int[modelChoices.length];
        double likelihood = sumOfAgreements(consensus) / numMultiple;
        for (int i = 0; i < consensus.length; i++) {
            if (annotations.count(i) > 1) {
                classCounts[consensus[i]]++;
                for (int l = 0; l < modelMistakes.length; l++) {
                    modelMistakes[l] += modelChoices[l][i] != consensus[i] ? 1 : 0;
                }
            }
        }
        int mostLikely = RowMath.argmax(classCounts);
        double mostLikelyError = (numMultiple - classCounts[mostLikely]) / numMultiple;
        var estimates = new CrowdLabWeights.Estimates(likelihood, mostLikely, mostLikelyError, meanNumAnnotations());
        return weights(estimates, modelMistakes);
    }

    private CrowdLabWeights weights(CrowdLabWeights.Estimates estimates, int[] modelMistakes) {
        double baseline = Math.max(estimates.mostLikelyClassError(), MIN_WEIGHT);
        double[] modelErrors = new double[modelMistakes.length];
        double[] modelWeights = new double[modelMistakes.length];
        for (int l = 0; l < modelErrors.length; l++) {
            modelErrors[l] = (double) modelMistakes[l] / numMultiple;
            modelWeights[l] =
                    Math.max(1 - modelErrors[l] / baseline, MIN_WEIGHT) * Math.sqrt(estimates.meanNumAnnotations());
        }
        double[] annotatorWeights = new double[agreements.length];
        for (int j = 0; j < agreements.length; j++) {
            // Math.max keeps the NaN of an annotator without a label.
            annotatorWeights[j] = Math.max(1 - (1 - agreements[j]) / baseline, MIN_WEIGHT);
        }
        return new CrowdLabWeights(estimates, modelErrors, modelWeights, agreements, annotatorWeights);
    }

    private double sumOfAgreements(int[] consensus) {
        int numClasses = annotations.numClasses();
        double[] partial = new double[Blocks.count(consensus.length, numClasses)];
        Blocks.forEach(consensus.length, numClasses, () -> null, (block, from, to, none) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                if (annotations.count(i) > 1) {
                    sum += VoteCounter.agreement(annotations, i, consensus[i]);
                }
            }
            partial[block] = sum;
        });
        double sum = 0;
        for (double part : partial) {
            sum += part;
        }
        return sum;
    }

    private double meanNumAnnotations() {
        return (double) annotations.size() / annotations.numLabelled();
    }

    /** g_j: of all pairs of j's label and another annotator's label of the same example, the fraction that agree. */
    private double[] agreements() {
        long[] agreeing = new long[numLabels.length];
        long[] pairs = new long[numLabels.length];
        int[] counts = new int[annotations.numClasses()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            int others = annotations.count(i) - 1;
            if (others < 1) {
                continue;
            }
            annotations.addVotes(i, counts);
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                int j = annotations.annotatorAt(a);
                pairs[j] += others;
                agreeing[j] += counts[annotations.labelAt(a)] - 1;
            }
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                counts[annotations.labelAt(a)] = 0;
            }
        }
        return ratios(agreeing, pairs);
    }

    private double[] ratios(long[] agreeing, long[] pairs) {
        double[] ratio = new double[pairs.length];
        double sum = 0;
        int defined = 0;
        for (int j = 0; j < ratio.length; j++) {
            if (pairs[j] > 0) {
                ratio[j] = (double) agreeing[j] / pairs[j];
                sum += ratio[j];
                defined++;
            }
        }
        for (int j = 0; j < ratio.length; j++) {
            if (pairs[j] == 0) {
                ratio[j] = numLabels[j] > 0 ? sum / defined : Double.NaN;
            }
        }
        return ratio;
    }
}
