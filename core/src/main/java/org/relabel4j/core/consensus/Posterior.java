package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * CROWDLAB's posterior over classes (Goh and Mueller 2023, arXiv:2301.11856, equation (3); several models as in (6)):
 *
 * <p>{@code p_i = (sum_l w_l p_il + sum_j w_j a_ij) / (sum_l w_l + sum_j w_j)}, where the sum over j is over the annotators
 * of example i and {@code a_ij} is P for the class that j chose and (1 - P) / (K - 1) for each other. For an unlabelled
 * example it is the weighted mean of the models.
 */
final class Posterior implements Probabilities {
    private final Annotations annotations;
    private final List<Probabilities> predProbs;
    private final CrowdLabWeights weights;
    private final double totalModelWeight;
    private final double missed;
    private final double gained;

    /**
     * The posterior for given weights.
     *
     * @param predProbs at least one model
     */
    Posterior(Annotations annotations, List<Probabilities> predProbs, CrowdLabWeights weights) {
        this.annotations = annotations;
        this.predProbs = predProbs;
        this.weights = weights;
        this.totalModelWeight = weights.totalModelWeight();
        double p = weights.consensusLikelihood();
        this.missed = (1 - p) / (annotations.numClasses() - 1);
        this.gained = p - missed;
    }

    @Override
    public int numExamples() {
        return annotations.numExamples();
    }

    @Override
    public int numClasses() {
        return annotations.numClasses();
    }

    @Override
    public void copyRows(int fromRow, int toRow, double[] destination, int offset) {
        int numClasses = numClasses();
        int length = (toRow - fromRow) * numClasses;
        predProbs.get(0).copyRows(fromRow, toRow, destination, offset);
        for (int n = offset; n < offset + length; n++) {
            destination[n] *= weights.modelWeight(0);
        }
        double[] model = new double[predProbs.size() > 1 ? length : 0];
        for (int l = 1; l < predProbs.size(); l++) {
            predProbs.get(l).copyRows(fromRow, toRow, model, 0);
            addScaled(weights.modelWeight(l), model, length, destination, offset);
        }
        for (int i = fromRow; i < toRow; i++) {
            int row = offset + (i - fromRow) * numClasses;
            double annotatorWeight = addVotes(i, destination, row);
            for (int k = 0; k < numClasses; k++) {
                destination[row + k] = normalise(destination[row + k], annotatorWeight);
            }
        }
    }

    /** Sets {@code sum} to the weighted sum of the models' rows. */
    void combineModels(double[][] rowsOfModel, int length, double[] sum) {
        Arrays.fill(sum, 0, length, 0);
        for (int l = 0; l < predProbs.size(); l++) {
            addScaled(weights.modelWeight(l), rowsOfModel[l], length, sum, 0);
        }
    }

    private static void addScaled(double factor, double[] values, int length, double[] sum, int offset) {
        for (int n = 0; n < length; n++) {
            sum[offset + n] += factor * values[n];
        }
    }

    /**
     * Adds (P - (1 - P) / (K - 1)) w_j to the class that each annotator of example {@code i} chose: what sets the classes
     * apart. The rest, the same for all, is left to {@link #normalise}.
     *
     * @return sum of w_j, 0 if weights are unknown
     */
    double addVotes(int i, double[] row, int offset) {
        double sum = 0;
        if (!weights.areUnknown()) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                double w = weights.annotatorWeight(annotations.annotatorAt(a));
                row[offset + annotations.labelAt(a)] += gained * w;
                sum += w;
            }
        }
        return sum;
    }

    /** The posterior of one class from the weighted sum of what the models gave to it. */
    double of(int i, int label, double modelSum) {
        double value = modelSum;
        double sum = 0;
        if (!weights.areUnknown()) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                double w = weights.annotatorWeight(annotations.annotatorAt(a));
                value += annotations.labelAt(a) == label ? gained * w : 0;
                sum += w;
            }
        }
        return normalise(value, sum);
    }

    private double normalise(double value, double annotatorWeight) {
        double shared = annotatorWeight == 0 ? 0 : missed * annotatorWeight;
        return (value + shared) / (totalModelWeight + annotatorWeight);
    }
}
