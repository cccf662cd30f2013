package org.relabel4j.core.consensus;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.probability.Probabilities;

/**
 * CROWDLAB: weighs a classifier (or several) and the annotators by how well each agrees with the others, and takes the class
 * with the largest weighted mean probability.
 *
 * <p>Two passes, as cleanlab 2.9.0 runs it: majority vote → weights → posterior → consensus = its largest class (the
 * majority label if several share it) → weights again → the posterior that gives the qualities. So a consensus label need
 * not be the largest of the final posterior.
 *
 * <p>Where the reference raises: a single annotator, or labels of which no two are of one example, give weights of 1, no
 * calibration, the given label as consensus and the (mean) model probability of it as quality, as the reference's own
 * active-learning scores do in that case. Without a model, {@link #infer} takes the majority vote. Annotators without a
 * label are left out of every mean.
 *
 * <p>Source: Goh, Tkachenko and Mueller 2022, "CROWDLAB", arXiv:2210.06812; Goh and Mueller 2023, arXiv:2301.11856,
 * equations (3) and (4), and (6) for several models.
 */
public final class CrowdLab implements ConsensusMethod {
    private final ConsensusRule consensusRule;
    private final QualityRule qualityRule;
    private final boolean calibrated;

    /** How the consensus label is chosen. */
    public enum ConsensusRule {
        /** The class with the largest posterior. */
        BEST_QUALITY,
        /** The majority vote. */
        MAJORITY_VOTE
    }

    /** How the quality of a label is measured. */
    public enum QualityRule {
        /** Its posterior probability. */
        CROWDLAB,
        /** The fraction of the example's annotators who chose it. */
        AGREEMENT
    }

    /** The reference's defaults: best quality, measured by CROWDLAB, probabilities as given. */
    public CrowdLab() {
        this(ConsensusRule.BEST_QUALITY, QualityRule.CROWDLAB, false);
    }

    private CrowdLab(ConsensusRule consensusRule, QualityRule qualityRule, boolean calibrated) {
        this.consensusRule = Objects.requireNonNull(consensusRule);
        this.qualityRule = Objects.requireNonNull(qualityRule);
        this.calibrated = calibrated;
    }

    /** The same, but each model's probabilities are first scaled by its best temperature. */
    public CrowdLab withCalibration() {
        return new CrowdLab(consensusRule, qualityRule, true);
    }

    /** The same with another rule for the consensus label. */
    public CrowdLab withConsensus(ConsensusRule rule) {
        return new CrowdLab(rule, qualityRule, calibrated);
    }

    /** The same with another measure of quality. */
    public CrowdLab withQuality(QualityRule rule) {
        return new CrowdLab(consensusRule, rule, calibrated);
    }

    /** How the consensus label is chosen. */
    public ConsensusRule consensusRule() {
        return consensusRule;
    }

    /** How the quality of a label is measured. */
    public QualityRule qualityRule() {
        return qualityRule;
    }

    /** Whether probabilities are scaled first. */
    public boolean isCalibrated() {
        return calibrated;
    }

    @Override
    public Consensus infer(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        return predProbs.isEmpty()
                ? new MajorityVote().infer(annotations, predProbs, rng)
                : analyse(annotations, predProbs, rng).consensus();
    }

    @Override
    public boolean needsProbabilities() {
        return true;
    }

    @Override
    public boolean weighs() {
        return qualityRule == QualityRule.CROWDLAB;
    }

    /**
     * Infers the consensus with all that it rests on.
     *
     * @param annotations the labels given; there may be none
     * @param predProbs out-of-sample probabilities of each model, at least one, each of shape (numExamples, numClasses)
     * @param rng breaks the ties of the majority vote that nothing else breaks
     * @throws IllegalArgumentException if there is no model or shapes differ
     */
    @Override
    public CrowdLabResult analyse(Annotations annotations, List<Probabilities> predProbs, RandomGenerator rng) {
        if (predProbs.isEmpty()) {
            throw new IllegalArgumentException(
                    "CROWDLAB needs the predictions of at least one model; without any, use majority-vote");
        }
        InputChecks.checkShapes(annotations, predProbs);
        WeightEstimator estimator = new WeightEstimator(annotations, predProbs);
        double[] temperatures = temperatures(annotations, predProbs, estimator.canEstimate());
        List<Probabilities> used = scaled(predProbs, temperatures, estimator.canEstimate());
        // Scaling keeps the order of one model's classes, so there a tie needs no scaled row.
        int[] majority = MajorityVote.labels(annotations, used.size() == 1 ? predProbs : used, rng);
        if (qualityRule == QualityRule.AGREEMENT) {
            // The largest fraction of votes, or the majority label if several share it, is always the majority label.
            double[] agreement = VoteCounter.agreements(annotations, majority);
            Consensus consensus = Consensus.owning(majority, agreement, agreement);
            return new CrowdLabResult(annotations, used, consensus, temperatures, null);
        }
        CrowdLabWeights weights = estimator.estimate(majority);
        if (weights.areUnknown() || consensusRule == ConsensusRule.MAJORITY_VOTE) {
            Consensus consensus = QualityPass.of(annotations, used, majority).consensus(weights);
            return new CrowdLabResult(annotations, used, consensus, temperatures, weights);
        }
        QualityPass best = QualityPass.best(annotations, used, majority, weights);
        CrowdLabWeights secondWeights = estimator.estimate(best.labels());
        return new CrowdLabResult(annotations, used, best.consensus(secondWeights), temperatures, secondWeights);
    }

    private double[] temperatures(Annotations annotations, List<Probabilities> predProbs, boolean canEstimate) {
        if (!calibrated) {
            return new double[0];
        }
        double[] temperatures = new double[predProbs.size()];
        Arrays.fill(temperatures, 1);
        for (int l = 0; canEstimate && l < temperatures.length; l++) {
            temperatures[l] =
                    TemperatureScaling.fit(annotations, predProbs.get(l)).temperature();
        }
        return temperatures;
    }

    private List<Probabilities> scaled(List<Probabilities> predProbs, double[] temperatures, boolean canEstimate) {
        if (!calibrated || !canEstimate) {
            return List.copyOf(predProbs);
        }
        Probabilities[] scaled = new Probabilities[temperatures.length];
        for (int l = 0; l < scaled.length; l++) {
            scaled[l] = TemperatureScaling.scale(predProbs.get(l), temperatures[l]);
        }
        return List.of(scaled);
    }
}
