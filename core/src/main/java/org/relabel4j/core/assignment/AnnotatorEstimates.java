package org.relabel4j.core.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.relabel4j.core.annotation.Annotations;

/**
 * Estimates how good annotators are: from known answers, and from what the others and the model say of the same examples.
 *
 * <p><b>What a label tells.</b> Of each label we ask how probable the classes are by <em>all but this label</em>, so that nobody
 * is measured by his own vote: ρ(k) ∝ Π (K − 1) a / (1 − a) over the others who chose k, where a is how good each is; the model's
 * class is one more vote, which is measured as the people are. Where the answer is known, ρ is certain. An annotator who is right
 * with probability A, and else chooses among the other classes at random, chooses on average a class of probability
 * e + A d, where S = Σ ρ(k)², d = (K S − 1) / (K − 1) and e = (1 − S) / (K − 1). So his label counts as d labels, of which
 * ρ(label) − e are right: one label where the others are certain, none where they know nothing. All a start at the mean and are
 * estimated in turns.
 *
 * <p><b>The estimate.</b> The posterior mean and the 2.5 % and 97.5 % quantiles of a Beta distribution: of those labels and
 * {@value #PRIOR_LABELS} imaginary ones as good as the mean of all annotators. That mean counts each by n / (n +
 * {@value #PRIOR_LABELS}) for his n labels, and one imaginary annotator halfway between guessing and certainty.
 *
 * <p>The votes are those of Dawid and Skene 1979 with one parameter an annotator; leaving the own vote out and solving for A is ours.
 * Errors are not really random, examples that are asked about again are harder than others, and people who err alike look
 * better than they are: the interval does not know of these.
 */
public final class AnnotatorEstimates {
    /** Labels that the prior is worth: where a few are known of an annotator they outweigh it. */
    private static final double PRIOR_LABELS = 4;

    private static final int MOST_ITERATIONS = 100;
    private static final double TOLERANCE = 1e-6;
    /** Nobody's vote is taken as certain, nor as certainly wrong. */
    private static final double LEAST_ACCURACY = 0.01;

    private final Annotations annotations;
    private final int[] predicted;
    private final int[] gold;
    /** Of the annotators, and last of the model. */
    private final double[] labels;

    private final double[] right;
    private final double[] accuracy;
    /** By how much a vote raises the probability of its class over the others'. */
    private final double[] odds;

    private double prior;
    private int[] voters = new int[0];
    private int[] votes = new int[0];
    private final double[] weights;
    private double otherWeight;
    private final int[] chosen;
    private final boolean[] isChosen;
    private int numChosen;

    private AnnotatorEstimates(Annotations annotations, int[] predicted, int[] gold) {
        this.annotations = annotations;
        this.predicted = predicted;
        this.gold = gold;
        this.labels = new double[annotations.numAnnotators() + 1];
        this.right = new double[labels.length];
        this.accuracy = new double[labels.length];
        this.odds = new double[labels.length];
        this.weights = new double[annotations.numClasses()];
        this.chosen = new int[weights.length];
        this.isChosen = new boolean[weights.length];
    }

    /**
     * An estimate for each annotator; one of whom nothing is known gets what is known of all.
     *
     * @param predicted class of each example by a model that has not seen it labelled (out of sample), or -1 without one
     * @param gold known class of each example, or -1
     * @throws IllegalArgumentException if the lengths differ from the number of examples or a class is out of range
     */
    public static List<AnnotatorEstimate> of(Annotations annotations, int[] predicted, int[] gold) {
        return withModel(annotations, predicted, gold).subList(0, annotations.numAnnotators());
    }

    /**
     * The same with one more estimate behind them: of the model, by what people say of the examples that it predicted. Otherwise as
     * {@link #of}.
     */
    public static List<AnnotatorEstimate> withModel(Annotations annotations, int[] predicted, int[] gold) {
        check("predicted", predicted, annotations);
        check("gold", gold, annotations);
        AnnotatorEstimates estimates = new AnnotatorEstimates(annotations, predicted, gold);
        estimates.run();
        List<AnnotatorEstimate> result = new ArrayList<>();
        for (int j = 0; j <= annotations.numAnnotators(); j++) {
            result.add(estimates.estimate(j));
        }
        return result;
    }

