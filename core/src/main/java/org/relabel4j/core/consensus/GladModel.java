package org.relabel4j.core.consensus;

import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/** Abilities, difficulties and posteriors of {@link Glad}. */
final class GladModel {
    /** Prior mean of alpha_j and of log beta_i; the variance is 1. */
    private static final double PRIOR_MEAN = 1;

    private static final int MAX_HALVINGS = 20;

    private final Annotations annotations;
    private final KnownLabels known;
    private final double[] ability;
    private final double[] logEase;
    private final double[] ease;
    private final int[] exampleOf;
    private final ByAnnotator byAnnotator;
    private final double[] right;
    private final double[] logits;

    GladModel(Annotations annotations, KnownLabels known) {
        this.annotations = annotations;
        this.known = known;
        this.ability = new double[annotations.numAnnotators()];
        this.logEase = new double[annotations.numExamples()];
        this.ease = new double[logEase.length];
        Arrays.fill(ability, PRIOR_MEAN);
        Arrays.fill(logEase, PRIOR_MEAN);
        Arrays.fill(ease, Math.exp(PRIOR_MEAN));
        this.exampleOf = new int[annotations.size()];
        this.byAnnotator = new ByAnnotator(annotations);
        this.right = new double[annotations.size()];
        this.logits = new double[annotations.numClasses()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            Arrays.fill(exampleOf, annotations.rowStart(i), annotations.rowEnd(i), i);
        }
    }

    double ability(int j) {
        return ability[j];
    }

    double ease(int i) {
        return ease[i];
    }

    /** One step of expectation and (partial) maximisation; returns the largest change of a label's posterior. */
    double iterate() {
        double change = expect();
        for (int j = 0; j < ability.length; j++) {
            ability[j] = climb(ability[j], new AbilityObjective(byAnnotator.start(j), byAnnotator.end(j)));
        }
        EaseObjective easeObjective = new EaseObjective();
        for (int i = 0; i < logEase.length; i++) {
            if (annotations.isLabelled(i)) {
                easeObjective.i = i;
                logEase[i] = climb(logEase[i], easeObjective);
                ease[i] = Math.exp(logEase[i]);
            }
        }
        return change;
    }

    /** The posterior of example {@code i}'s true class: a class's logit is the sum, over its voters, of their log odds. */
    void posterior(int i, double[] destination) {
        Arrays.fill(destination, 0);
        double logOthers = Math.log(destination.length - 1);
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            destination[annotations.labelAt(a)] += ability[annotations.annotatorAt(a)] * ease[i] + logOthers;
        }
        RowMath.softmax(destination);
        known.fix(i, destination);
    }

    /** Sets the posterior probability that each given label is right. */
    private double expect() {
        double change = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                posterior(i, logits);
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    double now = logits[annotations.labelAt(a)];
                    change = Math.max(change, Math.abs(now - right[a]));
                    right[a] = now;
                }
            }
        }
        return change;
    }

    /** A function to maximise in one variable, with the curvature of a parabola that fits it well enough. */
    private interface Objective {
        double value(double x);

        double gradient(double x);

        /** Above 0. */
        double curvature(double x);
    }

    /** A Newton step of length at most 1, halved until the objective does not fall. */
    private static double climb(double x, Objective objective) {
        double step = Math.max(-1, Math.min(1, objective.gradient(x) / objective.curvature(x)));
        double before = objective.value(x);
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            if (objective.value(x + step) >= before) {
                return x + step;
            }
            step /= 2;
        }
        return x;
    }

    /** c log s(z) + (1 - c) log(1 - s(z)) with s the logistic function, without overflow. */
    private static double logLikelihood(double c, double z) {
        double logRight = z > 0 ? -Math.log1p(Math.exp(-z)) : z - Math.log1p(Math.exp(z));
        return logRight - (1 - c) * z;
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double logPrior(double x) {
        return -(x - PRIOR_MEAN) * (x - PRIOR_MEAN) / 2;
    }

    /** The expected log posterior as a function of one annotator's ability; concave, and the curvature is exact. */
    private final class AbilityObjective implements Objective {
        private final int start;
        private final int end;

        AbilityObjective(int start, int end) {
            this.start = start;
            this.end = end;
        }

        @Override
        public double value(double x) {
            double sum = logPrior(x);
            for (int n = start; n < end; n++) {
                int a = byAnnotator.position(n);
                sum += logLikelihood(right[a], x * ease[exampleOf[a]]);
            }
            return sum;
        }

        @Override
        public double gradient(double x) {
            double sum = PRIOR_MEAN - x;
            for (int n = start; n < end; n++) {
                int a = byAnnotator.position(n);
                double beta = ease[exampleOf[a]];
                sum += (right[a] - logistic(x * beta)) * beta;
            }
            return sum;
        }

        @Override
        public double curvature(double x) {
            double sum = 1;
            for (int n = start; n < end; n++) {
                double beta = ease[exampleOf[byAnnotator.position(n)]];
                double s = logistic(x * beta);
                sum += s * (1 - s) * beta * beta;
            }
            return sum;
        }
    }

    /** The same as a function of the logarithm of one example's beta; the curvature leaves out a term of either sign. */
    private final class EaseObjective implements Objective {
        private int i;

        @Override
        public double value(double x) {
            double sum = logPrior(x);
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                sum += logLikelihood(right[a], ability[annotations.annotatorAt(a)] * Math.exp(x));
            }
            return sum;
        }

        @Override
        public double gradient(double x) {
            double sum = PRIOR_MEAN - x;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                double z = ability[annotations.annotatorAt(a)] * Math.exp(x);
                sum += (right[a] - logistic(z)) * z;
            }
            return sum;
        }

        @Override
        public double curvature(double x) {
            double sum = 1;
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                double z = ability[annotations.annotatorAt(a)] * Math.exp(x);
                double s = logistic(z);
                sum += s * (1 - s) * z * z;
            }
            return sum;
        }
    }
}
