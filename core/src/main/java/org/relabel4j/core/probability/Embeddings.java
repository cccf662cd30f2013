package org.relabel4j.core.probability;

/** A feature vector an example, shape (numExamples, dimension), row-major floats: a model's penultimate layer. */
public final class Embeddings {
    private final int numExamples;
    private final int dimension;
    private final float[] values;

    private Embeddings(int numExamples, int dimension, float[] values) {
        if (dimension < 1 || (long) numExamples * dimension != values.length) {
            throw new IllegalArgumentException("embeddings have " + values.length + " values, expected " + numExamples
                    + " x " + dimension + " with a dimension of at least 1");
        }
        for (int n = 0; n < values.length; n++) {
            if (!Float.isFinite(values[n])) {
                throw new IllegalArgumentException("embedding of example " + n / dimension + " has " + values[n]
                        + " at position " + n % dimension + ", expected a finite number");
            }
        }
        this.numExamples = numExamples;
        this.dimension = dimension;
        this.values = values;
    }

    /**
     * Embeddings from row-major values.
     *
     * @param values length numExamples × dimension, finite; <em>not</em> copied: the caller must not change it afterwards
     * @throws IllegalArgumentException if the length does not fit or a value is not finite
     */
    public static Embeddings ofRowMajor(int numExamples, int dimension, float[] values) {
        return new Embeddings(numExamples, dimension, values);
    }

    /** Number of rows N. */
    public int numExamples() {
        return numExamples;
    }

    /** Length of each vector. */
    public int dimension() {
        return dimension;
    }

    /** Component {@code d} of example {@code i}'s vector. */
    public float get(int i, int d) {
        return values[i * dimension + d];
    }

    /** Copies example {@code i}'s vector to {@code destination} from {@code offset} on. */
    public void copyRow(int i, float[] destination, int offset) {
        System.arraycopy(values, i * dimension, destination, offset, dimension);
    }

    /** Squared Euclidean distance between two examples' vectors. */
    public double squaredDistance(int a, int b) {
        int startA = a * dimension;
        int startB = b * dimension;
        // Four sums at a time: the processor need not wait for one addition before it starts the next.
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int d = 0;
        for (; d + 3 < dimension; d += 4) {
            first += squaredDifference(startA + d, startB + d);
            second += squaredDifference(startA + d + 1, startB + d + 1);
            third += squaredDifference(startA + d + 2, startB + d + 2);
            fourth += squaredDifference(startA + d + 3, startB + d + 3);
        }
        for (; d < dimension; d++) {
            first += squaredDifference(startA + d, startB + d);
        }
        return (first + second) + (third + fourth);
    }

    private double squaredDifference(int a, int b) {
        double difference = values[a] - values[b];
        return difference * difference;
    }
}
