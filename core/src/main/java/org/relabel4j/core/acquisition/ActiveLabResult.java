package org.relabel4j.core.acquisition;

import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLabResult;

/** ActiveLab's scores and what they rest on. Immutable. */
public final class ActiveLabResult {
    private final Scores scores;
    private final CrowdLabResult crowd;

    ActiveLabResult(Scores scores, CrowdLabResult crowd) {
        this.scores = scores;
        this.crowd = crowd;
    }

    /** The scores, in (0, 1); lower means ask sooner. */
    public Scores scores() {
        return scores;
    }

    /** Temperature of each model. */
    public double[] temperatures() {
        return crowd.temperatures();
    }

    /** Weight of each model. */
    public double[] modelWeights() {
        return crowd.modelWeights();
    }

    /** Weight of each annotator; NaN for one who gave no label. */
    public double[] annotatorWeights() {
        return crowd.annotatorWeights();
    }

    /** The consensus under calibrated probabilities. */
    public Consensus consensus() {
        return crowd.consensus();
    }

    /** All that CROWDLAB found on the way. */
    public CrowdLabResult crowdLab() {
        return crowd;
    }
}
