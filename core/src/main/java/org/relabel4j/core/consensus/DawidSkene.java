package org.relabel4j.core.consensus;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * Dawid and Skene's model: each annotator has a confusion matrix, the probabilities of the labels given for each true class;
 * matrices, class frequencies and true classes are estimated together by expectation maximisation.
 *
 * <p>The quality of a label is its posterior probability. Model predictions are not used.
 *
 * <p>Source: Dawid and Skene 1979, "Maximum likelihood estimation of observer error-rates using the EM algorithm", Applied
 * Statistics 28(1). Departures: sums of logarithms, so that thousands of labels an example do not underflow; and the maximum
 * a posteriori instead of the maximum likelihood: an annotator is taken to have given, for each true class, four labels already,
 * right with probability 0.7, and every class to have occurred once more. Without that, an annotator with a handful of labels
 * gets probabilities of exactly 0 and 1, and on sparse data the iteration runs away from the majority. Ties are broken at random.
 *
 * <p>Annotators who share no example with others leave the likelihood flat: many matrices explain their labels equally well.
 * The iteration would then drift for thousands of rounds towards what the four imaginary labels say; it stops where the
 * likelihood no longer rises (by 1e-8 nats an example), near the votes that it starts from, where such labels count as right.
 */
public final class DawidSkene implements ConsensusMethod {
    /** More iterations than any data seen needs; about 20 to 200 are usual. */
    static final int MAX_ITERATIONS = 1000;

    private static final double TOLERANCE = 1e-5;

    /** In nats a labelled example. */
    private static final double FLAT = 1e-8;

    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        InputChecks.checkShapes(annotations, predProbs);
        Confusions confusions = new Confusions(annotations);
        fit(confusions);
        return LabelPosterior.likeliest(annotations, confusions::posterior, rng);
    }

    /**
     * Iterates until no probability changes by more than 1e-5 or the labels' likelihood no longer changes, and returns the
     * number of iterations.
     */
    static int fit(Confusions confusions) {
        confusions.startFromVotes();
        double before = Double.NaN;
        for (int iteration = 1; ; iteration++) {
            double change = confusions.iterate();
            boolean flat = Math.abs(confusions.logLikelihood() - before) <= FLAT;
            if (change <= TOLERANCE || flat || iteration == MAX_ITERATIONS) {
                return iteration;
            }
            before = confusions.logLikelihood();
        }
    }
}
