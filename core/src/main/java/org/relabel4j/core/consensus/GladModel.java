package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.function.Supplier;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.FastExp;
import org.relabel4j.core.numeric.FastLog;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;

/** Abilities, difficulties and posteriors of {@link Glad}. */
final class GladModel {
    /** Prior mean of alpha_j and of log beta_i; the variance is 1. */
    private static final double PRIOR_MEAN = 1;

    private static final int MAX_HALVINGS = 20;

    /** A Newton step that is too short to go too far; whether the objective rises would be decided by rounding. */
    private static final double SHORT_STEP = 1e-3;

    /** Of a class that somebody voted for, so that its weight is above 0. */
    private static final double LEAST_LOGIT = -700;

    private static final int ANNOTATORS_A_BLOCK = 16;
    private static final int EXAMPLES_A_BLOCK = 1024;

    private final Annotations annotations;
    private final KnownLabels known;
    private final double[] ability;
    private final double[] logEase;
    private final double[] ease;
    private final int[] exampleOf;
    private final ByAnnotator byAnnotator;
    private final double[] right;
    private final double logOthers;

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
        this.logOthers = Math.log(annotations.numClasses() - 1);
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
        Blocks.forEachOf(ability.length, ANNOTATORS_A_BLOCK, Climb::new, (block, from, to, climb) -> {
            for (int j = from; j < to; j++) {
                climb.start(byAnnotator.count(j));
                for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
                    int a = byAnnotator.position(n);
                    climb.add(right[a], ease[exampleOf[a]]);
                }
                ability[j] = climb.from(ability[j], false);
            }
        });
        Blocks.forEachOf(logEase.length, EXAMPLES_A_BLOCK, Climb::new, (block, from, to, climb) -> {
            for (int i = from; i < to; i++) {
                if (annotations.isLabelled(i)) {
                    climb.start(annotations.count(i));
                    for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                        climb.add(right[a], ability[annotations.annotatorAt(a)]);
                    }
                    logEase[i] = climb.from(logEase[i], true);
                    ease[i] = Math.exp(logEase[i]);
                }
            }
        });
        return change;
    }

    /** The posterior of example {@code i}'s true class: a class's logit is the sum, over its voters, of their log odds. */
    void posterior(int i, double[] destination) {
        Arrays.fill(destination, 0);
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            destination[annotations.labelAt(a)] += ability[annotations.annotatorAt(a)] * ease[i] + logOthers;
        }
        RowMath.softmax(destination);
        known.fix(i, destination);
    }

    /** Sets the posterior probability that each given label is right. */
    private double expect() {
        double[] changes = new double[logEase.length / EXAMPLES_A_BLOCK + 1];
        Supplier<double[][]> buffers = () -> new double[2][annotations.numClasses()];
        Blocks.forEachOf(logEase.length, EXAMPLES_A_BLOCK, buffers, (block, from, to, rows) -> {
            for (int i = from; i < to; i++) {
                if (annotations.isLabelled(i)) {
                    changes[block] = Math.max(changes[block], expect(i, rows[0], rows[1]));
                }
            }
        });
        return Arrays.stream(changes).max().orElseThrow();
    }

    /**
     * The same for one example, whatever the number of classes: the logit of each class without a vote is 0.
     *
     * @param logits zeros, as they are again afterwards
     * @param weights likewise
     */
    private double expect(int i, double[] logits, double[] weights) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            logits[annotations.labelAt(a)] += ability[annotations.annotatorAt(a)] * ease[i] + logOthers;
        }
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            largest = Math.max(largest, logits[annotations.labelAt(a)]);
        }
        double sum = 0;
        int voted = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int label = annotations.labelAt(a);
            if (weights[label] == 0) {
                weights[label] = Math.exp(Math.max(logits[label] - largest, LEAST_LOGIT));
                sum += weights[label];
                voted++;
            }
        }
        if (voted < logits.length) {
            sum += (logits.length - voted) * Math.exp(-largest);
        }
        double change = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int label = annotations.labelAt(a);
            double now = known.of(i) < 0 ? weights[label] / sum : known.of(i) == label ? 1 : 0;
            change = Math.max(change, Math.abs(now - right[a]));
            right[a] = now;
        }
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            logits[annotations.labelAt(a)] = 0;
            weights[annotations.labelAt(a)] = 0;
        }
        return change;
    }

    /**
     * One step up the expected log posterior as a function of one variable, an annotator's ability or the logarithm of an example's
     * ease: {@code -(x - 1)² / 2 + sum_n c_n log s(z_n) + (1 - c_n) log(1 - s(z_n))}, where s is the logistic function, c_n the
     * posterior probability that a label is right, and z_n the ability times the ease: what is moved times what is not.
     */
    private static final class Climb {
        private double[] right = new double[16];
        private double[] other = new double[16];
        private int size;
        private double gradient;
        private double curvature;

        void start(int count) {
            size = 0;
            if (right.length < count) {
                right = new double[count];
                other = new double[count];
            }
        }

        void add(double right, double other) {
            this.right[size] = right;
            this.other[size++] = other;
        }

        /** A Newton step of length at most 1; a long one is halved until the objective does not fall. */
        double from(double x, boolean logarithm) {
            evaluate(x, logarithm);
            double step = Math.max(-1, Math.min(1, gradient / curvature));
            if (Math.abs(step) < SHORT_STEP) {
                return x + step;
            }
            double before = value(x, logarithm);
            for (int halving = 0; halving < MAX_HALVINGS; halving++) {
                if (value(x + step, logarithm) >= before) {
                    return x + step;
                }
                step /= 2;
            }
            return x;
        }

        /**
         * Sets gradient and curvature. That of an ability is exact, and above 0; of the logarithm of an ease it is at least as large, and
         * at least as without the term of either sign, so that no short step goes too far.
         */
        private void evaluate(double x, boolean logarithm) {
            double factor = logarithm ? Math.exp(x) : x;
            double slopes = 0;
            double bends = 1;
            for (int n = 0; n < size; n++) {
                double z = other[n] * factor;
                double e = FastExp.of(-Math.abs(z));
                double s = (z > 0 ? 1 : e) / (1 + e);
                double inner = logarithm ? z : other[n];
                slopes += (right[n] - s) * inner;
                bends += s * (1 - s) * inner * inner;
            }
            gradient = PRIOR_MEAN - x + slopes;
            curvature = bends + (logarithm ? Math.max(0, -slopes) : 0);
        }

        private double value(double x, boolean logarithm) {
            double factor = logarithm ? Math.exp(x) : x;
            double sum = -(x - PRIOR_MEAN) * (x - PRIOR_MEAN) / 2;
            for (int n = 0; n < size; n++) {
                double z = other[n] * factor;
                // Without overflow, log s(z) is the smaller of z and 0 less this logarithm, and log(1 - s(z)) is less
                // by z.
                sum += Math.min(z, 0) - FastLog.of(1 + FastExp.of(-Math.abs(z))) - (1 - right[n]) * z;
            }
            return sum;
        }
    }
}
