package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;

/** Competences, strategies and posteriors of {@link Mace}. Of the strategies, only labels that were given are kept. */
final class MaceModel implements LabelPosterior {
    private static final double COMPETENCE_PRIOR = 0.5;
    private static final double STRATEGY_PRIOR = 10;
    private static final double SMOOTHING = 0.01;

    /** Random starts are drawn from 1 to this, then divided by their sum. */
    private static final double LARGEST_START = 2.5;

    private final Annotations annotations;
    private final KnownLabels known;
    private final boolean variational;
    private final double competencePrior;
    private final double strategyPrior;
    private final int numClasses;
    private final LabelColumns columns;
    private final int[] counts;
    private final double[] competence;
    private final double[] spamming;
    private final double[] strategy;
    /** Expected number of labels that an annotator knew, and that they gave without knowing. */
    private final double[] knew;

    private final double[] spammed;
    private final double[] posterior;
    private double logLikelihood;

    MaceModel(Annotations annotations, KnownLabels known, Mace.Training training) {
        this.annotations = annotations;
        this.known = known;
        this.variational = training == Mace.Training.VB;
        this.numClasses = annotations.numClasses();
        this.competencePrior = variational ? COMPETENCE_PRIOR : SMOOTHING / numClasses;
        this.strategyPrior = variational ? STRATEGY_PRIOR : SMOOTHING / numClasses;
        this.columns = new LabelColumns(annotations);
        this.counts = new int[annotations.numAnnotators()];
        this.competence = new double[counts.length];
        this.spamming = new double[counts.length];
        this.strategy = new double[columns.count()];
        this.knew = new double[counts.length];
        this.spammed = new double[strategy.length];
        this.posterior = new double[numClasses];
        for (int a = 0; a < annotations.size(); a++) {
            counts[annotations.annotatorAt(a)]++;
        }
        Arrays.fill(competence, 0.5);
        Arrays.fill(spamming, 0.5);
        Arrays.fill(strategy, 1.0 / numClasses);
    }

    /** Draws competences and strategies, the parts of labels that were never given included. */
    void startAtRandom(RandomGenerator rng) {
        for (int j = 0; j < counts.length; j++) {
            double first = rng.nextDouble(1, LARGEST_START);
            double second = rng.nextDouble(1, LARGEST_START);
            competence[j] = first / (first + second);
            spamming[j] = second / (first + second);
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                posterior[k] = rng.nextDouble(1, LARGEST_START);
                sum += posterior[k];
            }
            for (int k = 0; k < numClasses; k++) {
                int column = columns.find(j, k);
                if (column >= 0) {
                    strategy[column] = posterior[k] / sum;
                }
            }
        }
    }

    void iterate(int iterations) {
        expect();
        for (int iteration = 0; iteration < iterations; iteration++) {
            maximise();
            expect();
        }
    }

    /** Logarithm of the probability of all labels by the last parameters but for a constant. */
    double logLikelihood() {
        return logLikelihood;
    }

    double competence(int j) {
        return competence[j];
    }

    /** Sets the expected counts. */
    void expect() {
        Arrays.fill(knew, 0);
        Arrays.fill(spammed, 0);
        logLikelihood = 0;
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.isLabelled(i)) {
                logLikelihood += infer(i, posterior);
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    int j = annotations.annotatorAt(a);
                    int column = columns.at(a);
                    // That a right label is known and not a lucky guess.
                    double share = competence[j] / (competence[j] + spamming[j] * strategy[column]);
                    double knows = posterior[annotations.labelAt(a)] * share;
                    knew[j] += knows;
                    spammed[column] += 1 - knows;
                }
            }
        }
    }

    private void maximise() {
        for (int j = 0; j < counts.length; j++) {
            if (counts[j] > 0) {
                double guesses = counts[j] - knew[j];
                competence[j] = ratio(knew[j] + competencePrior, counts[j] + 2 * competencePrior);
                spamming[j] = ratio(guesses + competencePrior, counts[j] + 2 * competencePrior);
            }
        }
        for (int column = 0; column < strategy.length; column++) {
            int j = columns.annotator(column);
            strategy[column] = ratio(spammed[column] + strategyPrior, counts[j] - knew[j] + numClasses * strategyPrior);
        }
    }

    private double ratio(double part, double total) {
        return variational ? Math.exp(Gamma.digamma(part) - Gamma.digamma(total)) : part / total;
    }

    @Override
    public void posterior(int i, double[] destination) {
        infer(i, destination);
    }

    /** Writes the posterior; returns the logarithm of the probability of the example's labels but for that of the classes. */
    private double infer(int i, double[] destination) {
        Arrays.fill(destination, 0);
        double allSpam = 0;
        for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
            int j = annotations.annotatorAt(a);
            double guessed = spamming[j] * strategy[columns.at(a)];
            destination[annotations.labelAt(a)] += Math.log1p(competence[j] / guessed);
            allSpam += Math.log(guessed);
        }
        if (known.of(i) >= 0) {
            double logProbability = destination[known.of(i)] + allSpam;
            known.fix(i, destination);
            return logProbability;
        }
        return RowMath.softmax(destination) + allSpam;
    }

    /** From the means of competence and strategy. */
    @Override
    public Optional<ConfusionMatrices> confusionMatrices() {
        return Optional.of((j, k, label) -> {
            int column = columns.find(j, label);
            double knows = (knew[j] + competencePrior) / (counts[j] + 2 * competencePrior);
            double guesses = (column < 0 ? 0 : spammed[column]) + strategyPrior;
            double total = counts[j] - knew[j] + numClasses * strategyPrior;
            return (label == k ? knows : 0) + (1 - knows) * guesses / total;
        });
    }
}
