package org.relabel4j.models.mlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of parameters with their gradients and Adam's moments. */
final class AdamRows {
    private final List<Row> rows = new ArrayList<>();

    /** One row: {@code penalised} says whether the L2 penalty applies, as it does to weights but not to biases. */
    private record Row(float[] weights, float[] gradient, float[] mean, float[] square, boolean penalised) {}

    /** Registers a row of parameters; the gradient to fill before each step is returned. */
    float[] register(float[] weights, boolean penalised) {
        int n = weights.length;
        Row row = new Row(weights, new float[n], new float[n], new float[n], penalised);
        rows.add(row);
        return row.gradient();
    }

    /** Half the squared norm of the penalised parameters. */
    double penalty() {
        double sum = 0;
        for (Row row : rows) {
            if (row.penalised()) {
                sum += FloatRows.sumOfSquares(row.weights());
            }
        }
        return sum / 2;
    }

    /**
     * Updates the parameters by their gradients and sets the gradients to zero.
     *
     * @param l2 factor of the penalty's gradient
     */
    void step(AdamStep step, float l2) {
        for (Row row : rows) {
            float[] weights = row.weights();
            float[] gradient = row.gradient();
            if (row.penalised()) {
                FloatRows.addScaled(gradient, l2, weights);
            }
            FloatRows.adam(weights, gradient, row.mean(), row.square(), step);
            Arrays.fill(gradient, 0);
        }
    }
}
