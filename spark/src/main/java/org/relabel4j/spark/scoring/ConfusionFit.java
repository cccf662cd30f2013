package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.relabel4j.core.consensus.ClassTally;
import org.relabel4j.core.consensus.ConfusionTally;
import org.relabel4j.core.consensus.Confusions;
import org.relabel4j.core.consensus.DawidSkene.Imagined;
import org.relabel4j.core.consensus.EmFit;
import org.relabel4j.core.consensus.HeldOutLabels;
import org.relabel4j.spark.scoring.OwnLabels.Pack;
import scala.Tuple2;

/**
 * A fit of {@link Confusions} whose labels stay in their partitions and whose matrices stay at the annotators' homes. In a step,
 * homes send the columns to the partitions that use them, these send back their sums of posteriors, and the homes estimate anew.
 * To the driver come the sums by class and the largest change of each home.
 */
final class ConfusionFit implements EmFit, AutoCloseable {
    private final JavaRDD<OwnLabels> labels;
    private final JavaRDD<Home> homes;
    private final Imagined imagined;
    private final double[] logFrequency;
    private final Chain<Matrices> matrices;
    private double logLikelihood = Double.NaN;

    /**
     * At a home.
     *
     * @param logProb logarithms of the probabilities of the columns
     * @param change of a probability by the last step, the largest
     * @param classes what that step added up by class, at the first home; else null
     */
    private record Matrices(double[] logProb, double change, ClassTally classes) implements Serializable {
        Report report() {
            return new Report(change, classes);
        }
    }

    private record Report(double change, ClassTally classes) implements Serializable {}

    /** Starts from the votes. */
    ConfusionFit(JavaRDD<OwnLabels> labels, JavaRDD<Home> homes, Imagined imagined, int numClasses) {
        this.labels = labels;
        this.homes = homes;
        this.imagined = imagined;
        this.logFrequency = new double[numClasses];
        this.matrices = new Chain<>(
                homes.map(home -> new Matrices(new double[home.columns().count() * numClasses], Double.NaN, null)));
        step(OwnLabels.sent(labels.mapPartitions(own -> votes(Crowd.only(own), imagined)), homes.getNumPartitions()));
    }

    private static Iterator<Tuple2<Integer, Pack>> votes(OwnLabels own, Imagined imagined) {
        Confusions confusions = Confusions.ofPart(own.annotations(), own.columns(), imagined);
        confusions.addVotes();
        return own.packed(confusions.matrices().columnSums(), confusions.classes());
    }

    /** Estimates from the partitions' sums; returns the largest change. */
    private double step(JavaPairRDD<Integer, Pack> sums) {
        Imagined prior = imagined;
        JavaRDD<Matrices> next = homes.zipPartitions(
                        matrices.last(),
                        (home, last) -> List.of(new Tuple2<>(Crowd.only(home), Crowd.only(last)))
                                .iterator())
                .zipPartitions(
                        sums,
                        (both, packs) -> List.of(maximised(Crowd.only(both), packs, prior))
                                .iterator());
        List<Report> reports = matrices.next(next, sums.rdd(), Matrices::report);
        ClassTally classes = reports.get(0).classes();
        logLikelihood = classes.meanLogLikelihood();
        double change = reports.stream().mapToDouble(Report::change).max().orElseThrow();
        return Math.max(change, classes.maximise(logFrequency));
    }

    private static Matrices maximised(
            Tuple2<Home, Matrices> last, Iterator<Tuple2<Integer, Pack>> packs, Imagined imagined) {
        Home.Sums sums = last._1().sums(packs, imagined);
        double[] logProb = last._2().logProb().clone();
        double change = sums.matrices().maximise(logProb);
        return new Matrices(logProb, change, sums.classes());
    }

    @Override
    public double iterate() {
        return step(expected(columns()));
    }

    @Override
    public double logLikelihood() {
        return logLikelihood;
    }

