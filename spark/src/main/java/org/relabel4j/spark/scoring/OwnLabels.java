package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.unsafe.types.UTF8String;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.ClassTally;
import org.relabel4j.core.consensus.ConfusionTally;
import org.relabel4j.core.consensus.Confusions;
import org.relabel4j.core.consensus.LabelColumns;
import org.relabel4j.spark.scoring.Piece.Annotators;
import org.relabel4j.spark.scoring.Piece.Part;
import scala.Tuple2;

/**
 * The labels of a partition and nothing else, which is what each step of a fit reads; and where its annotators' matrices are, at
 * their homes.
 *
 * @param partition its number
 * @param annotations of all its parts, one after the other; annotators by their place in the partition
 * @param columns of these labels
 * @param names of the annotators
 * @param homes of the annotators
 * @param numHomes of all annotators
 */
record OwnLabels(int partition, Annotations annotations, LabelColumns columns, Texts names, int[] homes, int numHomes)
        implements Serializable {

    /**
     * Values of annotators' columns on their way between a partition and a home: those of the annotators of the one that are of the
     * other, by their place in the partition.
     *
     * @param from the partition or home that sends it
     * @param columns values of each column
     * @param annotators values of each annotator, if they are wanted
     * @param classes what the partition adds up by class, sent to the first home; else null
     */
    record Pack(int from, double[] columns, double[] annotators, ClassTally classes) implements Serializable {
        static final double[] NONE = new double[0];
    }

    /**
     * Who shares a home.
     *
     * @param names of a partition's annotators there
     * @param numColumns of each
     * @param labels of the columns
     */
    record Members(int partition, Texts names, int[] numColumns, int[] labels) implements Serializable {}

    /** Whole numbers are their own hash, so that the place of a key is the partition or home that it names. */
    static <T> JavaPairRDD<Integer, T> sent(JavaRDD<Tuple2<Integer, T>> packs, int numPlaces) {
        return JavaPairRDD.fromJavaRDD(packs).partitionBy(new HashPartitioner(numPlaces));
    }

    /** The labels in a partition's pieces. */
    static OwnLabels of(int partition, Iterator<Piece> pieces, int numClasses, int numHomes) {
        List<Annotations> parts = new ArrayList<>();
        Texts names = new Texts();
        while (pieces.hasNext()) {
            Piece piece = pieces.next();
            if (piece instanceof Part part) {
                parts.add(part.annotations());
            } else if (piece instanceof Annotators found) {
                names = found.names();
            }
        }
        Annotations all = joined(parts, names.size(), numClasses);
        int[] homes = new int[names.size()];
        for (int j = 0; j < homes.length; j++) {
            homes[j] = Math.floorMod(names.get(j).hashCode(), numHomes);
        }
        return new OwnLabels(partition, all, new LabelColumns(all), names, homes, numHomes);
    }

    private static Annotations joined(List<Annotations> parts, int numAnnotators, int numClasses) {
        int numExamples = parts.stream().mapToInt(Annotations::numExamples).reduce(0, Math::addExact);
        int size = parts.stream().mapToInt(Annotations::size).reduce(0, Math::addExact);
        int[] examples = new int[size];
        int[] annotators = new int[size];
        int[] labels = new int[size];
        int first = 0;
        int n = 0;
        for (Annotations part : parts) {
            for (int i = 0; i < part.numExamples(); i++) {
                for (int a = part.rowStart(i); a < part.rowEnd(i); a++) {
                    examples[n] = first + i;
                    annotators[n] = part.annotatorAt(a);
                    labels[n++] = part.labelAt(a);
                }
            }
            first += part.numExamples();
        }
        Annotations shape = Annotations.empty(numExamples, numAnnotators, numClasses);
        return Annotations.ofColumns(shape, size, at -> examples[at], at -> annotators[at], at -> labels[at]);
    }

    private int[] at(int home) {
        return IntStream.range(0, homes.length).filter(j -> homes[j] == home).toArray();
    }

    /** Who lives at each home. */
    Iterator<Tuple2<Integer, Members>> members() {
        return IntStream.range(0, numHomes)
                .mapToObj(home -> new Tuple2<>(home, members(at(home))))
                .iterator();
    }

    private Members members(int[] annotators) {
        Texts found = new Texts();
        int[] numColumns = new int[annotators.length];
        IntStream.Builder labels = IntStream.builder();
        for (int n = 0; n < annotators.length; n++) {
            int j = annotators[n];
            found.add(UTF8String.fromString(names.get(j)));
            numColumns[n] = columns.start(j + 1) - columns.start(j);
            for (int column = columns.start(j); column < columns.start(j + 1); column++) {
                labels.add(columns.label(column));
            }
        }
        return new Members(
                partition, found.trimmed(), numColumns, labels.build().toArray());
    }

    /** The part's parameters and sums, of which nothing is copied. */
    Confusions confusions(double[] logProb, double[] logFrequency, ConfusionTally matrices, ClassTally classes) {
        return Confusions.ofPart(annotations, columns, logProb, logFrequency, matrices, classes);
    }

    private int width() {
        return annotations.numClasses();
    }

    /** Values of the columns, to the homes of their annotators. */
    Iterator<Tuple2<Integer, Pack>> packed(double[] ofColumns, ClassTally classes) {
        int[] sizes = new int[numHomes];
        for (int j = 0; j < homes.length; j++) {
            sizes[homes[j]] += (columns.start(j + 1) - columns.start(j)) * width();
        }
        double[][] values = new double[numHomes][];
        for (int home = 0; home < numHomes; home++) {
            values[home] = new double[sizes[home]];
        }
        int[] ends = new int[numHomes];
        for (int j = 0; j < homes.length; j++) {
            int start = columns.start(j) * width();
            int length = columns.start(j + 1) * width() - start;
            System.arraycopy(ofColumns, start, values[homes[j]], ends[homes[j]], length);
            ends[homes[j]] += length;
        }
        return IntStream.range(0, numHomes)
                .filter(home -> home == 0 || values[home].length > 0)
                .mapToObj(home ->
                        new Tuple2<>(home, new Pack(partition, values[home], Pack.NONE, home == 0 ? classes : null)))
                .iterator();
    }

    /** Writes what the homes sent of the columns and, unless that array is empty, of the annotators. */
    void unpack(Iterator<Tuple2<Integer, Pack>> packs, double[] ofColumns, double[] ofAnnotators) {
        Pack[] byHome = new Pack[numHomes];
        packs.forEachRemaining(pack -> byHome[pack._2().from()] = pack._2());
        int[] columnEnds = new int[numHomes];
        int[] annotatorEnds = new int[numHomes];
        for (int j = 0; j < homes.length; j++) {
            int home = homes[j];
            int start = columns.start(j) * width();
            int length = columns.start(j + 1) * width() - start;
            System.arraycopy(byHome[home].columns(), columnEnds[home], ofColumns, start, length);
            columnEnds[home] += length;
            if (ofAnnotators.length > 0) {
                System.arraycopy(byHome[home].annotators(), annotatorEnds[home], ofAnnotators, j * width(), width());
                annotatorEnds[home] += width();
            }
        }
    }

    /** What the homes sent of the columns. */
    double[] unpacked(Iterator<Tuple2<Integer, Pack>> packs) {
        double[] ofColumns = new double[columns.count() * width()];
        unpack(packs, ofColumns, Pack.NONE);
        return ofColumns;
    }
}
