package org.relabel4j.core.consensus;

import java.io.Serializable;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;
import org.relabel4j.core.annotation.Annotations;

/**
 * Dawid and Skene's model: each annotator has a confusion matrix, the probabilities of the labels given for each true class;
 * matrices, class frequencies and true classes are estimated together by expectation maximisation.
 *
 * <p>With pi_jkl the probability that annotator j labels an example of class k as l, f_k the frequency of class k and l_ij the
 * label that j gave to example i, each iteration sets
 *
 * <p>{@code T_ik ~ f_k prod_j pi_jk,l_ij}, rows summing to 1;
 *
 * <p>{@code f_k = (c + sum_i T_ik) / (c K + N)};
 *
 * <p>{@code pi_jkl = (a_kl + sum_{i: l_ij = l} T_ik) / (sum_l a_kl + sum_{i: l_ij given} T_ik)}.
 *
 * <p>The quality of a label is its posterior probability T. Model predictions are not used.
 *
 * <p>Source: Dawid and Skene 1979, "Maximum likelihood estimation of observer error-rates using the EM algorithm", Applied
 * Statistics 28(1), equations (2.3) to (2.5), where a = c = 0: that is {@link Prior#NONE}. Departures: sums of logarithms, so
 * that thousands of labels per example do not underflow; and ties are broken at random. With {@link Prior#STRONG} the maximum a
 * posteriori: an annotator is taken to have given, for each true class, four labels already, right with probability 0.7, and
 * every class to have occurred once more ({@code c = 1}). Without that, an annotator with a handful of labels gets probabilities
 * of exactly 0 and 1, and on sparse data the iteration runs away from the majority. With few classes four labels are sometimes
 * too many: annotators who favour one class are held for better than they are, and that class then swallows the other. So the
 * default, {@link Prior#AUTO}, lets the labels choose the strength of the prior and averages: {@link AveragedFits}.
 *
 * <p>Annotators who share no example with others leave the likelihood flat: many matrices explain their labels equally well.
 * The iteration would then drift for thousands of rounds towards what the imaginary labels say; it stops where the
 * likelihood no longer rises (by 1e-8 nats an example), near the votes that it starts from, where such labels count as right.
 */
public final class DawidSkene extends LabelModel {
    /** What is taken to be known of annotators and classes before their labels. */
    public enum Prior {
        /** The strength that the labels speak for, averaged with none and with the votes: {@link AveragedFits}. */
        AUTO,
        /** Four imaginary labels for each true class, mostly right. */
        STRONG,
        /** Nothing: maximum likelihood, as in the paper. */
        NONE
    }

    /**
     * Imaginary labels.
     *
     * @param labels for each true class, by each annotator
     * @param right of these, of the true class
     * @param wrong of these, of each other class
     * @param occurrences of each class
     * @param variational whether probabilities stand for the exponential of the posterior mean of their logarithm, as in
     *     {@link Ibcc}
     */
    public record Imagined(double labels, double right, double wrong, double occurrences, boolean variational)
            implements Serializable {
        private static final double ACCURACY = 0.7;

        /** Instead of 0, so that every probability has a logarithm, as in crowd-kit 1.4.2. */
        private static final double NEGLIGIBLE = 1e-10;

        Imagined(double labels, double right, double wrong, double occurrences) {
            this(labels, right, wrong, occurrences, false);
        }

        static Imagined strong(int numClasses) {
            return of(4, numClasses);
        }

        /** Half a label for each cell of a matrix, the weight of Jeffreys' prior for a multinomial, but no more than four. */
        static Imagined weak(int numClasses) {
            return of(Math.min(numClasses / 2.0, 4), numClasses);
        }

        private static Imagined of(double labels, int numClasses) {
            return new Imagined(labels, labels * ACCURACY, labels * (1 - ACCURACY) / (numClasses - 1), 1);
        }

        static Imagined none(int numClasses) {
            return new Imagined(NEGLIGIBLE * numClasses, NEGLIGIBLE, NEGLIGIBLE, NEGLIGIBLE);
        }

        /** Of one cell of a matrix. */
        double of(boolean isRight) {
            return isRight ? right : wrong;
        }

        double ratio(double part, double total) {
            return variational ? Math.exp(Gamma.digamma(part) - Gamma.digamma(total)) : part / total;
        }

        /** Sets a logarithm; returns the change of what it is of. */
        static double set(double[] logs, int place, double probability) {
            double change = Math.abs(probability - Math.exp(logs[place]));
            logs[place] = Math.log(probability);
            return change;
        }
    }

