package org.relabel4j.core.consensus;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Independent Bayesian classifier combination: {@link DawidSkene}'s model with Dirichlet priors of the confusion matrices' rows
 * and of the class frequencies, of which variational Bayes keeps the whole posterior instead of one estimate. With N_jkl the
 * expected number of labels l of annotator j for examples of class k, and N_k that of examples of class k, each iteration sets
 *
 * <p>{@code ln pi_jkl = digamma(a_kl + N_jkl) - digamma(sum_l a_kl + N_jkl)};
 *
 * <p>{@code ln f_k = digamma(1 + N_k) - digamma(K + N)};
 *
 * <p>{@code T_ik ~ f_k prod_j pi_jk,l_ij}, rows summing to 1;
 *
 * <p>with {@code a_kl = 1 + [l = k]}: any row is as likely as any other but for one label seen that was right. So annotators
 * with few labels count for little, and there is no probability of 0. The quality of a label is its posterior probability.
 * Model predictions are not used.
 *
 * <p>Source: the model of Kim and Ghahramani 2012, "Bayesian classifier combination", AISTATS, section 2, in the variational form
 * of Simpson, Roberts, Psorakis and Smith 2013, "Dynamic Bayesian combination of multiple imperfect classifiers",
 * arXiv:1206.1831, section 3. Departures: fixed hyperparameters, as in the second, where the first draws them by Gibbs sampling;
 * it starts from the fractions of votes; ties are broken at random.
 */
public final class Ibcc extends LabelModel {
    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        DawidSkene.Imagined prior = new DawidSkene.Imagined(annotations.numClasses() + 1, 2, 1, 1, true);
        return DawidSkene.fitted(annotations, known, prior, EmFit.MAX_ITERATIONS);
    }

    @Override
    public boolean hasConfusions() {
        return true;
    }
}
