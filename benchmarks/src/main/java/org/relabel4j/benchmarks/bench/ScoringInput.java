package org.relabel4j.benchmarks.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;

/**
 * Generated input of the scoring and consensus benchmarks: labels and a model's probabilities of one pool, the labelled
 * examples first.
 *
 * @param annotations the labels
 * @param predProbs shape (numExamples, numClasses)
 */
public record ScoringInput(Annotations annotations, Probabilities predProbs) {
    private static final double LABEL_ACCURACY = 0.8;
    private static final double TRUE_CLASS_LOGIT = 2;

    /**
     * The sizes of an input.
     *
     * @param labelled labelled examples
     * @param unlabelled examples without a label
     * @param annotators annotators to draw from
     * @param classes classes, at least 2
     * @param labelsPerExample mean number of labels of a labelled example, at least 1 and at most {@code annotators}
     */
    public record Sizes(int labelled, int unlabelled, int annotators, int classes, double labelsPerExample) {
        /**
         * @throws IllegalArgumentException if there are more labels an example than annotators
         */
        public Sizes {
            if (labelsPerExample > annotators) {
                throw new IllegalArgumentException("labels-per-example is " + labelsPerExample + " but there are "
                        + annotators + " annotators, each of whom labels an example at most once");
            }
            MemorySize.check("(labeled + unlabeled) x classes", (double) labelled + unlabelled, classes);
            MemorySize.check("labeled x labels-per-example", labelled, labelsPerExample);
        }

        int total() {
            return Math.addExact(labelled, unlabelled);
        }
    }

    /** What there is of each kind, for a result. */
    Map<String, Object> sizes() {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("labeled", annotations.numLabelled());
        sizes.put("unlabeled", annotations.numExamples() - annotations.numLabelled());
        sizes.put("annotators", annotations.numAnnotators());
        sizes.put("classes", annotations.numClasses());
        sizes.put("labels", annotations.size());
        return sizes;
    }

    /**
     * Draws an input: true classes are uniform; the number of labels is {@code labelsPerExample} rounded down or up at
     * random so that the mean is right; an example's annotators are distinct; a label is right with probability 0.8 and
     * otherwise any other class. Probabilities are the softmax of standard normal logits with 2 added
     * for the true class.
     */
    public static ScoringInput generate(Sizes sizes, long seed) {
        RandomGenerator rng = Seeds.generator(seed, "scoring-input");
        int[] truth = rng.ints(sizes.total(), 0, sizes.classes()).toArray();
        return new ScoringInput(annotations(sizes, truth, rng), probabilities(sizes, truth, rng));
    }

    private static Annotations annotations(Sizes sizes, int[] truth, RandomGenerator rng) {
        AnnotationsBuilder builder = Annotations.builder(sizes.total(), sizes.annotators(), sizes.classes());
        int whole = (int) sizes.labelsPerExample();
        double part = sizes.labelsPerExample() - whole;
        for (int i = 0; i < sizes.labelled(); i++) {
            int count = whole + (rng.nextDouble() < part ? 1 : 0);
            // Consecutive annotators from a random start: distinct without a set, and linear in the labels.
            int first = rng.nextInt(sizes.annotators());
            int stride = 1 + rng.nextInt(Math.max(1, (sizes.annotators() - 1) / Math.max(1, count)));
            for (int n = 0; n < count; n++) {
                int annotator = (int) ((first + (long) n * stride) % sizes.annotators());
                builder.add(i, annotator, noisy(truth[i], sizes.classes(), rng));
            }
        }
        return builder.build();
    }

    private static int noisy(int truth, int numClasses, RandomGenerator rng) {
        return rng.nextDouble() < LABEL_ACCURACY ? truth : (truth + 1 + rng.nextInt(numClasses - 1)) % numClasses;
    }

    private static Probabilities probabilities(Sizes sizes, int[] truth, RandomGenerator rng) {
        int numClasses = sizes.classes();
        float[] values = new float[Math.multiplyExact(truth.length, numClasses)];
        double[] row = new double[numClasses];
        for (int i = 0; i < truth.length; i++) {
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                row[k] = Math.exp(rng.nextGaussian() + (k == truth[i] ? TRUE_CLASS_LOGIT : 0));
                sum += row[k];
            }
            for (int k = 0; k < numClasses; k++) {
                values[i * numClasses + k] = (float) (row[k] / sum);
            }
        }
        return FloatProbabilities.ofRowMajor(truth.length, numClasses, values);
    }
}
