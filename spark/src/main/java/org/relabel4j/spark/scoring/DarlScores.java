package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.noise.ConfidenceNoiseSampler;
import org.relabel4j.core.noise.ConfidentJoint;
import org.relabel4j.core.noise.ConfidentJointTally;
import org.relabel4j.core.noise.Darl;
import org.relabel4j.core.noise.RepeatShare;
import org.relabel4j.core.noise.ThresholdTally;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.spark.scoring.Piece.Part;

/**
 * The scores of {@link Darl}: examples without a label in the order of the base, labelled ones in that of their doubts. Each kind is
 * ranked by itself; the scores, and with them the order of both, follow from these ranks.
 */
final class DarlScores extends SparkScores {
    private static final Column IS_NEW = col("annotations").equalTo(0);

    /** Of the base for an example without a label, of doubt for the others. */
    private final JavaRDD<double[]> scores;

    private final RepeatShare.ByJoint repeats;
    private final String consensus;
    private final double[] thresholds;
    private final long seed;

    /** Counted where a share needs it. */
    private ConfidentJoint joint;

    private DarlScores(
            Pool pool,
            Optional<Crowd> crowd,
            JavaRDD<double[]> scores,
            RepeatShare.ByJoint repeats,
            String consensus,
            double[] thresholds,
            long seed) {
        super(pool, crowd, Optional.empty(), scores, seed);
        this.scores = scores;
        this.repeats = repeats;
        this.consensus = consensus;
        this.thresholds = thresholds;
        this.seed = seed;
    }

    /**
     * @throws IllegalArgumentException if it has another sampler than that of confidence
     */
    static void check(Darl darl) {
        if (!(darl.sampler() instanceof ConfidenceNoiseSampler)) {
            throw new IllegalArgumentException(
                    "strategy darl runs on Spark with sampler=confidence alone; the other samplers"
                            + " look for neighbours among all examples");
        }
    }

    /**
     * @throws IllegalArgumentException if a task has several labels, and nothing says which is the newest
     */
    static void check(Pool pool, SparkOptions options) {
        if (pool.counts().numMultiple() > 0 && options.columns().order().isEmpty()) {
            throw new IllegalArgumentException("strategy darl counts the newest of a task's labels, and some tasks have"
                    + " several; say by --columns order=NAME which column orders them, a number or a time");
        }
    }

    /** The scores, given those of the base. */
    static DarlScores of(Pool pool, Optional<Crowd> crowd, JavaRDD<double[]> base, Darl darl, SparkOptions options) {
        String consensus = Strategies.byName(options.method()).consensus(options.options());
        int numClasses = pool.layout().numClasses();
        double[] thresholds =
                pool.tally(() -> new ThresholdTally(numClasses), (tally, part) -> tally.add(labelled(part, consensus)));
        JavaRDD<double[]> scores = pool.pieces()
                .zipPartitions(
                        base,
                        (pieces, values) -> changed(pieces, values, (part, ofBase) -> {
                            ThresholdTally.Part labelled = labelled(part, consensus);
                            double[] doubts =
                                    ConfidenceNoiseSampler.scores(labelled.labels(), labelled.predProbs(), thresholds);
                            return merged(part, doubts, ofBase);
                        }));
        return new DarlScores(
                pool, crowd, scores, (RepeatShare.ByJoint) darl.repeats(), consensus, thresholds, options.seed());
    }

    private static ThresholdTally.Part labelled(Part part, String consensus) {
        int[] labels = ConsensusMethods.byName(consensus)
                .infer(part.annotations(), List.of(), part.chance(0))
                .labels();
        return new ThresholdTally.Part(labels, MeanProbabilities.of(part.predProbs()));
    }

    /** Makes numbers of a part of others. */
    @FunctionalInterface
    private interface Change {
        double[] of(Part part, double[] values);
    }

    private static Iterator<double[]> changed(Iterator<Piece> pieces, Iterator<double[]> values, Change change) {
        List<double[]> changed = new ArrayList<>();
        Iterator<Part> parts = Pool.parts(pieces);
        while (parts.hasNext() & values.hasNext()) {
            changed.add(change.of(parts.next(), values.next()));
        }
        return changed.iterator();
    }

    /** Numbers for labelled examples, and others for those without a label. */
    private static double[] merged(Part part, double[] labelled, double[] unlabelled) {
        double[] merged = labelled.clone();
        for (int i = 0; i < merged.length; i++) {
            merged[i] = part.annotations().isLabelled(i) ? labelled[i] : unlabelled[i];
        }
        return merged;
    }

