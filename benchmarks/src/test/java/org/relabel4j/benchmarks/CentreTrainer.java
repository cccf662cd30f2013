package org.relabel4j.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;

/** A class's probability falls with the distance from its centre, which a little seeded noise has moved; it says which the first is. */
final class CentreTrainer implements Trainer {
    private final boolean usesSeed;

    /**
     * @param usesSeed what it says of itself
     */
    CentreTrainer(boolean usesSeed) {
        this.usesSeed = usesSeed;
    }

    @Override
    public boolean usesSeed() {
        return usesSeed;
    }

    @Override
    public String name() {
        return "centres";
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        double[] centres = centres(examples, rows, labels, numClasses, seed);
        return new Classifier() {
            @Override
            public Probabilities predict(Examples toPredict, int[] wanted) {
                return CentreTrainer.predict(toPredict, wanted, centres);
            }

            @Override
            public Map<String, String> choices() {
                return Map.of("first", String.format(Locale.ROOT, "%.1f", centres[0]));
            }
        };
    }

    static double[] centres(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        double[] centres = new double[numClasses];
        int[] counts = new int[numClasses];
        for (int n = 0; n < rows.length; n++) {
            centres[labels[n]] += value(examples, rows[n]);
            counts[labels[n]]++;
        }
        for (int k = 0; k < numClasses; k++) {
            centres[k] = centres[k] / Math.max(1, counts[k]) + 0.05 * Seeds.uniform(seed, "centre", k);
        }
        return centres;
    }

    static Probabilities predict(Examples examples, int[] rows, double[] centres) {
        double[] p = new double[rows.length * centres.length];
        for (int n = 0; n < rows.length; n++) {
            double sum = 0;
            for (int k = 0; k < centres.length; k++) {
                double value = Math.exp(-3 * Math.abs(value(examples, rows[n]) - centres[k]));
                p[n * centres.length + k] = value;
                sum += value;
            }
            for (int k = 0; k < centres.length; k++) {
                p[n * centres.length + k] /= sum;
            }
        }
        return DenseProbabilities.ofRowMajor(rows.length, centres.length, p);
    }

    private static float value(Examples examples, int row) {
        float[] values = new float[examples.length()];
        examples.copyTo(row, values, 0);
        return values[0];
    }
}
