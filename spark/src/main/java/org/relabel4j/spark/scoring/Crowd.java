package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.relabel4j.core.parallel.Tally;
import org.relabel4j.spark.scoring.Piece.Annotators;
import org.relabel4j.spark.scoring.Piece.Part;
import scala.Tuple2;

/**
 * A pool with what its labels say of the annotators, however many there are: they stay on the cluster. Each partition gets what
 * it needs of its own annotators, by their place in it. That is sent once, since all weights follow from it and a few numbers.
 */
final class Crowd implements AutoCloseable {
    private static final StructType SCHEMA = new StructType()
            .add("annotator", "string", false)
            .add("partition", "int", false)
            .add("slot", "int", false)
            .add("labels", "long", false)
            .add("agreeing", "long", false)
            .add("pairs", "long", false)
            .add("agreed", "long", false)
            .add("counted", "long", false);

    /** Numbers of an annotator on their way to a partition: place, agreement, initial quality. */
    private static final int SENT = 3;

    private final Pool pool;
    private final Dataset<Row> places;
    private final Dataset<Row> annotators;
    private final JavaRDD<Slots> slots;
    private final double meanAgreement;
    private final double meanInitial;

    /** Of each annotator of a partition: g_j, and agreement with the majority; NaN where nothing tells. */
    record Slots(double[] agreements, double[] initials) implements Serializable {
        /** The agreements, with another number for those where nothing tells. */
        double[] agreements(double otherwise) {
            return filled(agreements, otherwise);
        }

        double[] initials(double otherwise) {
            return filled(initials, otherwise);
        }

        private static double[] filled(double[] values, double otherwise) {
            return Arrays.stream(values)
                    .map(x -> Double.isNaN(x) ? otherwise : x)
                    .toArray();
        }
    }

    /** Something that is called on other machines. */
    @FunctionalInterface
    interface Visitor<T> extends Serializable {
        void visit(T tally, Part part, Slots slots) throws Exception;
    }

    /** Something that is made of a partition on other machines. */
    @FunctionalInterface
    interface Maker<T> extends Serializable {
        Iterator<T> of(Iterator<Piece> pieces, Slots slots) throws Exception;
    }

    /** A function of a number. */
    @FunctionalInterface
    interface Weight extends DoubleUnaryOperator, Serializable {}

