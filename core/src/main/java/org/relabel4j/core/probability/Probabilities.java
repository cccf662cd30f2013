package org.relabel4j.core.probability;

/**
 * Predicted class probabilities p, shape (numExamples, numClasses): finite, not negative, each row summing to 1.
 *
 * <p>In the loop, rows of labelled examples are <em>out of sample</em> (from the fold model that did not see them) and rows
 * of unlabelled ones the mean over the fold models. Values are checked once, where they enter ({@link DenseProbabilities}
 * and {@link FloatProbabilities} do so in their factories); code that reads this interface may rely on it. An
 * implementation of your own must give the same guarantee and be safe to read from several threads at once.
 */
public interface Probabilities {
    /** How far a row's sum may be from 1. */
    double ROW_SUM_TOLERANCE = 1e-3;

    /** Number of rows N. */
    int numExamples();

    /** Number of columns K. */
    int numClasses();

    /**
     * Probability of class {@code k} for example {@code i}. For few values; loops use {@link #copyRows}.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    default double get(int i, int k) {
        double[] row = new double[numClasses()];
        copyRows(i, i + 1, row, 0);
        return row[k];
    }

    /**
     * Copies rows {@code fromRow .. toRow-1}, row by row, to {@code destination} from {@code offset} on.
     *
     * @param destination room for {@code (toRow - fromRow) * numClasses()} values after {@code offset}
     */
    void copyRows(int fromRow, int toRow, double[] destination, int offset);

    /**
     * The same where the values are held as floats and can be had faster as such.
     *
     * @return whether they were copied; if not, {@code destination} is as it was
     */
    default boolean copyFloats(int fromRow, int toRow, float[] destination, int offset) {
        return false;
    }
}
