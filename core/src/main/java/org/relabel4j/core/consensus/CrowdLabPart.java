package org.relabel4j.core.consensus;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * CROWDLAB on a part of a pool, for pools whose parts lie in several places. {@link CrowdLab} does the same steps on a pool that
 * is one part: majority vote; {@link #addTo a tally} of that; a tally of the {@link #best} labels; the {@link #result}.
 */
public final class CrowdLabPart {
    private final Annotations annotations;
    private final List<Probabilities> predProbs;

    /**
     * A part.
     *
     * @param predProbs of each model, scaled by its temperature if that is wanted, at least one
     * @throws IllegalArgumentException if shapes differ
     */
    public CrowdLabPart(Annotations annotations, List<Probabilities> predProbs) {
        InputChecks.checkShapes(annotations, predProbs);
        this.annotations = annotations;
        this.predProbs = predProbs;
    }

    /** Adds what the part says if {@code consensus} (-1 for unlabelled examples) were the true labels. */
    public void addTo(CrowdLabTally tally, int[] consensus) {
        int[][] choices = WeightEstimator.modelChoices(annotations, predProbs);
        tally.add(new CrowdLabTally.Part(annotations, choices, consensus));
    }

    /** The classes with the largest posterior under the first weights, or the majority label if several share it. */
    public int[] best(int[] majority, CrowdLabWeights weights) {
        return QualityPass.best(annotations, predProbs, majority, weights).labels();
    }

    /**
     * Consensus and qualities.
     *
     * @param majority label of each example, -1 for unlabelled ones
     * @param first the weights under which the {@link #best} labels are chosen; null to keep those of the majority
     * @param last the weights of the qualities
     * @param temperatures that the models were scaled by; empty if they were not
     */
    public CrowdLabResult result(int[] majority, CrowdLabWeights first, CrowdLabWeights last, double[] temperatures) {
        QualityPass pass = first == null
                ? QualityPass.of(annotations, predProbs, majority)
                : QualityPass.best(annotations, predProbs, majority, first);
        return new CrowdLabResult(annotations, predProbs, pass.consensus(last), temperatures, last);
    }
}
