package org.relabel4j.core.acquisition;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.probability.Probabilities;

/**
 * ActiveLab: one score for labelled and unlabelled examples alike, which says where one more label helps most.
 *
 * <p>A labelled example's score is the mean of the CROWDLAB quality q_i of its consensus label and of 1/K, with weights
 * {@code w_M + sum of w_j over its annotators} and {@code w̄}, the mean annotator weight; an unlabelled one's is the mean of
 * its largest class probability and of 1/K, with weights w_M and w̄. So an unlabelled example counts as one with a single
 * label that says nothing. Probabilities are first scaled by the best temperature.
 *
 * <p>Several models: w_M is the sum over models, and an unlabelled example's class is the majority vote of the models' classes.
 * No unlabelled example (label cleaning) and no labelled example are fine. If no example has two labels, all weights and
 * temperatures are 1 and a labelled example's score is {@code ((1 + L) p + 1/K) / (2 + L)} for L models that give its label
 * the mean probability p.
 *
 * <p>Source: Goh and Mueller 2023, arXiv:2301.11856, equations (1), (2), (5), (6) and (10), as cleanlab 2.9.0 runs them.
 * Departures from cleanlab: an ensemble of one model and an empty pool work; the caller's arrays are left alone.
 */
public final class ActiveLab implements AcquisitionStrategy {
    private final boolean singleModel;

    private ActiveLab(boolean singleModel) {
        this.singleModel = singleModel;
    }

    /** For one model; more are refused. */
    public static ActiveLab single() {
        return new ActiveLab(true);
    }

    /** For any number of models, each with its own temperature and weight. With one model, the same as {@link #single}. */
    public static ActiveLab ensemble() {
        return new ActiveLab(false);
    }

    @Override
    public Needs needs() {
        return singleModel ? Needs.ONE_MODEL : Needs.SEVERAL_MODELS;
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return analyse(state.annotations(), state.predProbs(), rng).scores();
    }

    @Override
    public boolean choosesLowest() {
        return true;
    }

    @Override
    public Optional<Weighing> weighing() {
        return Optional.of((state, rng) -> {
            ActiveLabResult result = analyse(state.annotations(), state.predProbs(), rng);
            return new Weighing.Weighed(
                    result.scores(), result.crowdLab().trust().orElseThrow());
        });
    }

    /** CROWDLAB's weights, as in the published results of ensembles; of one model, 1. */
    @Override
    public double[] modelWeights(PoolState state, RandomGenerator rng) {
        return singleModel
                ? AcquisitionStrategy.super.modelWeights(state, rng)
                : analyse(state.annotations(), state.predProbs(), rng).modelWeights();
    }

    /**
     * Scores every example, with the weights and temperatures behind the scores.
     *
     * @param annotations the labels given; there may be none
     * @param predProbs probabilities of each model, shape (numExamples, numClasses) each: out of sample for labelled examples
     * @param rng breaks the ties of majority votes that nothing else breaks
     * @throws IllegalArgumentException if there is no model, there are several for {@link #single}, or shapes differ
     */
    public ActiveLabResult analyse(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        if (predProbs.isEmpty() || singleModel && predProbs.size() > 1) {
            throw new IllegalArgumentException("ActiveLab got the predictions of " + predProbs.size()
                    + " models, expected " + (singleModel ? "1; use activelab-ensemble for several" : "at least 1"));
        }
        CrowdLabResult crowd = new CrowdLab().withCalibration().analyse(annotations, predProbs, rng);
        double[] scores = scores(
                annotations,
                predProbs,
                crowd,
                (votes, scaled) -> new MajorityVote().infer(votes, scaled, rng).labels());
        return new ActiveLabResult(Scores.of(scores), crowd);
    }

    /** The majority vote of models on unlabelled examples: from {@link #modelVotes} and scaled probabilities to classes. */
    @FunctionalInterface
    public interface ModelMajority {
        /** The class of each example, -1 for labelled ones. */
        int[] of(Annotations votes, List<Probabilities> scaled);
    }

    /**
     * The scores of a pool, or of a part of one, given what CROWDLAB found.
     *
     * @param predProbs of each model, not scaled
     * @param crowd with calibration
     * @param majority asked if there are several models and unlabelled examples
     * @return a score per example
     */
    public static double[] scores(
            Annotations annotations, List<Probabilities> predProbs, CrowdLabResult crowd, ModelMajority majority) {
        CrowdLabWeights weights = crowd.weights().orElseThrow();
        double[] scores = new double[annotations.numExamples()];
        scoreLabelled(annotations, crowd, weights, scores);
        if (annotations.numLabelled() < annotations.numExamples()) {
            new UnlabelledScores(annotations, predProbs, crowd.temperatures(), weights).fill(scores, majority);
        }
        return scores;
    }

    /**
     * The models as annotators of the unlabelled examples, each with its likeliest class; labelled examples have no vote.
     *
     * @param predProbs of each model, not scaled
     * @param temperatures of each model
     */
    public static Annotations modelVotes(
            Annotations annotations, List<Probabilities> predProbs, double[] temperatures) {
        return UnlabelledScores.votes(annotations, UnlabelledScores.scaled(predProbs, temperatures));
    }

    private static void scoreLabelled(
            Annotations annotations, CrowdLabResult crowd, CrowdLabWeights weights, double[] scores) {
        double modelWeight = weights.totalModelWeight();
        double pseudoWeight = weights.meanAnnotatorWeight();
        double pseudoSum = pseudoWeight / annotations.numClasses();
        Blocks.forEach(scores.length, annotations.numClasses(), () -> null, (block, from, to, none) -> {
            for (int i = from; i < to; i++) {
                if (annotations.isLabelled(i)) {
                    double weight = modelWeight;
                    for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                        weight += weights.annotatorWeight(annotations.annotatorAt(a));
                    }
                    scores[i] = (weight * crowd.consensus().quality(i) + pseudoSum) / (weight + pseudoWeight);
                }
            }
        });
    }
}
