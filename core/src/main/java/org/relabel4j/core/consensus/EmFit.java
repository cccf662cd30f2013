package org.relabel4j.core.consensus;

/** A fit by expectation maximisation. */
public interface EmFit {
    /** Largest change of a probability at which a fit has converged. */
    double TOLERANCE = 1e-5;

    /** Change of the log-likelihood at which it has, in nats a labelled example. */
    double FLAT = 1e-8;

    /** More iterations than any data seen needs; about 20 to 200 are usual. */
    int MAX_ITERATIONS = 1000;

    /** One step of expectation and maximisation; returns the largest change of a probability. */
    double iterate();

    /** Mean logarithm of the probability of a labelled example's labels, before the last iteration; NaN before the first. */
    double logLikelihood();

    /**
     * Iterates until no probability changes by more than 1e-5 or the labels' likelihood no longer changes, and returns the
     * number of iterations.
     */
    default int converge(int maxIterations) {
        double before = Double.NaN;
        for (int iteration = 1; ; iteration++) {
            double change = iterate();
            boolean flat = Math.abs(logLikelihood() - before) <= FLAT;
            if (change <= TOLERANCE || flat || iteration == maxIterations) {
                return iteration;
            }
            before = logLikelihood();
        }
    }
}
