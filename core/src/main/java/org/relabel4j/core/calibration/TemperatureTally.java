package org.relabel4j.core.calibration;

import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Tally;
import org.relabel4j.core.probability.Probabilities;

/** The objective of {@link TemperatureScaling} at given temperatures: a sum over the labelled examples for each. */
public final class TemperatureTally implements Tally<TemperatureTally.Part, double[], TemperatureTally> {
    private static final long serialVersionUID = 1L;

    private final double[] temperatures;
    private final double[] sums;
    private final int numClasses;
    private long numLabelled;

    /** Examples, and what one model says of them. */
    public record Part(Annotations annotations, Probabilities predProbs) {}

    /**
     * Of nothing yet.
     *
     * @param temperatures T above 0 and finite each; not copied
     */
    public TemperatureTally(double[] temperatures, int numClasses) {
        this.temperatures = temperatures;
        this.sums = new double[temperatures.length];
        this.numClasses = numClasses;
    }

    @Override
    public void add(Part part) {
        if (part.annotations().numLabelled() > 0) {
            CrossEntropies objective = new CrossEntropies(part.annotations(), part.predProbs());
            add(objective.sums(temperatures, 1), part.annotations().numLabelled());
        }
    }

    /** Adds sums over some of so many labelled examples. */
    void add(double[] partSums, long partLabelled) {
        numLabelled += partLabelled;
        for (int t = 0; t < sums.length; t++) {
            sums[t] += partSums[t];
        }
    }

    @Override
    public void merge(TemperatureTally other) {
        add(other.sums, other.numLabelled);
    }

    /** The objective at each temperature: mean over labelled examples, divided by log K. */
    @Override
    public double[] finish() {
        double scale = numLabelled * Math.log(numClasses);
        double[] means = sums.clone();
        for (int t = 0; t < means.length; t++) {
            means[t] /= scale;
        }
        return means;
    }
}