    Crowd(Pool pool) {
        this.pool = pool;
        this.places = pool.session()
                .createDataFrame(pool.pieces().mapPartitionsWithIndex(Crowd::rows, true), SCHEMA)
                .persist(StorageLevel.MEMORY_AND_DISK());
        this.annotators = places.groupBy("annotator")
                .agg(
                        sum("labels").as("labels"),
                        sum("agreeing").as("agreeing"),
                        sum("pairs").as("pairs"),
                        sum("agreed").as("agreed"),
                        sum("counted").as("counted"))
                .select(
                        col("annotator"),
                        col("labels"),
                        try_divide(col("agreeing"), col("pairs")).as("agreement"),
                        try_divide(col("agreed"), col("counted")).as("initial"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        this.slots = slots().persist(StorageLevel.MEMORY_AND_DISK());
        this.meanAgreement = mean("agreement", g -> g, Double.NaN);
        double mean = mean("initial", q -> q, Double.NaN);
        this.meanInitial = Double.isNaN(mean) ? 0 : mean;
    }

    private static Iterator<Row> rows(int partition, Iterator<Piece> pieces) {
        List<Row> rows = new ArrayList<>();
        while (pieces.hasNext()) {
            if (pieces.next() instanceof Annotators found) {
                for (int j = 0; j < found.names().size(); j++) {
                    rows.add(RowFactory.create(
                            found.names().get(j),
                            partition,
                            j,
                            found.numLabels()[j],
                            found.pairs().part(j),
                            found.pairs().total(j),
                            found.majorities().part(j),
                            found.majorities().total(j)));
                }
            }
        }
        return rows.iterator();
    }

    private JavaRDD<Slots> slots() {
        int numPartitions = pool.pieces().getNumPartitions();
        JavaPairRDD<Integer, double[]> sent = places.select("annotator", "partition", "slot")
                .join(annotators, "annotator")
                .select("partition", "slot", "agreement", "initial")
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsToPair(Crowd::packed)
                .partitionBy(new HashPartitioner(numPartitions));
        // Whole numbers are their own hash, so that the place of a key is the partition that it names.
        return sent.mapPartitions(packs -> List.of(unpacked(packs)).iterator(), true);
    }

    private static Iterator<Tuple2<Integer, double[]>> packed(Iterator<InternalRow> rows) {
        Map<Integer, Pack> packs = new HashMap<>();
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            packs.computeIfAbsent(row.getInt(0), partition -> new Pack())
                    .add(row.getInt(1), number(row, 2), number(row, 3));
        }
        return packs.entrySet().stream()
                .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue().trimmed()))
                .iterator();
    }

    private static double number(InternalRow row, int column) {
        return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }

    /** Numbers in the order in which they are added. */
    private static final class Pack {
        private double[] values = new double[SENT * 8];
        private int size;

        void add(int slot, double agreement, double initial) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = slot;
            values[size++] = agreement;
            values[size++] = initial;
        }

        double[] trimmed() {
            return Arrays.copyOf(values, size);
        }
    }

    private static Slots unpacked(Iterator<Tuple2<Integer, double[]>> packs) {
        List<double[]> all = new ArrayList<>();
        packs.forEachRemaining(pack -> all.add(pack._2()));
        int size = all.stream().mapToInt(pack -> pack.length / SENT).sum();
        Slots slots = new Slots(new double[size], new double[size]);
        for (double[] pack : all) {
            for (int n = 0; n < pack.length; n += SENT) {
                slots.agreements()[(int) pack[n]] = pack[n + 1];
                slots.initials()[(int) pack[n]] = pack[n + 2];
            }
        }
        return slots;
    }

    /** The mean of a function of a column over the annotators, or over those that have it if {@code otherwise} is NaN. */
    private double mean(String column, Weight weight, double otherwise) {
        return annotators
                .select(column)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> {
                    FixedPointSum sum = new FixedPointSum();
                    while (rows.hasNext()) {
                        double value = number(rows.next(), 0);
                        double counted = Double.isNaN(value) ? otherwise : weight.applyAsDouble(value);
                        if (!Double.isNaN(counted)) {
                            sum.add(counted);
                        }
                    }
                    return List.of(sum).iterator();
                })
                .treeAggregate(new FixedPointSum(), FixedPointSum::merge, FixedPointSum::merge)
                .mean();
    }

    /** The mean of w_j over the annotators, by a function of g_j; 1 if there are none. */
    double meanWeight(Weight ofAgreement) {
        double mean = mean("agreement", ofAgreement, ofAgreement.applyAsDouble(meanAgreement));
        return Double.isNaN(mean) ? 1 : mean;
    }

    Pool pool() {
        return pool;
    }

    /** Columns annotator, labels, agreement (g_j) and initial (quality); null where nothing tells. */
    Dataset<Row> annotators() {
        return annotators;
    }

    /** g_j for those who share no example. */
    double meanAgreement() {
        return meanAgreement;
    }

    /** The initial quality of those without an example that has a majority. */
    double meanInitial() {
        return meanInitial;
    }

    /** What is made of each partition. */
    <T> JavaRDD<T> map(Maker<T> maker) {
        return pool.pieces().zipPartitions(slots, (pieces, own) -> maker.of(pieces, only(own)));
    }

    /** The one element, read to the end, after which Spark lets go of what it is kept in. */
    static <T> T only(Iterator<T> one) {
        T only = one.next();
        if (one.hasNext()) {
            throw new IllegalStateException("a partition has twice what it has once");
        }
        return only;
    }

    /** As {@link Pool#tally}, with the partition's annotators. */
    <R, T extends Tally<?, R, T>> R tally(Pool.Maker<T> zero, Visitor<T> add) {
        return Pool.merged(map((pieces, own) -> {
                            T tally = zero.get();
                            for (Iterator<Part> parts = Pool.parts(pieces); parts.hasNext(); ) {
                                add.visit(tally, parts.next(), own);
                            }
                            return List.of(tally).iterator();
                        })
                        .collect())
                .finish();
    }

    @Override
    public void close() {
        places.unpersist();
        annotators.unpersist();
        slots.unpersist();
    }
}
