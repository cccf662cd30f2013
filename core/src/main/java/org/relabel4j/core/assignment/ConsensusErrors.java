package org.relabel4j.core.assignment;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.probability.Probabilities;

/**
 * Estimates how many consensus labels are wrong: what the model said of an example that it had not seen is what is known before, and
 * each person's label is right with the probability that is estimated of him, and else one of the other classes at random (Dawid and
 * Skene 1979 with one parameter an annotator):
 *
 * <pre>P(k) ∝ p_k · Π_j (a_j if j said k, else (1 − a_j) / (K − 1))</pre>
 *
 * <p>Unlike a comparison of the consensus with the model, it does not take a consensus that follows the model for right because it does.
 */
public final class ConsensusErrors {
    /** Nobody and no model is taken as certain. */
    private static final double LEAST = 1e-3;

    private ConsensusErrors() {}

    /**
     * The expected fraction of wrong labels among the examples that people labelled.
     *
     * @param consensus of the same examples
     * @param predProbs out of sample
     * @param estimates of each annotator
     * @param gold known class of each example, or -1; these are left out
     * @return in [0, 1]; NaN if no other example is labelled
     */
    public static double expected(
            Annotations annotations,
            Consensus consensus,
            Probabilities predProbs,
            List<AnnotatorEstimate> estimates,
            int[] gold) {
        return mean(ofExamples(annotations, consensus, predProbs, estimates, gold));
    }

    /** The mean of those that are known; NaN if none is. */
    public static double mean(double[] errors) {
        double wrong = 0;
        int labelled = 0;
        for (double error : errors) {
            if (!Double.isNaN(error)) {
                wrong += error;
                labelled++;
            }
        }
        return wrong / labelled;
    }

    /**
     * How probable it is that the label of each example is wrong; arguments as for {@link #expected}.
     *
     * @return length N; NaN for examples that are left out or that nobody labelled
     */
    public static double[] ofExamples(
            Annotations annotations,
            Consensus consensus,
            Probabilities predProbs,
            List<AnnotatorEstimate> estimates,
            int[] gold) {
        double[] right =
                estimates.stream().mapToDouble(AnnotatorEstimate::accuracy).toArray();
        double[] row = new double[annotations.numClasses()];
        double[] wrong = new double[annotations.numExamples()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = Double.NaN;
            if (annotations.isLabelled(i) && gold[i] < 0) {
                predProbs.copyRows(i, i + 1, row, 0);
                for (int k = 0; k < row.length; k++) {
                    row[k] = Math.log(Math.max(row[k], LEAST));
                }
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    double accuracy = Math.min(1 - LEAST, Math.max(LEAST, right[annotations.annotatorAt(a)]));
                    // The factor (1 − a) / (K − 1) of all classes is left out: it cancels.
                    row[annotations.labelAt(a)] += Math.log(accuracy * (row.length - 1) / (1 - accuracy));
                }
                RowMath.softmax(row);
                wrong[i] = 1 - row[consensus.label(i)];
            }
        }
        return wrong;
    }
}
