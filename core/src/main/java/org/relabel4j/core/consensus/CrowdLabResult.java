package org.relabel4j.core.consensus;

import java.util.List;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/** What CROWDLAB found: consensus, weights, and on demand the posterior and the annotators' statistics. Immutable. */
public final class CrowdLabResult implements ConsensusAnalysis {
    private final Annotations annotations;
    private final List<Probabilities> predProbs;
    private final Consensus consensus;
    private final double[] temperatures;
    private final CrowdLabWeights weights;

    CrowdLabResult(
            Annotations annotations,
            List<Probabilities> predProbs,
            Consensus consensus,
            double[] temperatures,
            CrowdLabWeights weightsOrNull) {
        this.annotations = annotations;
        this.predProbs = predProbs;
        this.consensus = consensus;
        this.temperatures = temperatures;
        this.weights = weightsOrNull;
    }

    /** The labels and their qualities. */
    @Override
    public Consensus consensus() {
        return consensus;
    }

    /** Temperature of each model; empty if not calibrated, all 1 if no example has two labels; a copy. */
    public double[] temperatures() {
        return temperatures.clone();
    }

    /** The weights of the final posterior; none if quality is agreement. */
    public Optional<CrowdLabWeights> weights() {
        return Optional.ofNullable(weights);
    }

    /** Weight of each model; empty if quality is agreement. */
    public double[] modelWeights() {
        return weights == null ? new double[0] : weights.modelWeights();
    }

    /** Weight of each annotator, NaN for one who gave no label; empty if quality is agreement. */
    public double[] annotatorWeights() {
        return weights == null ? new double[0] : weights.annotatorWeights();
    }

    /** Temperatures and weights together, without what was computed for each example. */
    @Override
    public Optional<Trust> trust() {
        return weights == null
                ? Optional.empty()
                : Optional.of(new Trust(temperatures, modelWeights(), annotatorWeights()));
    }

    /**
     * The final posterior, shape (numExamples, numClasses): a view, computed when it is read. For an unlabelled example it is
     * the weighted mean of the models.
     *
     * @throws IllegalStateException if quality is agreement, which has no posterior
     */
    public Probabilities posterior() {
        if (weights == null) {
            throw new IllegalStateException("quality measured by agreement has no posterior; use QualityRule.CROWDLAB");
        }
        return new Posterior(annotations, predProbs, weights);
    }

    /** Of {@linkplain #posterior the posterior}, or the fractions of votes if quality is agreement. */
    @Override
    public void classProbabilities(int i, double[] destination) {
        if (weights == null) {
            LabelPosterior.votes(annotations).posterior(i, destination);
        } else {
            posterior().copyRows(i, i + 1, destination, 0);
        }
    }

    /**
     * Quality of every given label, in the order of the annotations' positions: its posterior probability, or the fraction of
     * the example's annotators who chose it if quality is agreement.
     *
     * @return length {@code annotations.size()}
     */
    public double[] annotationQualities() {
        double[] quality = new double[annotations.size()];
        if (weights == null) {
            for (int i = 0; i < annotations.numExamples(); i++) {
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    quality[a] = VoteCounter.agreement(annotations, i, annotations.labelAt(a));
                }
            }
            return quality;
        }
        int numClasses = annotations.numClasses();
        Rows.forEachRun(List.of(posterior()), 0, annotations::isLabelled, (from, to, rows) -> {
            for (int i = from; i < to; i++) {
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    quality[a] = rows[0][(i - from) * numClasses + annotations.labelAt(a)];
                }
            }
        });
        return quality;
    }

    /** How good each annotator is. */
    @Override
    public AnnotatorStats annotatorStats() {
        if (weights == null) {
            return AnnotatorStats.of(annotations, consensus);
        }
        return AnnotatorStats.of(annotations, consensus, annotationQualities(), weights);
    }
}
