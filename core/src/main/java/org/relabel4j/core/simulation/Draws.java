package org.relabel4j.core.simulation;

/** Draws from discrete distributions. */
final class Draws {
    private Draws() {}

    /**
     * The outcome that a random number stands for, by the inverse of the distribution function.
     *
     * @param values weights of the outcomes from offset on, summing to 1 within rounding
     * @param uniform in [0, 1)
     * @return 0 to size − 1, never an outcome of weight 0
     */
    static int fromRow(double[] values, int offset, int size, double uniform) {
        double sum = 0;
        int last = 0;
        for (int k = 0; k < size; k++) {
            double weight = values[offset + k];
            if (weight > 0) {
                sum += weight;
                last = k;
                if (uniform < sum) {
                    return k;
                }
            }
        }
        return last;
    }
}