    /**
     * What the posterior follows from.
     *
     * @param main the fit, of which the matrices are
     * @param other the one without a prior, where the posterior is the {@link AveragedFits average}
     */
    public record Fits<F>(F main, Optional<F> other) {}

    /**
     * Fits a model to labels, wherever these are.
     *
     * @param <F> a fit
     */
    public interface Fitter<F> {
        /** A finished fit, started from the votes. */
        F fit(Imagined prior, int maxIterations);

        /** The same, with its score. */
        Scored<F> scored(Imagined prior, int maxIterations);
    }

    /**
     * A finished fit.
     *
     * @param score by {@link HeldOutLabels}
     */
    public record Scored<F>(F fit, double score) {}

    private record LocalFitter(Annotations annotations, KnownLabels known) implements Fitter<LabelPosterior> {
        @Override
        public LabelPosterior fit(Imagined prior, int maxIterations) {
            return posterior(annotations, known, prior, maxIterations);
        }

        @Override
        public Scored<LabelPosterior> scored(Imagined prior, int maxIterations) {
            Confusions confusions = fitted(annotations, known, prior, maxIterations);
            return new Scored<>(confusions, HeldOutLabels.score(annotations, confusions));
        }
    }

    private final Prior prior;

    /** The method with its prior chosen by the labels. */
    public DawidSkene() {
        this(Prior.AUTO);
    }

    private DawidSkene(Prior prior) {
        this.prior = prior;
    }

    /** The same with another prior. */
    public DawidSkene withPrior(Prior prior) {
        return new DawidSkene(prior);
    }

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        Fits<LabelPosterior> fits = fits(annotations.numClasses(), new LocalFitter(annotations, known));
        return fits.other().isEmpty()
                ? fits.main()
                : new AveragedFits(annotations, known, fits.main(), fits.other().get());
    }

    /**
     * Makes the fits that the posterior follows from.
     *
     * @param fitter where the labels are
     */
    public <F> Fits<F> fits(int numClasses, Fitter<F> fitter) {
        return switch (prior) {
            case AUTO -> AveragedFits.fits(numClasses, fitter);
            case STRONG -> new Fits<>(fitter.fit(Imagined.strong(numClasses), EmFit.MAX_ITERATIONS), Optional.empty());
            case NONE -> new Fits<>(fitter.fit(Imagined.none(numClasses), EmFit.MAX_ITERATIONS), Optional.empty());
        };
    }

    @Override
    public boolean hasConfusions() {
        return true;
    }

    /** A finished fit, whichever way takes less. */
    static LabelPosterior posterior(Annotations annotations, KnownLabels known, Imagined imagined, int maxIterations) {
        if (!LatentConfusions.suits(annotations)) {
            return fitted(annotations, known, imagined, maxIterations);
        }
        LatentConfusions confusions = new LatentConfusions(annotations, known, imagined);
        confusions.startFromVotes();
        confusions.converge(maxIterations);
        return confusions.ended();
    }

    static Confusions fitted(Annotations annotations, KnownLabels known, Imagined imagined, int maxIterations) {
        Confusions confusions = new Confusions(annotations, known, imagined);
        confusions.startFromVotes();
        confusions.converge(maxIterations);
        return confusions;
    }
}