    private static void check(String what, int[] classes, Annotations annotations) {
        if (classes.length != annotations.numExamples()) {
            throw new IllegalArgumentException(what + " has " + classes.length + " classes, expected one for each of "
                    + annotations.numExamples() + " examples");
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < -1 || classes[i] >= annotations.numClasses()) {
                throw new IllegalArgumentException(what + " class of example " + i + " is " + classes[i]
                        + ", expected -1 to " + (annotations.numClasses() - 1));
            }
        }
    }

    private void run() {
        prior = halfway();
        Arrays.fill(accuracy, prior);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            count();
            prior = mean();
            double change = 0;
            for (int j = 0; j < accuracy.length; j++) {
                double before = accuracy[j];
                accuracy[j] = (right[j] + PRIOR_LABELS * prior) / (labels[j] + PRIOR_LABELS);
                change = Math.max(change, Math.abs(accuracy[j] - before));
            }
            if (change < TOLERANCE) {
                return;
            }
        }
    }

    private double halfway() {
        return (1 + 1.0 / annotations.numClasses()) / 2;
    }

    /** The mean of the annotators, without the model. */
    private double mean() {
        double sum = halfway();
        double weights = 1;
        for (int j = 0; j < labels.length - 1; j++) {
            sum += right[j] / (labels[j] + PRIOR_LABELS);
            weights += labels[j] / (labels[j] + PRIOR_LABELS);
        }
        return sum / weights;
    }

    /** Counts the labels and those that are right, by how good everybody is according to the turn before. */
    private void count() {
        Arrays.fill(labels, 0);
        Arrays.fill(right, 0);
        for (int j = 0; j < odds.length; j++) {
            double a = Math.max(LEAST_ACCURACY, Math.min(1 - LEAST_ACCURACY, accuracy[j]));
            odds[j] = (weights.length - 1) * a / (1 - a);
        }
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                countExample(i);
            }
        }
        for (int j = 0; j < labels.length; j++) {
            right[j] = Math.max(0, Math.min(labels[j], right[j]));
        }
    }

    private void countExample(int i) {
        int end = collectVotes(i);
        if (gold[i] >= 0) {
            for (int n = 0; n < end; n++) {
                labels[voters[n]]++;
                right[voters[n]] += votes[n] == gold[i] ? 1 : 0;
            }
        } else if (end > 1) {
            weighClasses(end);
            for (int n = 0; n < end; n++) {
                countVote(voters[n], votes[n]);
            }
        }
    }

    /** The votes about an example, the model's last; their number. */
    private int collectVotes(int i) {
        int end = annotations.count(i);
        if (voters.length <= end) {
            voters = new int[2 * end + 1];
            votes = new int[voters.length];
        }
        for (int n = 0; n < end; n++) {
            voters[n] = annotations.annotatorAt(annotations.rowStart(i) + n);
            votes[n] = annotations.labelAt(annotations.rowStart(i) + n);
        }
        if (predicted[i] >= 0) {
            voters[end] = labels.length - 1;
            votes[end++] = predicted[i];
        }
        return end;
    }

    /** Sets what all votes together make of each class that has any: its probability, but for a factor, and that of all others. */
    private void weighClasses(int end) {
        numChosen = 0;
        for (int n = 0; n < end; n++) {
            if (!isChosen[votes[n]]) {
                isChosen[votes[n]] = true;
                chosen[numChosen++] = votes[n];
                weights[votes[n]] = 0;
            }
            weights[votes[n]] += Math.log(odds[voters[n]]);
        }
        double largest = 0;
        for (int c = 0; c < numChosen; c++) {
            largest = Math.max(largest, weights[chosen[c]]);
        }
        for (int c = 0; c < numChosen; c++) {
            weights[chosen[c]] = Math.exp(weights[chosen[c]] - largest);
            isChosen[chosen[c]] = false;
        }
        otherWeight = Math.exp(-largest);
    }

    /** Counts a label by what all others make of the classes. */
    private void countVote(int voter, int label) {
        double own = weights[label] / odds[voter];
        int numOthers = weights.length - numChosen;
        double sum = numOthers * otherWeight;
        double squares = numOthers * otherWeight * otherWeight;
        for (int c = 0; c < numChosen; c++) {
            double weight = chosen[c] == label ? own : weights[chosen[c]];
            sum += weight;
            squares += weight * weight;
        }
        double sureness = squares / (sum * sum);
        labels[voter] += (weights.length * sureness - 1) / (weights.length - 1);
        right[voter] += own / sum - (1 - sureness) / (weights.length - 1);
    }

    private AnnotatorEstimate estimate(int j) {
        BetaDistribution posterior = new BetaDistribution(
                null, right[j] + PRIOR_LABELS * prior, labels[j] - right[j] + PRIOR_LABELS * (1 - prior));
        return new AnnotatorEstimate(
                accuracy[j],
                posterior.inverseCumulativeProbability(0.025),
                posterior.inverseCumulativeProbability(0.975));
    }
}
