package org.relabel4j.core.calibration;

import java.util.Arrays;

/**
 * A temperature and how it was found: the objective at each point of the coarse and the fine grid.
 *
 * @param temperature the best point of the fine grid
 * @param coarseTemperatures the coarse grid
 * @param coarseCrossEntropies mean cross-entropy between the annotators' labels and the scaled probabilities at each, in
 *     units of log K nats (a uniform prediction has 1)
 * @param fineTemperatures the fine grid, around the best coarse point
 * @param fineCrossEntropies the same mean at each
 */
public record TemperatureFit(
        double temperature,
        double[] coarseTemperatures,
        double[] coarseCrossEntropies,
        double[] fineTemperatures,
        double[] fineCrossEntropies) {
    /** The arrays are copied. */
    public TemperatureFit {
        coarseTemperatures = coarseTemperatures.clone();
        coarseCrossEntropies = coarseCrossEntropies.clone();
        fineTemperatures = fineTemperatures.clone();
        fineCrossEntropies = fineCrossEntropies.clone();
    }

    @Override
    public double[] coarseTemperatures() {
        return coarseTemperatures.clone();
    }

    @Override
    public double[] coarseCrossEntropies() {
        return coarseCrossEntropies.clone();
    }

    @Override
    public double[] fineTemperatures() {
        return fineTemperatures.clone();
    }

    @Override
    public double[] fineCrossEntropies() {
        return fineCrossEntropies.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TemperatureFit that
                && Double.compare(temperature, that.temperature) == 0
                && Arrays.equals(coarseTemperatures, that.coarseTemperatures)
                && Arrays.equals(coarseCrossEntropies, that.coarseCrossEntropies)
                && Arrays.equals(fineTemperatures, that.fineTemperatures)
                && Arrays.equals(fineCrossEntropies, that.fineCrossEntropies);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Double.hashCode(temperature) + Arrays.hashCode(coarseCrossEntropies))
                + Arrays.hashCode(fineCrossEntropies);
    }

    @Override
    public String toString() {
        return "TemperatureFit[temperature=" + temperature + "]";
    }
}
