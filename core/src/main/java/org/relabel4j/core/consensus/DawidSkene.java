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
 */
public final class DawidSkene implements ConsensusMethod {
    /** More iterations than any data seen needs; about 20 to 200 are usual. */
    static final int MAX_ITERATIONS = 1000;

    private static final double TOLERANCE = 1e-5;

    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        InputChecks.checkShapes(annotations, predProbs);
        Confusions confusions = new Confusions(annotations);
        fit(confusions);
        return LabelPosterior.likeliest(annotations, confusions::posterior, rng);
    }

    /** Iterates until no probability changes by more than 1e-5, and returns the number of iterations. */
    static int fit(Confusions confusions) {
        confusions.startFromVotes();
        int iteration = 1;
        while (confusions.iterate() > TOLERANCE && iteration < MAX_ITERATIONS) {
            iteration++;
        }
        return iteration;
    }
}
