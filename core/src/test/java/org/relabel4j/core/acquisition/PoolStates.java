package org.relabel4j.core.acquisition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/** Pool states for tests: random ones, with every optional part, and the same one with its examples in another order. */
public final class PoolStates {
    private static final int FOLDS = 3;
    private static final int DIMENSION = 4;

    private PoolStates() {}

    /**
     * The shape of a random state.
     *
     * @param numExamples examples N
     * @param numClasses classes K
     * @param numModels models of the ensemble
     * @param maxLabels an example has 0 to this many labels
     * @param minLabels smallest number of labels per example
     */
    public record Shape(int numExamples, int numClasses, int numModels, int minLabels, int maxLabels) {}

    /** A state of two models on 40 examples of 3 classes with 0 to 3 labels each. */
    public static PoolState random(long seed) {
        return random(new Shape(40, 3, 2, 0, 3), seed);
    }

    /** A state with random labels, predictions, fold predictions and embeddings. */
    public static PoolState random(Shape shape, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        int numAnnotators = shape.maxLabels() + 2;
        AnnotationsBuilder builder = Annotations.builder(shape.numExamples(), numAnnotators, shape.numClasses());
        for (int i = 0; i < shape.numExamples(); i++) {
            int count = rng.nextInt(shape.minLabels(), shape.maxLabels() + 1);
            int first = rng.nextInt(numAnnotators);
            for (int n = 0; n < count; n++) {
                builder.add(i, (first + n) % numAnnotators, rng.nextInt(shape.numClasses()));
            }
        }
        List<MemberPredictions> members = new ArrayList<>();
        for (int model = 0; model < shape.numModels(); model++) {
            List<Probabilities> folds = new ArrayList<>();
            for (int fold = 0; fold < FOLDS; fold++) {
                folds.add(probabilities(shape, rng));
            }
            members.add(new MemberPredictions(
                    "model" + model,
                    probabilities(shape, rng),
                    List.of(),
                    folds,
                    Optional.of(embeddings(shape.numExamples(), rng))));
        }
        return of(builder.build(), members);
    }

    /** The same state with so many dropout passes of each model. */
    public static PoolState withPasses(PoolState state, int passes, long seed) {
        SplittableRandom rng = new SplittableRandom(seed);
        Shape shape = new Shape(
                state.numExamples(),
                state.annotations().numClasses(),
                state.members().size(),
                0,
                0);
        List<MemberPredictions> members = new ArrayList<>();
        for (MemberPredictions member : state.members()) {
            List<Probabilities> drawn = new ArrayList<>();
            for (int pass = 0; pass < passes; pass++) {
                drawn.add(probabilities(shape, rng));
            }
            members.add(new MemberPredictions(
                    member.model(),
                    member.pool(),
                    member.testByFold(),
                    member.poolByFold(),
                    drawn,
                    member.embeddings()));
        }
        return new PoolState(state.round(), state.annotations(), state.consensus(), members);
    }

    /** A state whose consensus is the majority vote, the lowest class winning ties. */
    public static PoolState of(Annotations annotations, List<MemberPredictions> members) {
        return new PoolState(0, annotations, majority(annotations), members);
    }

    /** A state of one model from a row of probabilities an example, and no fold predictions or embeddings. */
    public static PoolState of(Annotations annotations, double[][] predProbs) {
        return of(annotations, List.of(member(DenseProbabilities.of(predProbs))));
    }

    /** Predictions without fold predictions and embeddings. */
    public static MemberPredictions member(Probabilities pool) {
        return new MemberPredictions("model", pool, List.of(), List.of(), Optional.empty());
    }

    /** Predictions with embeddings. */
    public static MemberPredictions member(Probabilities pool, float[][] embeddings) {
        int dimension = embeddings[0].length;
        float[] values = new float[embeddings.length * dimension];
        for (int i = 0; i < embeddings.length; i++) {
            System.arraycopy(embeddings[i], 0, values, i * dimension, dimension);
        }
        return new MemberPredictions(
                "model",
                pool,
                List.of(),
                List.of(),
                Optional.of(Embeddings.ofRowMajor(embeddings.length, dimension, values)));
    }

