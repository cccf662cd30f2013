package org.relabel4j.core.acquisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/**
 * Pool states at the borders of what is allowed: probabilities of 0, 1 and the smallest numbers, sums at both ends of the
 * tolerance, labels of which the model is sure that they are wrong, one annotator, one class, perfect agreement, no labels, and
 * embeddings that are all equal or huge.
 */
public final class ExtremeStates {
    private static final double[] VALUES = {0, 0, 1, Double.MIN_VALUE, 1e-300, 1e-30, 1e-16, 0.5, 1e-3};

    private ExtremeStates() {}

    /** A state drawn by a seed. */
    static PoolState random(long seed, int numModels, int passes) {
        SplittableRandom rng = new SplittableRandom(seed);
        Annotations annotations = annotations(rng);
        int n = annotations.numExamples();
        List<MemberPredictions> members = new ArrayList<>();
        for (int model = 0; model < numModels; model++) {
            List<Probabilities> drawn = new ArrayList<>();
            for (int pass = 0; pass < passes; pass++) {
                drawn.add(probabilities(annotations, rng));
            }
            members.add(new MemberPredictions(
                    "model" + model,
                    probabilities(annotations, rng),
                    List.of(),
                    List.of(probabilities(annotations, rng), probabilities(annotations, rng)),
                    drawn,
                    Optional.of(embeddings(n, rng))));
        }
        return PoolStates.of(annotations, members);
    }

    /** Labels drawn by a generator: of few or many, agreeing or not. */
    public static Annotations annotations(SplittableRandom rng) {
        int numExamples = rng.nextInt(1, 15);
        int numAnnotators = rng.nextInt(1, 5);
        int numClasses = rng.nextInt(2, 5);
        double labelled = rng.nextInt(4) / 3.0;
        int used = rng.nextInt(1, numClasses + 1);
        boolean agree = rng.nextBoolean();
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, numClasses);
        for (int i = 0; i < numExamples; i++) {
            for (int j = 0; j < numAnnotators; j++) {
                if (rng.nextDouble() < labelled) {
                    builder.add(i, j, agree ? i % used : rng.nextInt(used));
                }
            }
        }
        return builder.build();
    }

    /** Probabilities drawn by a generator, of which the rest to 1, or nearly, goes to one class. */
    public static Probabilities probabilities(Annotations annotations, SplittableRandom rng) {
        double[][] rows = new double[annotations.numExamples()][annotations.numClasses()];
        for (double[] row : rows) {
            double sum = 0;
            for (int k = 1; k < row.length; k++) {
                row[k] = Math.min(1 - sum, VALUES[rng.nextInt(VALUES.length)]);
                sum += row[k];
            }
            double off = (rng.nextInt(3) - 1) * 0.99e-3;
            row[0] = Math.max(0, 1 - sum + off);
            int other = rng.nextInt(row.length);
            double first = row[0];
            row[0] = row[other];
            row[other] = first;
        }
        return DenseProbabilities.of(rows);
    }

    private static Embeddings embeddings(int numExamples, SplittableRandom rng) {
        float[] values = new float[numExamples * 3];
        float scale = new float[] {0, 1, 1e-30f, 1e15f}[rng.nextInt(4)];
        for (int n = 0; n < values.length; n++) {
            values[n] = (rng.nextInt(5) - 2) * scale;
        }
        return Embeddings.ofRowMajor(numExamples, 3, values);
    }
}
