package org.relabel4j.core.acquisition;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.embedding.DotProducts;
import org.relabel4j.core.embedding.PlusPlus;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.ByName;

/**
 * Asks about unlabelled examples whose labels would move the last layer far and in different directions.
 *
 * <p>An example's gradient, if its predicted class ŷ were its label, is {@code g = (p - e_ŷ) ⊗ h} with embedding h: K × D
 * numbers, of which only dot products are needed, {@code <g_a, g_b> = <r_a, r_b> <h_a, h_b>} with {@code r = p - e_ŷ}; so no
 * gradient is ever written down. A batch is drawn by k-means++ on the gradients, starting from the longest. Score of one
 * example: the squared length of its gradient, negated; 0 if it is labelled. Labelled examples are asked about only when no
 * other is left.
 *
 * <p>Each draw has exactly the distribution of k-means++, however few distances are measured ({@link PlusPlus}). Time is at worst
 * examples × batch × D; memory is examples × K doubles.
 *
 * <p>With several models, p is the mean of their probabilities and h the embedding of the first that has one.
 *
 * <p>Source: Ash et al. 2020, "Deep batch active learning by diverse, uncertain gradient lower bounds", arXiv:1906.03671,
 * algorithm 1; starting from the longest gradient is what the authors' code does. The bias of the last layer is left out,
 * as there.
 */
public final class Badge implements AcquisitionStrategy {
    @Override
    public boolean composesBatches() {
        return true;
    }

    @Override
    public Needs needs() {
        return Needs.EMBEDDINGS;
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings
     */
    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        int[] unlabelled = state.unlabelled();
        Gradients gradients = new Gradients(state, unlabelled);
        double[] scores = new double[state.numExamples()];
        for (int n = 0; n < unlabelled.length; n++) {
            scores[unlabelled[n]] = 0 - gradients.squaredLength(n);
        }
        return Scores.of(scores);
    }

    /**
     * @throws IllegalArgumentException if no model has embeddings or batchSize is out of range
     */
    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        Candidates.checkSize(batchSize, candidates.length);
        Annotations annotations = state.annotations();
        int[] unlabelled = Candidates.where(candidates, i -> !annotations.isLabelled(i));
        int[] labelled = Candidates.where(candidates, annotations::isLabelled);
        int numNew = Math.min(batchSize, unlabelled.length);
        int[] batch = draw(state, unlabelled, numNew, rng);
        int[] repeats = draw(state, labelled, batchSize - numNew, rng);
        return Candidates.concat(batch, repeats);
    }

    private static int[] draw(PoolState state, int[] candidates, int count, RandomGenerator rng) {
        if (count == 0) {
            return new int[0];
        }
        Gradients gradients = new Gradients(state, candidates);
        return Arrays.stream(PlusPlus.draw(gradients, gradients.longest(ByName.at(rng, candidates)), count, rng))
                .map(place -> candidates[place])
                .toArray();
    }

    /** The gradients of some examples, by their factors. */
    private static final class Gradients implements PlusPlus.Space {
        private final int numClasses;
        private final DotProducts hidden;
        private final double[] residuals;
        private final double[] squaredLengths;

        Gradients(PoolState state, int[] rows) {
            Embeddings embeddings = state.requireEmbeddings("badge");
            this.numClasses = state.numClasses();
            this.hidden = new DotProducts(embeddings, rows);
            this.residuals = residuals(state, rows);
            this.squaredLengths = new double[rows.length];
            for (int n = 0; n < rows.length; n++) {
                squaredLengths[n] = residualDot(n, n) * hidden.squaredLength(n);
            }
        }

        private static double[] residuals(PoolState state, int[] rows) {
            int numClasses = state.numClasses();
            double[] residuals = new double[Math.multiplyExact(rows.length, numClasses)];
            double[] p = new double[numClasses];
            Probabilities mean = state.meanPredProbs();
            for (int n = 0; n < rows.length; n++) {
                mean.copyRows(rows[n], rows[n] + 1, p, 0);
                p[RowMath.argmax(p)] -= 1;
                System.arraycopy(p, 0, residuals, n * numClasses, numClasses);
            }
            return residuals;
        }

        double squaredLength(int n) {
            return squaredLengths[n];
        }

        private double residualDot(int a, int b) {
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                sum += residuals[a * numClasses + k] * residuals[b * numClasses + k];
            }
            return sum;
        }

        /** The longest gradient, a random one of equally long ones. */
        int longest(RandomGenerator rng) {
            double[] negated =
                    Arrays.stream(squaredLengths).map(length -> -length).toArray();
            return BatchSelector.lowest(Scores.of(negated), 1, rng)[0];
        }

        @Override
        public int size() {
            return squaredLengths.length;
        }

        @Override
        public void lowerAll(int[] chosen, int from, int to, double[] squaredDistances) {
            hidden.with(
                    chosen,
                    from,
                    to,
                    (n, other, hiddenDot) ->
                            squaredDistances[n] = Math.min(squaredDistances[n], squaredDistance(n, other, hiddenDot)));
        }

        @Override
        public double squaredDistance(int n, int[] chosen, int from, int to) {
            double[] nearest = {Double.POSITIVE_INFINITY};
            hidden.of(
                    n,
                    chosen,
                    from,
                    to,
                    (same, other, hiddenDot) ->
                            nearest[0] = Math.min(nearest[0], squaredDistance(n, other, hiddenDot)));
            return nearest[0];
        }

        private double squaredDistance(int a, int b, double hiddenDot) {
            return squaredLengths[a] + squaredLengths[b] - 2 * residualDot(a, b) * hiddenDot;
        }
    }
}
