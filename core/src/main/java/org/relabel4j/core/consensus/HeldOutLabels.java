package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/**
 * How well a fit of {@link DawidSkene} predicts each label from the other labels, and how much it believes the labels. With
 * f' and pi' the estimates from the sums of the posteriors T of all examples but i, and l_ij the label that j gave to i,
 *
 * <p>{@code score = mean_ij (ln P_ij + T_i,l_ij)};
 *
 * <p>{@code P_ij = sum_k q_ijk pi'_jk,l_ij}, where {@code q_ijk ~ f'_k prod_{h != j} pi'_hk,l_ih}, rows of q summing to 1.
 *
 * <p>The first term alone, the leave-one-out predictive likelihood (Vehtari, Gelman and Gabry 2017, "Practical Bayesian model
 * evaluation using leave-one-out cross-validation", Statistics and Computing 27, section 2), does not know what classes mean:
 * it favours fits that group examples by something else than their class. The second, agreement with the votes, does. Departure:
 * the posteriors T themselves are not estimated anew without the label. Cost: about two iterations.
 */
public final class HeldOutLabels {
    private final Annotations annotations;
    private final Confusions confusions;
    private final double[] posterior;
    private final double[] logJoint;
    private final double[] logOthers;

    private HeldOutLabels(Annotations annotations, Confusions confusions) {
        this.annotations = annotations;
        this.confusions = confusions;
        this.posterior = new double[annotations.numClasses()];
        this.logJoint = new double[posterior.length];
        this.logOthers = new double[posterior.length];
    }

    /**
     * The score of a fit, larger is better, at most 1; 0 if there are no labels.
     *
     * @param confusions a finished fit, which cannot be iterated further afterwards
     */
    static double score(Annotations annotations, Confusions confusions) {
        confusions.expect();
        return mean(sum(annotations, confusions), annotations.size());
    }

    /** The score from the sum over labels, of which there may be none. */
    public static double mean(double sum, long numLabels) {
        return numLabels == 0 ? 0 : sum / numLabels;
    }

    /**
     * Sum over the labels of a part of a pool: the score is the mean over all labels.
     *
     * @param confusions of the part, with the sums of the whole pool under its parameters
     */
    public static double sum(Annotations annotations, Confusions confusions) {
        HeldOutLabels labels = new HeldOutLabels(annotations, confusions);
        double sum = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            sum += annotations.isLabelled(i) ? labels.sum(i) : 0;
        }
        return sum;
    }

    /** Sum over the labels of example {@code i}. */
    private double sum(int i) {
        confusions.posterior(i, posterior);
        Arrays.setAll(logJoint, k -> Math.log(confusions.frequencyWithout(k, posterior[k])));
        double agreement = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            agreement += posterior[annotations.labelAt(a)];
            for (int k = 0; k < posterior.length; k++) {
                logJoint[k] += logProbability(a, k);
            }
        }
        double logOfOthers = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            for (int k = 0; k < posterior.length; k++) {
                logOthers[k] = logJoint[k] - logProbability(a, k);
            }
            logOfOthers += RowMath.softmax(logOthers);
        }
        return annotations.count(i) * RowMath.softmax(logJoint) - logOfOthers + agreement;
    }

    private double logProbability(int a, int k) {
        return Math.log(confusions.probabilityWithout(a, k, posterior[k]));
    }
}
