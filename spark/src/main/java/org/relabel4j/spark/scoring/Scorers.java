package org.relabel4j.spark.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabelCleaning;
import org.relabel4j.core.acquisition.Disagreement;
import org.relabel4j.core.acquisition.Entropy;
import org.relabel4j.core.acquisition.GoodRandom;
import org.relabel4j.core.acquisition.Margin;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.acquisition.Uncertainty;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.probability.NoProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.spark.scoring.Piece.Part;

/** The strategies that run on the cluster, each as scores of the pool's parts. */
final class Scorers {
    /** Those whose score of an example follows from its own rows alone, and chance by its name. */
    private static final Set<Class<?>> LOCAL = Set.of(
            Entropy.class,
            Uncertainty.class,
            Margin.class,
            Disagreement.class,
            ActiveLabelCleaning.class,
            GoodRandom.class,
            RandomStrategy.class);

    static final String KNOWN = "activelab, activelab-ensemble, entropy, uncertainty, margin, disagreement,"
            + " active-label-cleaning, good-random and random, without options of batches; or darl with one of these as base";

    private Scorers() {}

    /**
     * The strategy that the options name, for so many models.
     *
     * @throws IllegalArgumentException if it is unknown, does not run on Spark, or needs other models
     */
    static AcquisitionStrategy strategy(SparkOptions options, int numModels) {
        AcquisitionStrategy strategy =
                Strategies.byName(options.method(), numModels).create(options.options());
        if (strategy instanceof Darl darl) {
            DarlScores.check(darl);
        }
        AcquisitionStrategy scored = scored(strategy);
        if (!LOCAL.contains(scored.getClass()) && !(scored instanceof ActiveLab)) {
            throw new IllegalArgumentException("strategy " + options.method()
                    + (options.options().isEmpty() ? "" : " with these options") + " does not run on Spark, expected "
                    + KNOWN);
        }
        checkModels(options.method(), strategy.needs(), numModels);
        return strategy;
    }

    private static void checkModels(String strategy, Needs needs, int numModels) {
        if (needs.probabilities() && numModels == 0) {
            throw new IllegalArgumentException("strategy " + strategy + " needs a table of probabilities, found none");
        }
        if (needs.severalModels() && numModels == 1) {
            throw new IllegalArgumentException("strategy " + strategy
                    + " compares several models, found one table of probabilities; give one for each");
        }
        if (needs.oneModel() && numModels > 1) {
            throw new IllegalArgumentException("strategy " + strategy + " with these options takes one model, found "
                    + numModels + " tables of probabilities");
        }
    }

    /** What scores the examples: the strategy, or of darl its base. */
    static AcquisitionStrategy scored(AcquisitionStrategy strategy) {
        return strategy instanceof Darl darl ? darl.base() : strategy;
    }

    /** By a strategy that looks at one example at a time. */
    static JavaRDD<double[]> local(Pool pool, SparkOptions options) {
        String strategy = options.method();
        Map<String, String> values = options.options();
        long seed = options.seed();
        return pool.pieces().mapPartitions(pieces -> {
            List<double[]> scores = new ArrayList<>();
            for (Iterator<Part> parts = Pool.parts(pieces); parts.hasNext(); ) {
                Part part = parts.next();
                AcquisitionStrategy own = scored(
                        Strategies.byName(strategy, part.predProbs().size()).create(values));
                scores.add(own.score(state(part), part.chance(seed)).toArray());
            }
            return scores.iterator();
        });
    }

    private static PoolState state(Part part) {
        List<MemberPredictions> members = new ArrayList<>();
        for (int l = 0; l < part.predProbs().size(); l++) {
            members.add(new MemberPredictions(
                    "model " + l, part.predProbs().get(l), List.of(), List.of(), Optional.empty()));
        }
        if (members.isEmpty()) {
            Probabilities none = new NoProbabilities(
                    part.annotations().numExamples(), part.annotations().numClasses());
            members.add(new MemberPredictions("no model", none, List.of(), List.of(), Optional.empty()));
        }
        return new PoolState(
                0,
                part.annotations(),
                () -> {
                    throw new IllegalStateException("a part has no consensus of its own");
                },
                members);
    }

    /** By ActiveLab, given what it has learnt. */
    static JavaRDD<double[]> activeLab(Crowd crowd, CrowdModel model, CrowdModel.ModelTies ties) {
        return crowd.map((pieces, slots) -> {
            var weights = model.lastWeights(slots);
            List<double[]> scores = new ArrayList<>();
            for (Iterator<Part> parts = Pool.parts(pieces); parts.hasNext(); ) {
                scores.add(model.scores(parts.next(), slots, weights, ties));
            }
            return scores.iterator();
        });
    }
}
