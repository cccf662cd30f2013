package org.relabel4j.core.consensus;

import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;

/**
 * Multi-annotator competence estimation: an annotator knows the answer with a probability of their own, and otherwise gives a
 * label of a distribution of their own (spams), whatever the class. With competence c_j and strategy xi_j,
 *
 * <p>{@code p(l_ij = l | class k) = c_j [l = k] + (1 - c_j) xi_jl},
 *
 * <p>all classes equally likely. 50 iterations of expectation maximisation; by default the variational one, with the priors
 * Beta(1/2, 1/2) of c_j and Dirichlet(10, ..., 10) of xi_j, where an estimate {@code exp(digamma(n + a) - digamma(N + A))}
 * takes the place of {@code (n + a) / (N + A)}. The quality of a label is its posterior probability. Model predictions are not
 * used.
 *
 * <p>Source: Hovy, Berg-Kirkpatrick, Vaswani and Hovy 2013, "Learning whom to trust with MACE", NAACL-HLT, section 2, with the
 * numbers of iterations and the priors of crowd-kit 1.4.2. Departure: the paper starts 10 times at random and keeps the fit with
 * the largest likelihood. Here the first start is where those scatter around, {@code c_j = 1/2} and uniform strategies, so that
 * the answer does not depend on chance; {@link #withRestarts} adds starts at random. Ties are broken at random.
 */
public final class Mace extends LabelModel {
    private static final int ITERATIONS = 50;

    /** How parameters follow from expected counts. */
    public enum Training {
        /** Variational Bayes, with priors. */
        VB,
        /** Expectation maximisation, with counts raised by 0.01 / K. */
        EM
    }

    private final Training training;
    private final int restarts;

    /** The variational method without starts at random. */
    public Mace() {
        this(Training.VB, 0);
    }

    private Mace(Training training, int restarts) {
        this.training = training;
        this.restarts = restarts;
    }

    /** The same with another training. */
    public Mace withTraining(Training training) {
        return new Mace(training, restarts);
    }

    /**
     * The same with so many more starts, at random; of all fits the one with the largest likelihood counts.
     *
     * @param restarts at least 0
     */
    public Mace withRestarts(int restarts) {
        return new Mace(training, restarts);
    }

    @Override
    LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng) {
        MaceModel best = new MaceModel(annotations, known, training);
        best.iterate(ITERATIONS);
        for (int restart = 0; restart < restarts; restart++) {
            MaceModel other = new MaceModel(annotations, known, training);
            other.startAtRandom(rng);
            other.iterate(ITERATIONS);
            best = other.logLikelihood() > best.logLikelihood() ? other : best;
        }
        return best;
    }

    @Override
    public boolean hasConfusions() {
        return true;
    }
}
