package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.spark.scoring.Piece.Part;

/**
 * Splits a pool's scores into ranges of about equal size, with the number of scores before each: so every range can be sorted by
 * itself, and knows its ranks, without the pool being sorted or counted first. Examples whose score is NaN are left out.
 *
 * @param scores of the examples with which ranges but the first begin, ascending
 * @param ties what {@link BatchSelector#tie} gives them, ascending among equal scores
 * @param seed of ties
 */
record Ranges(double[] scores, double[] ties, long seed) implements Serializable {
    private static final int SAMPLES_A_RANGE = 100;

    /** A score and its tie. */
    private record Key(double score, double tie) implements Serializable {
        static final Comparator<Key> ORDER =
                Comparator.comparingDouble(Key::score).thenComparingDouble(Key::tie);
    }

    static Ranges of(Pool pool, JavaRDD<double[]> scores, long seed) {
        int wanted = pool.pieces().getNumPartitions();
        int stride = (int) Math.max(1, pool.numExamples() / ((long) wanted * SAMPLES_A_RANGE));
        List<Key> samples = pool.pieces()
                .zipPartitions(scores, (pieces, values) -> {
                    List<Key> found = new ArrayList<>();
                    Iterator<Part> parts = Pool.parts(pieces);
                    int i = 0;
                    while (parts.hasNext() & values.hasNext()) {
                        Part part = parts.next();
                        double[] ofPart = values.next();
                        for (; i < ofPart.length; i += stride) {
                            if (!Double.isNaN(ofPart[i])) {
                                found.add(new Key(
                                        ofPart[i] + 0.0,
                                        BatchSelector.tie(seed, part.tasks().get(i))));
                            }
                        }
                        i -= ofPart.length;
                    }
                    return found.iterator();
                })
                .collect();
        List<Key> sorted = samples.stream().sorted(Key.ORDER).toList();
        double[] bounds = new double[wanted - 1];
        double[] ties = new double[wanted - 1];
        for (int n = 0; n < bounds.length; n++) {
            boolean empty = sorted.isEmpty();
            Key bound = empty ? null : sorted.get((int) ((n + 1L) * sorted.size() / wanted));
            bounds[n] = empty ? 0 : bound.score();
            ties[n] = empty ? 0 : bound.tie();
        }
        return new Ranges(bounds, ties, seed);
    }

    /** The range of a score; its tie is asked for only where it decides. */
    int of(double score, DoubleSupplier tie) {
        int low = 0;
        int high = scores.length;
        double known = Double.NaN;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = score < scores[middle];
            if (score == scores[middle]) {
                known = Double.isNaN(known) ? tie.getAsDouble() : known;
                before = known < ties[middle];
            }
            if (before) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The rank of the first score of each range. */
    long[] firstRanks(Pool pool, JavaRDD<double[]> all) {
        Ranges ranges = this;
        long[] counts = pool.pieces()
                .zipPartitions(all, (pieces, values) -> {
                    long[] found = new long[ranges.scores().length + 1];
                    Iterator<Part> parts = Pool.parts(pieces);
                    while (parts.hasNext() & values.hasNext()) {
                        Part part = parts.next();
                        double[] ofPart = values.next();
                        for (int n = 0; n < ofPart.length; n++) {
                            int i = n;
                            if (!Double.isNaN(ofPart[i])) {
                                found[
                                        ranges.of(
                                                ofPart[i] + 0.0,
                                                () -> BatchSelector.tie(
                                                        ranges.seed(),
                                                        part.tasks().get(i)))]++;
                            }
                        }
                    }
                    return List.of(found).iterator();
                })
                .treeReduce((some, others) -> {
                    for (int range = 0; range < some.length; range++) {
                        some[range] += others[range];
                    }
                    return some;
                });
        long[] first = new long[scores.length + 1];
        long next = 1;
        for (int range = 0; range < first.length; range++) {
            first[range] = next;
            next += counts[range];
        }
        return first;
    }
}
