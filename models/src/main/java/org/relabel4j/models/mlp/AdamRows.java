package org.relabel4j.models.mlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of parameters with their gradients and Adam's moments. */
final class AdamRows {
    private final List<Row> rows = new ArrayList<>();

    /** One row: {@code penalised} says whether the L2 penalty applies, as it does to weights but not to biases. */
    private record Row(double[] weights, double[] gradient, double[] mean, double[] square, boolean penalised) {}

    /** Registers a row of parameters; the gradient to fill before each step is returned. */
    double[] register(double[] weights, boolean penalised) {
        int n = weights.length;
        Row row = new Row(weights, new double[n], new double[n], new double[n], penalised);
        rows.add(row);
        return row.gradient();
    }

    /** Half the squared norm of the penalised parameters. */
    double penalty() {
        double sum = 0;
        for (Row row : rows) {
            if (row.penalised()) {
                sum += DoubleRows.sumOfSquares(row.weights(), 0, row.weights().length);
            }
        }
        return sum / 2;
    }

    /**
     * Updates the parameters by their gradients and sets the gradients to zero.
     *
     * @param l2 factor of the penalty's gradient
     */
    void step(AdamStep step, double l2) {
        for (Row row : rows) {
            double[] weights = row.weights();
            double[] gradient = row.gradient();
            if (row.penalised()) {
                DoubleRows.addScaled(gradient, l2, weights);
            }
            DoubleRows.adam(weights, gradient, row.mean(), row.square(), step);
            Arrays.fill(gradient, 0);
        }
    }
}
