package org.relabel4j.core.multilabel;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.RandomWithinStrata;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.acquisition.WrappingStrategy;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.random.ByName;

/**
 * Applies a strategy to the question of each class, and combines an example's scores: multi-label ActiveLab, if the strategy is
 * ActiveLab. Of a pool with one question, the strategy's own scores.
 *
 * @param base scores each question's state
 * @param combination makes one score of an example's
 */
public record PerClass(AcquisitionStrategy base, Combination combination) implements AcquisitionStrategy {
    /**
     * A strategy for pools with several questions. What restricts or spreads out the choices of another still does so, with that
     * one applied to each class; what reads no predictions needs no change.
     *
     * @param strategy for pools with one question
     * @throws IllegalArgumentException if it composes batches by predicted classes, which no combined score can stand for
     */
    public static AcquisitionStrategy of(AcquisitionStrategy strategy, Combination combination) {
        boolean byClass = strategy instanceof RandomWithinStrata control
                && control.strata() != RandomWithinStrata.Strata.ANNOTATIONS;
        if (strategy instanceof WrappingStrategy wrapping && !byClass) {
            return wrapping.withBase(of(wrapping.base(), combination));
        }
        if (!strategy.needs().probabilities()) {
            return strategy;
        }
        if (byClass || strategy instanceof Darl || strategy.composesBatches()) {
            throw new IllegalArgumentException(
                    "this strategy composes its batches by classes, which several classes an example do not allow; use one"
                            + " that scores examples, such as activelab, perhaps with diversity=k-means");
        }
        return new PerClass(strategy, combination);
    }

    @Override
    public Needs needs() {
        return base.needs();
    }

    @Override
    public boolean choosesLowest() {
        return true;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        List<PoolState> questions = state.questions();
        double[][] byClass = new double[questions.size()][];
        for (int k = 0; k < byClass.length; k++) {
            byClass[k] = base.score(questions.get(k), ByName.question(rng, k)).toArray();
        }
        return Scores.of(combination.combineAll(byClass));
    }
}
