package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/** How likely each class is to be an example's true one, given its labels. */
@FunctionalInterface
public interface LabelPosterior {
    /** Writes the class probabilities of labelled example {@code i}, which sum to 1. */
    void posterior(int i, double[] destination);

    /** What annotators answer to examples of each class, where the model says so. */
    default Optional<ConfusionMatrices> confusionMatrices() {
        return Optional.empty();
    }

    /** The fractions of votes. */
    static LabelPosterior votes(Annotations annotations) {
        return (i, destination) -> {
            Arrays.fill(destination, 0);
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                destination[annotations.labelAt(a)] += 1.0 / annotations.count(i);
            }
        };
    }

    /** A consensus with these posteriors, whose annotators are as good as they agree with it. */
    default ConsensusAnalysis analysis(Annotations annotations, Consensus consensus) {
        AnnotatorStats stats = AnnotatorStats.of(annotations, consensus);
        return new ConsensusAnalysis() {
            @Override
            public Consensus consensus() {
                return consensus;
            }

            @Override
            public AnnotatorStats annotatorStats() {
                return stats;
            }

            @Override
            public Optional<Trust> trust() {
                return Optional.empty();
            }

            @Override
            public void classProbabilities(int i, double[] destination) {
                posterior(i, destination);
            }

            @Override
            public Optional<ConfusionMatrices> confusionMatrices() {
                return LabelPosterior.this.confusionMatrices();
            }
        };
    }

    /** The consensus of likeliest classes, ties in random order; the quality is the class's probability. */
    static Consensus likeliest(Annotations annotations, LabelPosterior model, RandomGenerator rng) {
        return likeliest(annotations, model, TieBreakers.chance(rng));
    }

    /** The same with chance by example. */
    static Consensus likeliest(Annotations annotations, LabelPosterior model, IntFunction<RandomGenerator> chance) {
        int[] labels = new int[annotations.numExamples()];
        double[] quality = new double[labels.length];
        double[] posterior = new double[annotations.numClasses()];
        for (int i = 0; i < labels.length; i++) {
            if (annotations.isLabelled(i)) {
                model.posterior(i, posterior);
                int unique = RowMath.uniqueArgmax(posterior, 0, posterior.length);
                labels[i] = unique >= 0 ? unique : RowMath.randomArgmax(posterior, chance.apply(i));
                quality[i] = posterior[labels[i]];
            } else {
                labels[i] = -1;
                quality[i] = Double.NaN;
            }
        }
        return Consensus.owning(labels, quality, VoteCounter.agreements(annotations, labels));
    }
}
