package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.relabel4j.core.consensus.AnswerTally;
import org.relabel4j.core.parallel.Tally;
import org.relabel4j.spark.scoring.Piece.BadRow;
import org.relabel4j.spark.scoring.Piece.Part;

/**
 * A pool in pieces on the cluster: read, brought together and checked once, then kept in memory, or on disk where that is full.
 * Pieces are few objects of long arrays, which Java's own serialisation, the session's default, copies whole.
 */
final class Pool implements AutoCloseable {
    /** Spark's default; Kryo cannot write records. */
    static final String SERIALIZER = "org.apache.spark.serializer.JavaSerializer";

    private final SparkSession session;
    private final Layout layout;
    private final JavaRDD<Piece> pieces;
    private final AnswerTally.Counts counts;
    private final long numExamples;

    /** Something that is called on other machines. */
    @FunctionalInterface
    interface Visitor<T> extends Serializable {
        void visit(T tally, Part part) throws Exception;
    }

    /** Makes something on other machines. */
    @FunctionalInterface
    interface Maker<T> extends Supplier<T>, Serializable {}

    /** What the first reading of a partition finds. */
    private record First(AnswerTally answers, long numExamples, BadRow refused) implements Serializable {}

    /**
     * Reads and checks all rows.
     *
     * @throws IllegalArgumentException if a row is refused, or the session's serialiser; the message is one line
     */
    Pool(Tables tables, SparkOptions options) {
        checkSerializer(tables.session());
        this.layout = tables.layout();
        Dataset<Row> rows = tables.rows(numPartitions(tables, options));
        this.session = rows.sparkSession();
        Layout ofRows = layout;
        this.pieces = rows.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(partition -> (Iterator<Piece>) new PartBuilder(partition, ofRows))
                .persist(StorageLevel.MEMORY_AND_DISK());
        boolean read = false;
        try {
            List<First> found = pieces.mapPartitions(
                            partition -> List.of(first(partition, ofRows)).iterator())
                    .collect();
            for (First first : found) {
                if (first.refused() != null) {
                    throw tables.refusal(first.refused());
                }
            }
            this.numExamples = found.stream().mapToLong(First::numExamples).sum();
            this.counts = merged(found.stream().map(First::answers).toList()).finish();
            read = true;
        } finally {
            if (!read) {
                pieces.unpersist();
            }
        }
    }

    private static void checkSerializer(SparkSession session) {
        String found = session.sparkContext().getConf().get("spark.serializer", SERIALIZER);
        if (!found.equals(SERIALIZER)) {
            throw new IllegalArgumentException(
                    "spark.serializer is " + found + ", which cannot write the parts of a pool;"
                            + " start the session with " + SERIALIZER + ", Spark's default (tables use neither)");
        }
    }

    private static int numPartitions(Tables tables, SparkOptions options) {
        return options.partitions() > 0
                ? options.partitions()
                : Integer.parseInt(tables.session().conf().get("spark.sql.shuffle.partitions"));
    }

    private static First first(Iterator<Piece> partition, Layout layout) {
        AnswerTally answers = new AnswerTally(layout.numClasses());
        long numExamples = 0;
        BadRow refused = null;
        while (partition.hasNext()) {
            Piece piece = partition.next();
            if (piece instanceof Part part) {
                answers.add(part.annotations());
                numExamples += part.tasks().size();
            } else if (piece instanceof BadRow bad) {
                refused = bad;
            }
        }
        return new First(answers, numExamples, refused);
    }

    SparkSession session() {
        return session;
    }

    Layout layout() {
        return layout;
    }

    JavaRDD<Piece> pieces() {
        return pieces;
    }

    /** All labels. */
    AnswerTally.Counts counts() {
        return counts;
    }

    long numExamples() {
        return numExamples;
    }

    /** The parts of a partition. */
    static Iterator<Part> parts(Iterator<Piece> partition) {
        Iterable<Piece> once = () -> partition;
        return java.util.stream.StreamSupport.stream(once.spliterator(), false)
                .flatMap(piece -> piece instanceof Part part ? Stream.of(part) : Stream.empty())
                .iterator();
    }

    /** The tallies of the parts, merged in the order of the partitions: the same bits in each run. */
    <R, T extends Tally<?, R, T>> R tally(Maker<T> zero, Visitor<T> add) {
        return merged(pieces.mapPartitions(partition -> {
                            T tally = zero.get();
                            for (Iterator<Part> parts = parts(partition); parts.hasNext(); ) {
                                add.visit(tally, parts.next());
                            }
                            return List.of(tally).iterator();
                        })
                        .collect())
                .finish();
    }

    /** The first tally, with the others merged into it. */
    static <R, T extends Tally<?, R, T>> T merged(List<T> tallies) {
        List<T> all = new ArrayList<>(tallies);
        T first = all.remove(0);
        all.forEach(first::merge);
        return first;
    }

    @Override
    public void close() {
        pieces.unpersist();
    }
}