    /** The same state with example {@code order[n]} in place n. */
    public static PoolState permuted(PoolState state, int[] order) {
        Annotations old = state.annotations();
        AnnotationsBuilder builder = Annotations.builder(old.numExamples(), old.numAnnotators(), old.numClasses());
        int[] labels = new int[order.length];
        double[] quality = new double[order.length];
        double[] agreement = new double[order.length];
        for (int n = 0; n < order.length; n++) {
            for (int a = old.rowStart(order[n]); a < old.rowEnd(order[n]); a++) {
                builder.add(n, old.annotatorAt(a), old.labelAt(a));
            }
            labels[n] = state.consensus().label(order[n]);
            quality[n] = state.consensus().quality(order[n]);
            agreement[n] = state.consensus().agreement(order[n]);
        }
        List<MemberPredictions> members = state.members().stream()
                .map(member -> new MemberPredictions(
                        member.model(),
                        permuted(member.pool(), order),
                        member.testByFold(),
                        permuted(member.poolByFold(), order),
                        permuted(member.poolByPass(), order),
                        member.embeddings().map(e -> permuted(e, order))))
                .toList();
        return new PoolState(state.round(), builder.build(), new Consensus(labels, quality, agreement), members);
    }

    /** All numbers of a state that a strategy could have changed, for comparing before and after. */
    public static List<Object> snapshot(PoolState state) {
        List<Object> parts = new ArrayList<>(List.of(state.annotations(), state.consensus()));
        for (MemberPredictions member : state.members()) {
            parts.add(Arrays.hashCode(values(member.pool())));
            member.poolByFold().forEach(p -> parts.add(Arrays.hashCode(values(p))));
            member.poolByPass().forEach(p -> parts.add(Arrays.hashCode(values(p))));
            member.embeddings().ifPresent(e -> {
                float[] row = new float[e.dimension()];
                for (int i = 0; i < e.numExamples(); i++) {
                    e.copyRow(i, row, 0);
                    parts.add(Arrays.hashCode(row));
                }
            });
        }
        return parts;
    }

    private static double[] values(Probabilities p) {
        double[] values = new double[p.numExamples() * p.numClasses()];
        p.copyRows(0, p.numExamples(), values, 0);
        return values;
    }

    private static List<Probabilities> permuted(List<Probabilities> models, int[] order) {
        return models.stream().map(p -> permuted(p, order)).toList();
    }

    private static Probabilities permuted(Probabilities p, int[] order) {
        double[] values = new double[order.length * p.numClasses()];
        for (int n = 0; n < order.length; n++) {
            p.copyRows(order[n], order[n] + 1, values, n * p.numClasses());
        }
        return DenseProbabilities.ofRowMajor(order.length, p.numClasses(), values);
    }

    private static Embeddings permuted(Embeddings embeddings, int[] order) {
        float[] values = new float[order.length * embeddings.dimension()];
        for (int n = 0; n < order.length; n++) {
            embeddings.copyRow(order[n], values, n * embeddings.dimension());
        }
        return Embeddings.ofRowMajor(order.length, embeddings.dimension(), values);
    }

    private static Probabilities probabilities(Shape shape, RandomGenerator rng) {
        double[][] rows = new double[shape.numExamples()][shape.numClasses()];
        for (double[] row : rows) {
            double sum = 0;
            for (int k = 0; k < row.length; k++) {
                row[k] = -Math.log(1 - rng.nextDouble());
                sum += row[k];
            }
            for (int k = 0; k < row.length; k++) {
                row[k] /= sum;
            }
        }
        return DenseProbabilities.of(rows);
    }

    private static Embeddings embeddings(int numExamples, RandomGenerator rng) {
        float[] values = new float[numExamples * DIMENSION];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) rng.nextGaussian();
        }
        return Embeddings.ofRowMajor(numExamples, DIMENSION, values);
    }

    private static Consensus majority(Annotations annotations) {
        int n = annotations.numExamples();
        int[] labels = new int[n];
        double[] quality = new double[n];
        for (int i = 0; i < n; i++) {
            int[] counts = new int[annotations.numClasses()];
            annotations.addVotes(i, counts);
            int best = 0;
            for (int k = 1; k < counts.length; k++) {
                best = counts[k] > counts[best] ? k : best;
            }
            labels[i] = annotations.isLabelled(i) ? best : -1;
            quality[i] = annotations.isLabelled(i) ? (double) counts[best] / annotations.count(i) : Double.NaN;
        }
        return new Consensus(labels, quality, quality);
    }
}
