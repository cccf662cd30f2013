package org.relabel4j.core.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random numbers within bounds that sum to a total. */
final class BoundedSimplex {
    private static final int STEPS_PER_NUMBER = 30;

    private BoundedSimplex() {}

    /**
     * Draws numbers uniformly from all that lie within the bounds and have the total: a Dirichlet(1, …, 1) stretched to the
     * total and cut to the bounds.
     *
     * <p>A Gibbs sampler: it redraws the two numbers of a random pair, keeping their sum. That needs about n ln n steps to
     * forget its start and, unlike rejection, works however tight the bounds are.
     *
     * @param size how many numbers, at least 1
     * @param total their sum, from size × min to size × max but for rounding
     */
    static double[] draw(int size, double total, double min, double max, RandomGenerator rng) {
        double[] values = new double[size];
        Arrays.fill(values, total / size);
        if (size == 1) {
            return values;
        }
        long steps = Math.round(STEPS_PER_NUMBER * size * (1 + Math.log(size)));
        for (long step = 0; step < steps; step++) {
            int a = rng.nextInt(size);
            int b = rng.nextInt(size - 1);
            if (b >= a) {
                b++;
            }
            double sum = values[a] + values[b];
            double low = Math.max(min, sum - max);
            double high = Math.min(max, sum - min);
            if (high > low) {
                values[a] = low + (high - low) * rng.nextDouble();
                // Rounding must not carry the rest out of its bounds.
                values[b] = Math.min(max, Math.max(min, sum - values[a]));
            }
        }
        return values;
    }
}
