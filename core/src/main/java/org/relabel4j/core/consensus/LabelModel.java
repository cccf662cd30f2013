package org.relabel4j.core.consensus;

import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * A method that fits a model of annotators to the labels alone and takes the likeliest class of each example. Where labels are
 * known for sure, these are the examples' only possible class, also while the annotators are estimated.
 */
abstract class LabelModel implements ConsensusMethod {
    /**
     * Fits the model.
     *
     * @param known labels known for sure, of the same examples
     * @param rng draws whatever the method draws
     */
    abstract LabelPosterior fit(Annotations annotations, KnownLabels known, RandomGenerator rng);

    @Override
    public final Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        InputChecks.checkShapes(annotations, predProbs);
        return LabelPosterior.likeliest(annotations, fit(annotations, KnownLabels.none(), rng), rng);
    }

    @Override
    public final ConsensusAnalysis analyse(
            Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return analyse(annotations, predProbs, KnownLabels.none(), rng);
    }

    @Override
    public final ConsensusAnalysis analyse(
            Annotations annotations, List<Probabilities> predProbs, KnownLabels known, RandomGenerator rng) {
        InputChecks.checkShapes(annotations, predProbs);
        known.check(annotations);
        LabelPosterior posterior = fit(annotations, known, rng);
        return posterior.analysis(annotations, LabelPosterior.likeliest(annotations, posterior, rng));
    }

    @Override
    public final boolean usesKnown() {
        return true;
    }
}