    /** Logarithms of the class frequencies; not copied. */
    double[] logFrequency() {
        return logFrequency;
    }

    /** To each partition the logarithms of its columns' probabilities. */
    JavaPairRDD<Integer, Pack> columns() {
        return OwnLabels.sent(
                homes.zipPartitions(
                        matrices.last(),
                        (home, last) -> Crowd.only(home).packed(Crowd.only(last).logProb(), Pack.NONE)),
                labels.getNumPartitions());
    }

    /** To each home the sums of the posteriors. */
    private JavaPairRDD<Integer, Pack> expected(JavaPairRDD<Integer, Pack> columns) {
        Imagined prior = imagined;
        double[] frequencies = logFrequency.clone();
        return OwnLabels.sent(
                labels.zipPartitions(columns, (own, packs) -> expected(Crowd.only(own), packs, frequencies, prior)),
                homes.getNumPartitions());
    }

    private static Iterator<Tuple2<Integer, Pack>> expected(
            OwnLabels own, Iterator<Tuple2<Integer, Pack>> packs, double[] logFrequency, Imagined imagined) {
        Confusions confusions = own.confusions(
                own.unpacked(packs),
                logFrequency,
                new ConfusionTally(imagined, own.columns(), logFrequency.length),
                new ClassTally(imagined, logFrequency.length));
        confusions.expect();
        return own.packed(confusions.matrices().columnSums(), confusions.classes());
    }

    /** What each annotator answers to each class, from the posteriors of the last parameters. */
    JavaRDD<Row> confusions(List<String> classes) {
        Imagined prior = imagined;
        return homes.zipPartitions(expected(columns()), (one, packs) -> {
            Home home = Crowd.only(one);
            return home.rows(home.sums(packs, prior).matrices(), classes);
        });
    }

    /** The sum over all labels by {@link HeldOutLabels}. */
    double heldOut() {
        JavaPairRDD<Integer, Pack> columns = columns();
        JavaPairRDD<Integer, Pack> sent = expected(columns);
        Imagined prior = imagined;
        JavaRDD<Home.Sums> sums = homes.zipPartitions(
                        sent,
                        (home, packs) ->
                                List.of(Crowd.only(home).sums(packs, prior)).iterator())
                .persist(StorageLevel.MEMORY_AND_DISK());
        ClassTally classes = sums.map(Home.Sums::classes).first();
        JavaPairRDD<Integer, Pack> wholes = OwnLabels.sent(
                homes.zipPartitions(sums, (home, own) -> {
                    ConfusionTally whole = Crowd.only(own).matrices();
                    return Crowd.only(home).packed(whole.columnSums(), whole.annotatorSums());
                }),
                labels.getNumPartitions());
        double[] frequencies = logFrequency.clone();
        List<Double> scores = labels.zipPartitions(columns, (own, packs) -> {
                    OwnLabels here = Crowd.only(own);
                    return List.of(new Tuple2<>(here, here.unpacked(packs))).iterator();
                })
                .zipPartitions(
                        wholes,
                        (both, packs) -> List.of(heldOut(Crowd.only(both), packs, frequencies, prior, classes))
                                .iterator())
                .collect();
        sums.unpersist();
        wholes.rdd().cleanShuffleDependencies(false);
        return scores.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double heldOut(
            Tuple2<OwnLabels, double[]> own,
            Iterator<Tuple2<Integer, Pack>> packs,
            double[] logFrequency,
            Imagined imagined,
            ClassTally classes) {
        ConfusionTally whole = new ConfusionTally(imagined, own._1().columns(), logFrequency.length);
        own._1().unpack(packs, whole.columnSums(), whole.annotatorSums());
        Confusions confusions = own._1().confusions(own._2(), logFrequency, whole, classes);
        return HeldOutLabels.sum(own._1().annotations(), confusions);
    }

    @Override
    public void close() {
        matrices.close();
    }
}
