package org.relabel4j.benchmarks.published;

import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.probability.Probabilities;

/**
 * The temperature as the published runs chose it: their softmax divides by the sum over all labelled examples and classes instead
 * of each row's, and floors at 1e-6. So what it minimises is hardly a cross-entropy, while the scaling that follows is sound.
 */
final class PublishedTemperature {
    private static final double[] COARSE = {0.1, 0.2, 0.5, 0.8, 1, 2, 3, 5, 8};
    private static final int STEPS = 4;
    private static final double FLOOR = 1e-6;

    private final Annotations annotations;
    private final double[] rows;
    private final int numClasses;

    PublishedTemperature(Annotations annotations, Probabilities predProbs) {
        this.annotations = annotations;
        this.numClasses = annotations.numClasses();
        this.rows = new double[annotations.numExamples() * numClasses];
        predProbs.copyRows(0, annotations.numExamples(), rows, 0);
    }

    /**
     * The probabilities at that temperature.
     *
     * @param annotations at least one example must be labelled
     * @param predProbs shape (numExamples, numClasses)
     */
    static Probabilities scaled(Annotations annotations, Probabilities predProbs) {
        return TemperatureScaling.scale(predProbs, new PublishedTemperature(annotations, predProbs).best());
    }

    /** The temperature itself. */
    double best() {
        int coarse = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int n = 0; n < COARSE.length; n++) {
            double value = objective(COARSE[n]);
            if (value < lowest) {
                lowest = value;
                coarse = n;
            }
        }
        double best = COARSE[coarse];
        lowest = Double.POSITIVE_INFINITY;
        // Four points below the best, it, and four above: to the next coarse one.
        for (int n = coarse == 0 ? 0 : -STEPS; n <= (coarse == COARSE.length - 1 ? -1 : STEPS); n++) {
            double temperature = n < 0 ? between(coarse - 1, n + STEPS) : between(coarse, n);
            double value = objective(temperature);
            if (value < lowest) {
                lowest = value;
                best = temperature;
            }
        }
        return best;
    }

    private static double between(int coarse, int step) {
        return step == 0 ? COARSE[coarse] : COARSE[coarse] + step * (COARSE[coarse + 1] - COARSE[coarse]) / STEPS;
    }

    /** Mean over labelled examples of − Σ q ln max(p^(1/T) / Σ all p^(1/T), 1e-6); their factor 1 / ln K changes no minimum. */
    private double objective(double temperature) {
        double[] powers = new double[rows.length];
        double sum = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int n = i * numClasses; annotations.isLabelled(i) && n < (i + 1) * numClasses; n++) {
                powers[n] = Math.pow(rows[n], 1 / temperature);
                sum += powers[n];
            }
        }
        double total = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                double scaled = powers[i * numClasses + annotations.labelAt(a)] / sum;
                total -= Math.log(Math.max(scaled, FLOOR)) / annotations.count(i);
            }
        }
        return total;
    }
}
