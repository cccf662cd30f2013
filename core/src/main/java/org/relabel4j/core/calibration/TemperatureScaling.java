package org.relabel4j.core.calibration;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;

/**
 * Chooses the temperature T at which {@code p^(1/T)}, renormalised, agrees best with the annotators' labels, and applies it.
 *
 * <p>T minimises the mean over labelled examples of the cross-entropy {@code -sum_k q_ik log p_ik(T)}, where q_i is the
 * distribution of the labels given to example i. It is the best point of a grid in two stages: 0.1, 0.2, 0.5, 0.8, 1, 2, 3,
 * 5, 8, then four points before and four after the best of these; the first minimum wins.
 *
 * <p>Source: Goh and Mueller 2023, arXiv:2301.11856, section 2.2, as cleanlab 2.9.0 runs it: the paper writes
 * softmax(p / T) for what is softmax(log p / T); if 8 is the best coarse point, the fine grid ends at 7.25; the search keeps
 * a probability of 0 at 0 and clips scaled probabilities at 1e-30 inside the logarithm, while {@link #scale} clips at 1e-30
 * first. Departure from cleanlab from 2.6.5 on: labels are counted into their own classes (it fills the classes 0, 1, 2 ...
 * in the order of the labels present, which is a defect).
 */
public final class TemperatureScaling {
    private static final double[] COARSE = {0.1, 0.2, 0.5, 0.8, 1, 2, 3, 5, 8};
    private static final int FINE_STEPS = 4;

    private TemperatureScaling() {}

    /**
     * Finds the temperature.
     *
     * @param annotations at least one example must be labelled
     * @param predProbs shape (numExamples, numClasses), as the annotations
     * @throws IllegalArgumentException if shapes differ or nothing is labelled
     */
    public static TemperatureFit fit(Annotations annotations, Probabilities predProbs) {
        if (predProbs.numExamples() != annotations.numExamples()
                || predProbs.numClasses() != annotations.numClasses()) {
            throw new IllegalArgumentException("predProbs is (" + predProbs.numExamples() + ", "
                    + predProbs.numClasses() + ") but the annotations are for (" + annotations.numExamples() + ", "
                    + annotations.numClasses() + "); give one row an example and one column a class");
        }
        if (annotations.numLabelled() == 0) {
            throw new IllegalArgumentException(
                    "no example is labelled; a temperature needs at least one label, without any use temperature 1");
        }
        CrossEntropies objective = new CrossEntropies(annotations, predProbs);
        if (objective.isCostly()) {
            // Both grids in one pass, unless the sample misleads; the result is the same.
            double[] likelyGrid = fineGrid(firstMinimum(objective.ofSample(COARSE)));
            objective.at(DoubleStream.concat(Arrays.stream(COARSE), Arrays.stream(likelyGrid))
                    .distinct()
                    .toArray());
        }
        return search(objective::at);
    }

    /**
     * Finds the temperature where the examples lie in several places.
     *
     * @param objective gives the objective at some temperatures, as {@link TemperatureTally} does; asked twice
     */
    public static TemperatureFit search(UnaryOperator<double[]> objective) {
        double[] coarse = objective.apply(COARSE.clone());
        double[] fineGrid = fineGrid(firstMinimum(coarse));
        double[] fine = objective.apply(fineGrid);
        return new TemperatureFit(fineGrid[firstMinimum(fine)], COARSE, coarse, fineGrid, fine);
    }

    /**
     * The probabilities {@code max(p, 1e-30)^(1/T)}, each row divided by its sum.
     *
     * @param predProbs shape (numExamples, numClasses)
     * @param temperature T above 0 and finite: below 1 sharpens, above 1 flattens; 1 only clips and renormalises
     * @return a view of the same shape, computed when it is read, to within 1e-13
     * @throws IllegalArgumentException if T is out of range
     */
    public static Probabilities scale(Probabilities predProbs, double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature is " + temperature
                    + ", expected a finite number above 0; 1 leaves probabilities alone");
        }
        return new ScaledProbabilities(predProbs, temperature);
    }

    /** Four points from the coarse value before the best up to it, then five from the best to the next one. */
    private static double[] fineGrid(int best) {
        int before = best > 0 ? FINE_STEPS : 0;
        int after = best < COARSE.length - 1 ? FINE_STEPS + 1 : 0;
        double[] grid = new double[before + after];
        if (before > 0) {
            spread(COARSE[best - 1], COARSE[best], grid, 0, before);
        }
        if (after > 0) {
            spread(COARSE[best], COARSE[best + 1], grid, before, FINE_STEPS);
            grid[grid.length - 1] = COARSE[best + 1];
        }
        return grid;
    }

    private static void spread(double from, double to, double[] grid, int offset, int count) {
        double step = (to - from) / FINE_STEPS;
        for (int n = 0; n < count; n++) {
            grid[offset + n] = from + n * step;
        }
    }

    private static int firstMinimum(double[] values) {
        int best = 0;
        for (int n = 1; n < values.length; n++) {
            if (values[n] < values[best]) {
                best = n;
            }
        }
        return best;
    }
}
