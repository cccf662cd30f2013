package org.relabel4j.models.linear;

import java.util.Arrays;
import org.relabel4j.core.numeric.Lbfgs;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.parallel.Blocks;

/**
 * The function that softmax regression minimises, by weights of shape (numClasses, dimension) and then numClasses biases. Sums
 * are taken by blocks of examples and added up in order: the same bits on any number of threads.
 */
record SoftmaxObjective(ExampleBlocks examples, int[] labels, int numClasses, double l2) implements Lbfgs.Objective {
    /** Features whose sums stay near the processor while the examples pass by. */
    private static final int FEATURES_AT_ONCE = 512;

    SoftmaxObjective withL2(double other) {
        return new SoftmaxObjective(examples, labels, numClasses, other);
    }

    /** Number of weights and biases. */
    int size() {
        return numClasses * (examples.dimension() + 1);
    }

    /**
     * Sums of one block.
     *
     * @param weights gradient by the weights: by class, up to an even number
     */
    private record Part(double loss, float[][] weights, float[] biases) {}

    /**
     * Working memory of a thread.
     *
     * @param errors predicted minus observed, by class and example; zeros for absent ones
     */
    private record Room(float[][][] sums, float[][] errors, double[] scores) {}

    /** The value; the gradient goes to {@code gradient}. */
    @Override
    public double value(double[] parameters, double[] gradient) {
        ClassWeights weights = ClassWeights.of(floats(parameters), examples.dimension(), numClasses);
        Part[] parts = new Part[examples.count()];
        Blocks.forEachOf(
                labels.length,
                ExampleBlocks.SIZE,
                () -> new Room(
                        weights.sums(), new float[weights.rows().length][ExampleBlocks.SIZE], new double[numClasses]),
                (block, from, to, room) -> parts[block] = part(weights, block, from, room));
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (Part part : parts) {
            loss += part.loss();
            addTo(gradient, part);
        }
        double squares = 0;
        int numWeights = numClasses * examples.dimension();
        for (int n = 0; n < gradient.length; n++) {
            gradient[n] /= labels.length;
            if (n < numWeights) {
                gradient[n] += l2 / labels.length * parameters[n];
                squares += parameters[n] * parameters[n];
            }
        }
        return loss / labels.length + l2 / (2 * labels.length) * squares;
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) values[n];
        }
        return floats;
    }

    private void addTo(double[] gradient, Part part) {
        int dimension = examples.dimension();
        for (int k = 0; k < numClasses; k++) {
            for (int d = 0; d < dimension; d++) {
                gradient[k * dimension + d] += part.weights()[k][d];
            }
            gradient[numClasses * dimension + k] += part.biases()[k];
        }
    }

    private Part part(ClassWeights weights, int number, int from, Room room) {
        ExampleBlocks.Block block = examples.get(number);
        float[] biases = new float[numClasses];
        weights.addUp(block, room.sums());
        for (float[] ofClass : room.errors()) {
            Arrays.fill(ofClass, 0);
        }
        double loss = 0;
        double[] scores = room.scores();
        for (int n = 0; n < block.size(); n++) {
            int label = labels[from + n];
            weights.scores(room.sums(), n, scores);
            double score = scores[label];
            loss += RowMath.softmax(scores) - score;
            scores[label] -= 1;
            for (int k = 0; k < numClasses; k++) {
                room.errors()[k][n] = (float) scores[k];
                biases[k] += (float) scores[k];
            }
        }
        return new Part(loss, gradient(block, room.errors()), biases);
    }

    private float[][] gradient(ExampleBlocks.Block block, float[][] errors) {
        int dimension = examples.dimension();
        float[][] gradient = new float[errors.length][dimension];
        for (int from = 0; from < dimension; from += FEATURES_AT_ONCE) {
            int to = Math.min(dimension, from + FEATURES_AT_ONCE);
            for (int n = 0; n < block.size(); n += FloatRows.INPUTS) {
                for (int k = 0; k < errors.length; k += 2) {
                    FloatRows.addScaled(
                            gradient[k], gradient[k + 1], from, to, block.examples(), n, errors[k], errors[k + 1]);
                }
            }
        }
        return gradient;
    }
}
