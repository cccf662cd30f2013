package org.relabel4j.core.consensus;

import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.DawidSkene.Imagined;

/**
 * The default of {@link DawidSkene}: the average of a fit with a prior, of one without and of the votes. With T^A, T^0 and T^V
 * the class probabilities of an example by these (T^V: the fractions of its votes),
 *
 * <p>{@code T = (5 T^A + 2 T^0 + 2 T^V) / 9}.
 *
 * <p>A is {@link Imagined#strong} or {@link Imagined#weak}, whichever fit predicts labels that it has not seen better and stays
 * nearer to the votes: the larger of {@link HeldOutLabels#score}. T^0 is stopped after 60 iterations; more change little and
 * tend to hurt. T^A alone decides where it is sure; where it is in doubt, the others can outvote it together. So the label is
 * seldom much worse than by the better of the strong prior and of none, which no single strength of the prior attains
 * (docs/CONSENSUS.md), and its probability is less overconfident than that of one fit.
 *
 * <p>Our own rule; the weights were chosen on variants of ten public tables and on simulated crowds. Averaging models is
 * common practice (Hoeting et al. 1999, "Bayesian model averaging: a tutorial", Statistical Science 14(4)); there the weights
 * are the models' probabilities, which here go nearly always to one model, and often to one that splits the examples otherwise
 * than by their classes.
 */
public final class AveragedFits implements LabelPosterior {
    private static final int PLAIN_ITERATIONS = 60;

    private static final double CHOSEN_WEIGHT = 5.0 / 9;
    private static final double OTHER_WEIGHT = 2.0 / 9;

    private final Annotations annotations;
    private final KnownLabels known;
    private final LabelPosterior chosen;
    private final LabelPosterior plain;
    private final double[] row;

    /** The average for the examples of a part of a pool, by fits of the whole: see {@link DawidSkene#fits}. */
    public AveragedFits(Annotations annotations, LabelPosterior chosen, LabelPosterior plain) {
        this(annotations, KnownLabels.none(), chosen, plain);
    }

    AveragedFits(Annotations annotations, KnownLabels known, LabelPosterior chosen, LabelPosterior plain) {
        this.annotations = annotations;
        this.known = known;
        this.chosen = chosen;
        this.plain = plain;
        this.row = new double[annotations.numClasses()];
    }

    /** The better fit with a prior, from eight classes the only one; and the one without. */
    static <F> DawidSkene.Fits<F> fits(int numClasses, DawidSkene.Fitter<F> fitter) {
        Imagined strong = Imagined.strong(numClasses);
        Imagined weak = Imagined.weak(numClasses);
        F chosen = weak.equals(strong) ? fitter.fit(strong, EmFit.MAX_ITERATIONS) : better(strong, weak, fitter);
        return new DawidSkene.Fits<>(chosen, Optional.of(fitter.fit(Imagined.none(numClasses), PLAIN_ITERATIONS)));
    }

    private static <F> F better(Imagined strong, Imagined weak, DawidSkene.Fitter<F> fitter) {
        DawidSkene.Scored<F> withStrong = fitter.scored(strong, EmFit.MAX_ITERATIONS);
        DawidSkene.Scored<F> withWeak = fitter.scored(weak, EmFit.MAX_ITERATIONS);
        return withStrong.score() > withWeak.score() ? withStrong.fit() : withWeak.fit();
    }

    @Override
    public void posterior(int i, double[] destination) {
        chosen.posterior(i, destination);
        plain.posterior(i, row);
        for (int k = 0; k < row.length; k++) {
            destination[k] = CHOSEN_WEIGHT * destination[k] + OTHER_WEIGHT * row[k];
        }
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            destination[annotations.labelAt(a)] += OTHER_WEIGHT / annotations.count(i);
        }
        known.fix(i, destination);
    }

    /** Those of the fit with a prior. */
    @Override
    public Optional<ConfusionMatrices> confusionMatrices() {
        return chosen.confusionMatrices();
    }
}
