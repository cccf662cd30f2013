package org.relabel4j.core.noise;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.numeric.Selection;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.probability.Rows;

/**
 * Labels that are probably wrong, of data with one label each, from out-of-sample predictions. Immutable.
 *
 * <p>Source: Northcutt, Jiang and Chuang 2021, "Confident learning: estimating uncertainty in dataset labels",
 * arXiv:1911.00068, sections 3.1 and 3.2, as cleanlab 2.9.0's {@code find_label_issues} has it, with which the answers
 * agree: counts are rounded to whole numbers, each class keeps an example, and no label is an issue to whose class the model gives
 * the largest probability, or less than 1e-6 below it. Equal probabilities, whose order cleanlab leaves open, are taken in the
 * order of the examples.
 */
public final class LabelIssues {
    /** As cleanlab's comparisons of floating-point numbers. */
    private static final double CLOSE = 1e-6;

    private static final double LEAST_THRESHOLD = 2 * CLOSE;

    private final int[] labels;
    private final Probabilities predProbs;
    private final int numClasses;
    /** Of each example with a label: the class that it confidently is of, or -1. */
    private final int[] confident;

    private final int[] likeliest;
    /** Of each example with a label: whether the model agrees with it, or nearly. */
    private final boolean[] agrees;

    private final double[] selfConfidence;
    private final double[] margins;
    private final int[][] examplesOf;

    /** Which labels are issues. */
    public enum Rule {
        /** Of each class given and each true class, as many as the joint counts, by the difference of the two probabilities. */
        PRUNE_BY_NOISE_RATE,
        /** Of each class given, as many as are estimated to be wrong, by the probability of the class. */
        PRUNE_BY_CLASS,
        /** What both of these say. */
        BOTH,
        /** What is confidently of another class: the joint's counts off the diagonal. */
        CONFIDENT_LEARNING,
        /** What the model predicts to be of another class. */
        PREDICTED_NEQ_GIVEN,
        /** As many as confident learning finds, by the lowest margins. */
        LOW_NORMALIZED_MARGIN,
        /** As many as confident learning finds, by the lowest probabilities of the class given. */
        LOW_SELF_CONFIDENCE
    }

    /** How good a label is, 0 to 1: the lower, the sooner to look at. */
    public enum Quality {
        /** The probability of the class given. */
        SELF_CONFIDENCE,
        /** That less the largest of another class, brought to 0 to 1. */
        NORMALIZED_MARGIN
    }

    /**
     * Reads the predictions.
     *
     * @param labels label of each example, or -1 for those without, which are left out
     * @param predProbs out-of-sample probabilities, shape (N, K)
     * @throws IllegalArgumentException if the sizes differ
     */
    public LabelIssues(int[] labels, Probabilities predProbs) {
        if (labels.length != predProbs.numExamples()) {
            throw new IllegalArgumentException("there are " + labels.length + " labels but predictions of "
                    + predProbs.numExamples() + " examples");
        }
        this.labels = labels.clone();
        this.predProbs = predProbs;
        this.numClasses = predProbs.numClasses();
        this.confident = new int[labels.length];
        this.likeliest = new int[labels.length];
        this.agrees = new boolean[labels.length];
        this.selfConfidence = new double[labels.length];
        this.margins = new double[labels.length];
        this.examplesOf = examplesOf(labels, numClasses);
        double[] thresholds = ClassThresholds.of(labels, predProbs);
        Rows.forEach(predProbs, (i, row) -> {
            if (labels[i] >= 0) {
                read(i, row, thresholds);
            }
        });
    }

    private static int[][] examplesOf(int[] labels, int numClasses) {
        int[] counts = new int[numClasses];
        Arrays.stream(labels).filter(label -> label >= 0).forEach(label -> counts[label]++);
        int[][] examples = new int[numClasses][];
        Arrays.setAll(examples, k -> new int[counts[k]]);
        for (int i = labels.length - 1; i >= 0; i--) {
            if (labels[i] >= 0) {
                examples[labels[i]][--counts[labels[i]]] = i;
            }
        }
        return examples;
    }

    private void read(int i, double[] row, double[] thresholds) {
        int reached = 0;
        int last = -1;
        for (int k = 0; k < numClasses; k++) {
            if (row[k] >= Math.max(LEAST_THRESHOLD, thresholds[k]) - CLOSE) {
                reached++;
                last = k;
            }
        }
        int given = labels[i];
        likeliest[i] = RowMath.argmax(row);
        // cleanlab's choice among several: the likeliest of all classes, whether it reached its threshold or not.
        confident[i] = reached > 1 ? likeliest[i] : last;
        selfConfidence[i] = row[given];
        row[given] += CLOSE;
        agrees[i] = RowMath.argmax(row) == given;
        row[given] = -1;
        margins[i] = (selfConfidence[i] - row[RowMath.argmax(row)] + 1) / 2;
    }

