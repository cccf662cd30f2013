package org.relabel4j.core.cleaning;

import java.util.Locale;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * How people label each example: P(label | example), shape (N, K). Immutable.
 *
 * <p>The true class of an example is the likeliest one, the first of equal ones. An example is <em>ambiguous</em> if the
 * entropy of its distribution, in logarithms to base K, is above {@link #AMBIGUOUS_ENTROPY}, else <em>clear</em>.
 *
 * <p>Source: Bernhardt et al. 2022, arXiv:2109.00574, and the authors' code (microsoft/InnerEye-DeepLearning,
 * InnerEye-DataQuality).
 */
public final class LabelDistribution {
    /** Entropy above which the authors' code calls an example ambiguous, in logarithms to base K. */
    public static final double AMBIGUOUS_ENTROPY = 0.30;

    private static final double LOWEST_TEMPERATURE = 0.05;
    private static final double HIGHEST_TEMPERATURE = 1e6;
    private static final int BISECTIONS = 100;

    private final Probabilities probabilities;

    private LabelDistribution(Probabilities probabilities) {
        this.probabilities = probabilities;
    }

    /** A distribution from its probabilities, shape (N, K). */
    public static LabelDistribution of(Probabilities probabilities) {
        return new LabelDistribution(probabilities);
    }

    /**
     * A distribution from how many people gave each label, such as CIFAR-10H's.
     *
     * @param counts a row per example, shape (N, K), at least one row; not negative, no row of zeros
     * @throws IllegalArgumentException if rows differ in width, or a row is no count; the message names the row
     */
    public static LabelDistribution ofCounts(double[][] counts) {
        double[][] rows = new double[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            rows[i] = counts[i].clone();
            double sum = 0;
            for (double count : rows[i]) {
                if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "label counts of example " + i + " hold " + count + ", expected a number of people");
                }
                sum += count;
            }
            if (sum == 0) {
                throw new IllegalArgumentException(
                        "label counts of example " + i + " are all 0; leave out what nobody labelled");
            }
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] /= sum;
            }
        }
        return new LabelDistribution(DenseProbabilities.of(rows));
    }

    /** Number of examples N. */
    public int numExamples() {
        return probabilities.numExamples();
    }

    /** Number of classes K. */
    public int numClasses() {
        return probabilities.numClasses();
    }

    /** The probabilities, shape (N, K). */
    public Probabilities probabilities() {
        return probabilities;
    }

    /** The distribution of example {@code i}; a fresh array of K. */
    public double[] row(int i) {
        double[] row = new double[numClasses()];
        probabilities.copyRows(i, i + 1, row, 0);
        return row;
    }

    /** The likeliest label of each example, the first of equal ones; a fresh array of N. */
    public int[] trueLabels() {
        return Rows.likeliest(probabilities);
    }

    /** Entropy of example {@code i}'s distribution in logarithms to base K: 0 (all agree) to 1. */
    public double entropy(int i) {
        double sum = 0;
        for (double p : row(i)) {
            sum -= p > 0 ? p * Math.log(p) : 0;
        }
        return sum / Math.log(numClasses());
    }

    /** Whether people disagree about example {@code i}: its entropy is above {@link #AMBIGUOUS_ENTROPY}. */
    public boolean isAmbiguous(int i) {
        return entropy(i) > AMBIGUOUS_ENTROPY;
    }

    /** The probability that a label drawn for a random example is not its true class: η, in [0, 1). */
    public double noiseRate() {
        int[] truth = trueLabels();
        double right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += probabilities.get(i, truth[i]);
        }
        return 1 - right / truth.length;
    }

    /**
     * The same people, less careful or more: {@code p^(1/T)}, each row normalised. The likeliest labels stay so, and what nobody
     * says nobody says.
     *
     * @param temperature T, positive; above 1 adds noise
     * @throws IllegalArgumentException if it is not positive
     */
    public LabelDistribution tempered(double temperature) {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature is " + temperature + ", expected a positive number");
        }
        int numClasses = numClasses();
        double[] values = new double[Math.multiplyExact(numExamples(), numClasses)];
        for (int i = 0; i < numExamples(); i++) {
            temper(row(i), temperature, values, i * numClasses);
        }
        return new LabelDistribution(DenseProbabilities.ofRowMajor(numExamples(), numClasses, values));
    }

    private static void temper(double[] row, double temperature, double[] values, int offset) {
        double largest = RowMath.largest(row, 0, row.length);
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            // Relative to the largest, so that a low temperature cannot make all of them vanish.
            values[offset + k] = Math.pow(row[k] / largest, 1 / temperature);
            sum += values[offset + k];
        }
        for (int k = 0; k < row.length; k++) {
            values[offset + k] /= sum;
        }
    }

    /**
     * The temperature at which labels drawn have a given noise rate.
     *
     * @param noiseRate η, in (0, 1)
     * @return T with {@code tempered(T).noiseRate() = noiseRate} but for rounding
     * @throws IllegalArgumentException if no temperature gives that rate; the message says what is within reach
     */
    public double temperatureFor(double noiseRate) {
        double lowest = tempered(LOWEST_TEMPERATURE).noiseRate();
        double highest = tempered(HIGHEST_TEMPERATURE).noiseRate();
        if (!(noiseRate > lowest && noiseRate < highest)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "noise rate is %s, but first labels from these people's distributions have %.4f to %.4f, whatever the"
                            + " temperature; choose one between",
                    noiseRate,
                    lowest,
                    highest));
        }
        double low = Math.log(LOWEST_TEMPERATURE);
        double high = Math.log(HIGHEST_TEMPERATURE);
        for (int step = 0; step < BISECTIONS; step++) {
            double middle = (low + high) / 2;
            if (tempered(Math.exp(middle)).noiseRate() < noiseRate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
