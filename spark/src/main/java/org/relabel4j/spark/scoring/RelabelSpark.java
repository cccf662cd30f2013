package org.relabel4j.spark.scoring;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.registry.ConsensusMethods;

/**
 * Scores and consensus of pools too large for one machine, with the formulas of {@code core} and its numbers to 1e-9, whatever the
 * number of partitions. Labels are a table of a task, an annotator and a label a row; probabilities a table a model with a task and
 * an array, or a column a class. Every task needs probabilities, if there are any.
 *
 * <p>The rows are brought together by task once; then sums go back and forth, and annotators' tallies, which stay on the cluster.
 * What is refused is an {@link IllegalArgumentException} of one line, with the file that the row is from if it is from one.
 */
public final class RelabelSpark {
    private RelabelSpark() {}

    /** As {@link #score(Dataset, List, SparkOptions)}, with one model. */
    public static SparkScores score(Dataset<Row> labels, Dataset<Row> predProbs, SparkOptions options) {
        return score(labels, List.of(predProbs), options);
    }

    /**
     * Scores every example: which to ask about next.
     *
     * @param labels the labels given
     * @param predProbs the probabilities of each model, of all examples; none for random and good-random, whose pool then are the
     *     labelled tasks
     * @param options the strategy, by the name that {@code relabel4j strategies} lists
     * @throws IllegalArgumentException if an option, a table or a row is refused
     */
    public static SparkScores score(Dataset<Row> labels, List<Dataset<Row>> predProbs, SparkOptions options) {
        AcquisitionStrategy strategy = Scorers.strategy(options, predProbs.size());
        Pool pool = new Pool(new Tables(labels, predProbs, options), options);
        return closedIfItFails(pool, () -> score(pool, strategy, options));
    }

    private static SparkScores score(Pool pool, AcquisitionStrategy strategy, SparkOptions options) {
        if (!(strategy instanceof Darl darl)) {
            Scored scored = scored(pool, strategy, options);
            return new SparkScores(pool, scored.crowd(), scored.model(), scored.scores(), options.seed());
        }
        DarlScores.check(pool, options);
        Scored base = scored(pool, darl.base(), options);
        return DarlScores.of(pool, base.crowd(), base.scores(), darl, options);
    }

    /** Scores, and with ActiveLab what they rest on. */
    private record Scored(Optional<Crowd> crowd, Optional<CrowdModel> model, JavaRDD<double[]> scores) {}

    private static Scored scored(Pool pool, AcquisitionStrategy strategy, SparkOptions options) {
        if (!(strategy instanceof ActiveLab)) {
            return new Scored(Optional.empty(), Optional.empty(), Scorers.local(pool, options));
        }
        Crowd crowd = new Crowd(pool);
        CrowdModel model = CrowdModel.fit(crowd, true, CrowdLab.ConsensusRule.BEST_QUALITY, options.seed());
        JavaRDD<double[]> scores = Scorers.activeLab(crowd, model, model.modelTies(pool));
        return new Scored(Optional.of(crowd), Optional.of(model), scores);
    }

    private static <T> T closedIfItFails(Pool pool, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** As {@link #consensus(Dataset, List, SparkOptions)}, with one model. */
    public static SparkConsensus consensus(Dataset<Row> labels, Dataset<Row> predProbs, SparkOptions options) {
        return consensus(labels, List.of(predProbs), options);
    }

    /** As {@link #consensus(Dataset, List, SparkOptions)}, by labels alone. */
    public static SparkConsensus consensus(Dataset<Row> labels, SparkOptions options) {
        return consensus(labels, List.of(), options);
    }

    /**
     * Infers the consensus of the labelled tasks, and how good each annotator is.
     *
     * @param labels the labels given
     * @param predProbs the probabilities of each model, of all examples; none for majority-vote and dawid-skene
     * @param options the method: majority-vote, crowdlab, crowdlab-calibrated or dawid-skene
     * @throws IllegalArgumentException if an option, a table or a row is refused
     */
    public static SparkConsensus consensus(Dataset<Row> labels, List<Dataset<Row>> predProbs, SparkOptions options) {
        ConsensusMethod method = ConsensusMethods.info(options.method()).create(options.options());
        boolean crowdLab = method instanceof CrowdLab;
        if (!crowdLab && !(method instanceof MajorityVote) && !(method instanceof DawidSkene)) {
            throw new IllegalArgumentException("method " + options.method()
                    + " does not run on Spark, expected majority-vote, crowdlab, crowdlab-calibrated or dawid-skene");
        }
        if (crowdLab && predProbs.isEmpty()) {
            throw new IllegalArgumentException("method " + options.method()
                    + " needs a table of probabilities, found none; without any, use majority-vote");
        }
        if (crowdLab && ((CrowdLab) method).isCalibrated() && !measuresQuality(method)) {
            throw new IllegalArgumentException("method " + options.method()
                    + " with quality-method=agreement takes probabilities as they are on Spark; leave calibration out");
        }
        Pool pool = new Pool(new Tables(labels, predProbs, options), options);
        return closedIfItFails(pool, () -> consensus(pool, method, options));
    }

    private static boolean measuresQuality(ConsensusMethod method) {
        return method instanceof CrowdLab rules && rules.qualityRule() == CrowdLab.QualityRule.CROWDLAB;
    }

    private static SparkConsensus consensus(Pool pool, ConsensusMethod method, SparkOptions options) {
        if (method instanceof DawidSkene rules) {
            return new SparkConsensus(
                    DawidSkeneInference.fit(pool, rules, options.seed(), DawidSkeneInference.VALUES_A_HOME));
        }
        Crowd crowd = new Crowd(pool);
        CrowdModel model = measuresQuality(method)
                ? CrowdModel.fit(
                        crowd, ((CrowdLab) method).isCalibrated(), ((CrowdLab) method).consensusRule(), options.seed())
                : CrowdModel.ofVotes(crowd, new double[0], options.seed());
        return new SparkConsensus(new CrowdInference(crowd, model));
    }
}