    /** Whether example i has a label. */
    public boolean hasLabel(int i) {
        return labels[i] >= 0;
    }

    /** The likeliest class of example i, the first of equal ones; 0 if it has no label. */
    public int likeliest(int i) {
        return likeliest[i];
    }

    /** How good the label of example i is, 0 to 1; 0 if it has none. */
    public double quality(int i, Quality quality) {
        return quality == Quality.SELF_CONFIDENCE ? selfConfidence[i] : margins[i];
    }

    /**
     * The examples whose label is an issue, the worst label first; of equally bad ones the first.
     *
     * @param quality what to order by
     */
    public int[] ranked(Rule rule, Quality quality) {
        boolean[] issues = find(rule);
        double[] values = quality == Quality.SELF_CONFIDENCE ? selfConfidence : margins;
        return Selection.ascending(values, i -> issues[i]);
    }

    /** Whether the label of each example is an issue; of those without a label it is none. */
    public boolean[] find(Rule rule) {
        return switch (rule) {
            case PRUNE_BY_NOISE_RATE -> unlessAgreed(byNoiseRate());
            case PRUNE_BY_CLASS -> unlessAgreed(byClass());
            case BOTH -> {
                boolean[] other = byClass();
                boolean[] issues = byNoiseRate();
                yield unlessAgreed(where(i -> issues[i] && other[i]));
            }
            case CONFIDENT_LEARNING -> confidentlyOther();
            case PREDICTED_NEQ_GIVEN -> unlessAgreed(where(i -> likeliest[i] != labels[i]));
            case LOW_NORMALIZED_MARGIN -> lowest(margins);
            case LOW_SELF_CONFIDENCE -> lowest(selfConfidence);
        };
    }

    private boolean[] confidentlyOther() {
        return unlessAgreed(where(i -> confident[i] >= 0 && confident[i] != labels[i]));
    }

    private boolean[] where(IntPredicate condition) {
        boolean[] found = new boolean[labels.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = labels[i] >= 0 && condition.test(i);
        }
        return found;
    }

    private boolean[] unlessAgreed(boolean[] issues) {
        return where(i -> issues[i] && !agrees[i]);
    }

    private boolean[] lowest(double[] values) {
        boolean[] other = confidentlyOther();
        int count = (int) IntStream.range(0, other.length).filter(i -> other[i]).count();
        int[] labelled =
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        boolean[] issues = new boolean[labels.length];
        mark(labelled, Arrays.stream(labelled).mapToDouble(i -> values[i]).toArray(), count, issues);
        return issues;
    }

    private boolean[] byClass() {
        int[][] counts = PruneCounts.of(labels, confident, numClasses);
        boolean[] issues = new boolean[labels.length];
        Blocks.forEachOf(numClasses, 1, () -> null, (block, k, to, none) -> {
            int[] examples = examplesOf[k];
            if (examples.length > 1) {
                double[] values = Arrays.stream(examples)
                        .mapToDouble(i -> selfConfidence[i])
                        .toArray();
                mark(examples, values, examples.length - counts[k][k], issues);
            }
        });
        return issues;
    }

    private boolean[] byNoiseRate() {
        int[][] counts = PruneCounts.of(labels, confident, numClasses);
        boolean[] issues = new boolean[labels.length];
        Blocks.forEachOf(numClasses, 1, () -> null, (block, k, to, none) -> {
            if (examplesOf[k].length > 1) {
                byNoiseRate(k, counts, issues);
            }
        });
        return issues;
    }

    private void byNoiseRate(int given, int[][] counts, boolean[] issues) {
        int[] examples = examplesOf[given];
        double[][] columns = new double[numClasses][];
        for (int k = 0; k < numClasses; k++) {
            columns[k] = k != given && counts[k][given] > 0 ? new double[examples.length] : null;
        }
        double[] row = new double[numClasses];
        for (int n = 0; n < examples.length; n++) {
            predProbs.copyRows(examples[n], examples[n] + 1, row, 0);
            for (int k = 0; k < numClasses; k++) {
                if (columns[k] != null) {
                    // The largest differences are the lowest, negated.
                    columns[k][n] = row[given] - row[k];
                }
            }
        }
        for (int k = 0; k < numClasses; k++) {
            if (columns[k] != null) {
                mark(examples, columns[k], counts[k][given], issues);
            }
        }
    }

    private static void mark(int[] examples, double[] values, int count, boolean[] issues) {
        for (int place : Selection.lowest(values, count)) {
            issues[examples[place]] = true;
        }
    }
}
