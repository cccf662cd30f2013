package org.relabel4j.core.consensus;

/** How far a result trusts each model and each annotator. Immutable. */
public final class Trust {
    private final double[] temperatures;
    private final double[] modelWeights;
    private final double[] annotatorWeights;

    /**
     * @param temperatures what each model's probabilities were scaled by; empty if they were used as given
     * @param modelWeights weight of each model
     * @param annotatorWeights weight of each annotator; NaN for one who gave no label
     */
    public Trust(double[] temperatures, double[] modelWeights, double[] annotatorWeights) {
        this.temperatures = temperatures.clone();
        this.modelWeights = modelWeights.clone();
        this.annotatorWeights = annotatorWeights.clone();
    }

    /** What each model's probabilities were scaled by; empty if they were used as given; a copy. */
    public double[] temperatures() {
        return temperatures.clone();
    }

    /** Weight of each model; a copy. */
    public double[] modelWeights() {
        return modelWeights.clone();
    }

    /** Weight of each annotator; NaN for one who gave no label; a copy. */
    public double[] annotatorWeights() {
        return annotatorWeights.clone();
    }
}