    /** How both kinds are ordered, and share a batch of so many. */
    private Darl.Order order(long batchSize) {
        long numLabelled = pool().counts().numLabelled();
        double share = repeats.share(this::joint, batchSize);
        return new Darl.Order(share, numExamples() - numLabelled, numLabelled);
    }

    private synchronized ConfidentJoint joint() {
        if (joint == null) {
            String method = consensus;
            double[] given = thresholds;
            // K x K counts a partition: too many for the driver to get them all.
            joint = pool().pieces()
                    .mapPartitions(pieces -> {
                        ConfidentJointTally tally = new ConfidentJointTally(given);
                        Pool.parts(pieces).forEachRemaining(part -> tally.add(labelled(part, method)));
                        return List.of(tally).iterator();
                    })
                    .treeReduce((some, others) -> {
                        some.merge(others);
                        return some;
                    })
                    .finish();
        }
        return joint;
    }

    @Override
    public Dataset<Row> unranked() {
        return scored(order(numExamples()));
    }

    private Dataset<Row> scored(Darl.Order order) {
        return scored(order, true).unionAll(scored(order, false));
    }

    /** The examples of a kind, ranked by themselves. */
    private Dataset<Row> scored(Darl.Order order, boolean areNew) {
        JavaRDD<double[]> ofKind = pool().pieces()
                .zipPartitions(
                        scores, (pieces, values) -> changed(pieces, values, (part, all) -> onlyOf(part, all, areNew)));
        return ranked(ofKind)
                .withColumn("score", score(order, areNew, col("rank")))
                .drop("rank");
    }

    private static double[] onlyOf(Part part, double[] scores, boolean areNew) {
        double[] none = new double[scores.length];
        Arrays.fill(none, Double.NaN);
        return areNew ? merged(part, none, scores) : merged(part, scores, none);
    }

    private static Column score(Darl.Order order, boolean areNew, Column rank) {
        return call(
                (Long place) -> areNew ? order.ofNew(place - 1) : order.ofRepeat(place - 1),
                rank,
                DataTypes.DoubleType);
    }

    private static <T, R> Column call(UDF1<T, R> function, Column column, DataType type) {
        return udf(function, type).apply(column);
    }

    @Override
    public Dataset<Row> ranked() {
        Darl.Order order = order(numExamples());
        double[] bounds = bounds(order, pool().pieces().getNumPartitions());
        long[] firstRanks = LongStream.concat(
                        LongStream.of(1), DoubleStream.of(bounds).mapToLong(bound -> 1 + numBelow(order, bound)))
                .toArray();
        Ranges ranges = new Ranges(bounds, new double[bounds.length], seed);
        long seedOfTies = seed;
        return inOrder(
                scored(order)
                        .withColumn(
                                "tie",
                                call(
                                        (String task) -> BatchSelector.tie(seedOfTies, task),
                                        col("task"),
                                        DataTypes.DoubleType))
                        .withColumn(
                                "range",
                                call((Double score) -> ranges.of(score, () -> 0), col("score"), DataTypes.IntegerType)),
                firstRanks);
    }

    /** Scores that split the common order into about so many parts of about equal size. */
    private static double[] bounds(Darl.Order order, int wanted) {
        return DoubleStream.concat(
                        bounds(order.numNew(), order, wanted, order::ofNew),
                        bounds(order.numRepeats(), order, wanted, order::ofRepeat))
                .sorted()
                .toArray();
    }

    private static DoubleStream bounds(long size, Darl.Order order, int wanted, LongToDoubleFunction score) {
        long parts = 1 + Math.round((wanted - 1) * (double) size / (order.numNew() + order.numRepeats()));
        return LongStream.range(1, parts).mapToDouble(n -> score.applyAsDouble(n * (size / parts)));
    }

    private static long numBelow(Darl.Order order, double bound) {
        return numBelow(order.numNew(), bound, order::ofNew) + numBelow(order.numRepeats(), bound, order::ofRepeat);
    }

    /** How many of a kind have a lower score; scores ascend. */
    private static long numBelow(long size, double bound, LongToDoubleFunction score) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (score.applyAsDouble(middle) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The batch that {@link Darl#select} chooses, new ones first. */
    @Override
    public Dataset<Row> best(int batchSize) {
        checkBatch(batchSize);
        int size = (int) Math.min(batchSize, numExamples());
        int newOnes = order(size).newOnes(size);
        Darl.Order order = order(numExamples());
        Dataset<Row> first = lowest(rows().where(IS_NEW), newOnes).withColumn("score", score(order, true, col("rank")));
        return lowest(rows().where(IS_NEW.unary_$bang()), size - newOnes)
                .withColumn("score", score(order, false, col("rank")))
                .withColumn("rank", col("rank").plus(newOnes))
                .unionAll(first)
                .orderBy("rank");
    }
}
