package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.calibration.TemperatureTally;
import org.relabel4j.core.consensus.AnnotatorRatios;
import org.relabel4j.core.consensus.AnswerTally;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabEstimates;
import org.relabel4j.core.consensus.CrowdLabPart;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.consensus.CrowdLabTally;
import org.relabel4j.core.consensus.CrowdLabWeights;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.consensus.TieBreakers;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.spark.scoring.Crowd.Slots;
import org.relabel4j.spark.scoring.Piece.Part;

/**
 * What {@link CrowdLab} and {@link ActiveLab} learn from a whole pool: a few numbers, which are sent to every part. The steps are
 * those of {@link CrowdLab#analyse}.
 *
 * @param rarities of the classes, for ties
 * @param meanAgreement g_j for annotators who share no example
 * @param meanInitial initial quality for annotators without an example that has a majority
 * @param temperatures of the models; empty without calibration
 * @param scaled whether they count: not where no example has two labels
 * @param first estimates from the majority labels; null where these are the consensus
 * @param firstMean mean annotator weight by them
 * @param last estimates behind the qualities; null where only the majority vote was asked for
 * @param lastMean mean annotator weight by them
 * @param seed decides ties that nothing else does
 */
record CrowdModel(
        double[] rarities,
        double meanAgreement,
        double meanInitial,
        double[] temperatures,
        boolean scaled,
        CrowdLabEstimates first,
        double firstMean,
        CrowdLabEstimates last,
        double lastMean,
        long seed)
        implements Serializable {

    /** The majority vote alone. */
    static CrowdModel ofVotes(Crowd crowd, double[] temperatures, long seed) {
        Pool pool = crowd.pool();
        return new CrowdModel(
                pool.counts().rarities(),
                crowd.meanAgreement(),
                crowd.meanInitial(),
                temperatures,
                temperatures.length > 0 && pool.counts().numMultiple() > 0,
                null,
                Double.NaN,
                null,
                Double.NaN,
                seed);
    }

    /** CROWDLAB with qualities by CROWDLAB. */
    static CrowdModel fit(Crowd crowd, boolean calibrated, CrowdLab.ConsensusRule rule, long seed) {
        CrowdModel votes = ofVotes(crowd, calibrated ? temperatures(crowd.pool()) : new double[0], seed);
        CrowdLabEstimates first = votes.estimates(crowd);
        double firstMean = crowd.meanWeight(first::annotatorWeight);
        if (first.areUnknown() || rule == CrowdLab.ConsensusRule.MAJORITY_VOTE) {
            return votes.with(null, Double.NaN, first, firstMean);
        }
        CrowdModel once = votes.with(first, firstMean, null, Double.NaN);
        CrowdLabEstimates last = once.estimates(crowd);
        return votes.with(first, firstMean, last, crowd.meanWeight(last::annotatorWeight));
    }

    private CrowdModel with(
            CrowdLabEstimates newFirst, double newFirstMean, CrowdLabEstimates newLast, double newLastMean) {
        return new CrowdModel(
                rarities,
                meanAgreement,
                meanInitial,
                temperatures,
                scaled,
                newFirst,
                newFirstMean,
                newLast,
                newLastMean,
                seed);
    }

    private static double[] temperatures(Pool pool) {
        int numClasses = pool.layout().numClasses();
        double[] temperatures = new double[pool.layout().numModels()];
        for (int l = 0; l < temperatures.length; l++) {
            int model = l;
            temperatures[l] = pool.counts().numMultiple() == 0
                    ? 1
                    : TemperatureScaling.search(grid -> pool.tally(
                                    () -> new TemperatureTally(grid, numClasses),
                                    (tally, part) -> tally.add(new TemperatureTally.Part(
                                            part.annotations(), part.predProbs().get(model)))))
                            .temperature();
        }
        return temperatures;
    }

    /** The estimates if the best labels known so far were the true ones. */
    private CrowdLabEstimates estimates(Crowd crowd) {
        int numModels = crowd.pool().layout().numModels();
        int numClasses = crowd.pool().layout().numClasses();
        CrowdModel model = this;
        return crowd.tally(
                () -> new CrowdLabTally(numModels, numClasses),
                (tally, part, slots) -> model.crowdLab(part).addTo(tally, model.labels(part, slots)));
    }

    private CrowdLabPart crowdLab(Part part) {
        return new CrowdLabPart(part.annotations(), used(part));
    }

    private List<Probabilities> used(Part part) {
        if (!scaled) {
            return part.predProbs();
        }
        List<Probabilities> used = new ArrayList<>();
        for (int l = 0; l < temperatures.length; l++) {
            used.add(TemperatureScaling.scale(part.predProbs().get(l), temperatures[l]));
        }
        return used;
    }

    /** The majority labels, -1 for unlabelled examples. */
    int[] majority(Part part, Slots slots) {
        // As in CrowdLab: scaling keeps the order of one model's classes.
        List<Probabilities> ties = part.predProbs().size() == 1 ? part.predProbs() : used(part);
        return MajorityVote.labels(
                part.annotations(),
                ties,
                new TieBreakers(
                        () -> rarities, () -> slots.initials(meanInitial), TieBreakers.chance(part.chance(seed))));
    }

    private int[] labels(Part part, Slots slots) {
        int[] majority = majority(part, slots);
        return first == null ? majority : crowdLab(part).best(majority, weights(first, firstMean, slots));
    }

    private CrowdLabWeights weights(CrowdLabEstimates estimates, double mean, Slots slots) {
        return estimates.weights(slots.agreements(meanAgreement), mean);
    }

    /** The weights of the qualities, of a partition's annotators. */
    CrowdLabWeights lastWeights(Slots slots) {
        return weights(last, lastMean, slots);
    }

    /** What CROWDLAB says of a part. */
    CrowdLabResult result(Part part, Slots slots, CrowdLabWeights lastWeights) {
        CrowdLabWeights firstWeights = first == null ? null : weights(first, firstMean, slots);
        return crowdLab(part).result(majority(part, slots), firstWeights, lastWeights, temperatures);
    }

    /** What the models say together of unlabelled examples, whose majority needs sums over all of these. */
    record ModelTies(double[] rarities, double[] qualities) implements Serializable {
        static final ModelTies NONE = new ModelTies(new double[0], new double[0]);
    }

    /** Sums over the models' votes on unlabelled examples, if there are any and several models. */
    ModelTies modelTies(Pool pool) {
        int numModels = temperatures.length;
        if (numModels < 2 || pool.counts().numLabelled() == pool.numExamples()) {
            return ModelTies.NONE;
        }
        int numClasses = pool.layout().numClasses();
        double[] used = temperatures;
        AnswerTally.Counts counts =
                pool.tally(() -> new AnswerTally(numClasses), (tally, part) -> tally.add(votes(part, used)));
        double[] qualities = pool.tally(
                () -> AnnotatorRatios.majorityAgreement(numModels), (tally, part) -> tally.add(votes(part, used)));
        return new ModelTies(counts.rarities(), AnnotatorRatios.withoutGaps(qualities));
    }

    private static Annotations votes(Part part, double[] temperatures) {
        return ActiveLab.modelVotes(part.annotations(), part.predProbs(), temperatures);
    }

    /** ActiveLab's scores of a part. */
    double[] scores(Part part, Slots slots, CrowdLabWeights lastWeights, ModelTies models) {
        TieBreakers breakers =
                new TieBreakers(models::rarities, models::qualities, TieBreakers.chance(part.chance(seed)));
        return ActiveLab.scores(
                part.annotations(),
                part.predProbs(),
                result(part, slots, lastWeights),
                (votes, scaledModels) -> MajorityVote.labels(votes, scaledModels, breakers));
    }
}
