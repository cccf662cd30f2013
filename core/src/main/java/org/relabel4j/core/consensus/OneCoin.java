package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Dawid and Skene's model with one number an annotator instead of a matrix: the probability of being right, whatever the class.
 *
 * <p>With T as in {@link Skills}, f_k the frequency of class k, N labelled examples and N_j labels of annotator j, each
 * iteration of expectation maximisation sets
 *
 * <p>{@code s_j = (1 / N_j) sum_{i: l_ij given} T_i,l_ij};
 *
 * <p>{@code f_k = (1 / N) sum_i T_ik}.
 *
 * <p>It starts from the fractions of votes and ends as {@link DawidSkene} does. The quality of a label is its posterior
 * probability. Model predictions are not used.
 *
 * <p>Source: Zhang, Chen, Zhou and Jordan 2016, "Spectral methods meet EM: a provably optimal algorithm for crowdsourcing",
 * JMLR 17, arXiv:1406.3824, section 2 and the one-coin model of section 3.4. Departures: it starts from the votes, not from
 * spectral estimates; classes have frequencies, as in crowd-kit 1.4.2; ties are broken at random.
 */
public final class OneCoin extends LabelModel {
    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        Fit fit = new Fit(annotations, known);
        fit.step(LabelPosterior.votes(annotations));
        fit.converge(EmFit.MAX_ITERATIONS);
        return fit.skills;
    }

    @Override
    public boolean hasConfusions() {
        return true;
    }

    /** The iteration. */
    static final class Fit implements EmFit {
        private final Annotations annotations;
        private final KnownLabels known;
        private final Skills skills;
        private final double[] posterior;
        private final double[] agreed;
        private final int[] counts;
        private final double[] classSums;
        private double logLikelihood = Double.NaN;
        private double sum;

        Fit(Annotations annotations, KnownLabels known) {
            this.annotations = annotations;
            this.known = known;
            this.skills = new Skills(annotations, known);
            this.posterior = new double[annotations.numClasses()];
            this.agreed = new double[annotations.numAnnotators()];
            this.counts = new int[agreed.length];
            this.classSums = new double[posterior.length];
            for (int a = 0; a < annotations.size(); a++) {
                counts[annotations.annotatorAt(a)]++;
            }
        }

        Skills skills() {
            return skills;
        }

        @Override
        public double iterate() {
            sum = 0;
            double change = step((i, destination) -> sum += skills.infer(i, destination));
            logLikelihood = sum / annotations.numLabelled();
            return change;
        }

        @Override
        public double logLikelihood() {
            return logLikelihood;
        }

        /** Fits skills and frequencies to posteriors; returns the largest change. */
        double step(LabelPosterior posteriors) {
            Arrays.fill(agreed, 0);
            Arrays.fill(classSums, 0);
            for (int i = 0; i < annotations.numExamples(); i++) {
                if (annotations.isLabelled(i)) {
                    posteriors.posterior(i, posterior);
                    known.fix(i, posterior);
                    addUp(i);
                }
            }
            double change = 0;
            for (int k = 0; k < classSums.length; k++) {
                change = Math.max(change, skills.setFrequency(k, classSums[k] / annotations.numLabelled()));
            }
            for (int j = 0; j < counts.length; j++) {
                if (counts[j] > 0) {
                    change = Math.max(change, skills.setSkill(j, agreed[j] / counts[j]));
                }
            }
            return change;
        }

        private void addUp(int i) {
            for (int k = 0; k < classSums.length; k++) {
                classSums[k] += posterior[k];
            }
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                agreed[annotations.annotatorAt(a)] += posterior[annotations.labelAt(a)];
            }
        }
    }
}
