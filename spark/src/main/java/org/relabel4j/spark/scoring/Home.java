package org.relabel4j.spark.scoring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.unsafe.types.UTF8String;
import org.relabel4j.core.consensus.ClassTally;
import org.relabel4j.core.consensus.ConfusionTally;
import org.relabel4j.core.consensus.DawidSkene.Imagined;
import org.relabel4j.core.consensus.LabelColumns;
import org.relabel4j.spark.scoring.OwnLabels.Members;
import org.relabel4j.spark.scoring.OwnLabels.Pack;
import scala.Tuple2;

/**
 * Some annotators with all their labels, wherever these lie: here their sums come together and their matrices are estimated.
 *
 * @param home its number
 * @param names of the annotators
 * @param columns of the annotators, {@code numClasses} values each
 * @param shares what each partition has of them, by number of the partition
 */
record Home(int home, int numClasses, Texts names, LabelColumns columns, List<Share> shares) implements Serializable {
    /**
     * What a partition has of the annotators, in the order in which it sends and gets it.
     *
     * @param annotators numbers of its annotators here
     * @param columns numbers of its columns here
     */
    record Share(int partition, int[] annotators, int[] columns) implements Serializable {}

    /**
     * What comes together.
     *
     * @param matrices sums of the home's annotators
     * @param classes sums of all partitions at the first home; else null
     */
    record Sums(ConfusionTally matrices, ClassTally classes) implements Serializable {}

    /** Brings together who lives here. */
    static Home of(int home, int numClasses, Iterator<Tuple2<Integer, Members>> packs) {
        List<Members> members = new ArrayList<>();
        packs.forEachRemaining(pack -> members.add(pack._2()));
        members.sort(Comparator.comparingInt(Members::partition));
        Map<String, Integer> numbers = new HashMap<>();
        Texts names = new Texts();
        List<int[]> annotators = new ArrayList<>();
        List<long[]> keys = new ArrayList<>();
        for (Members of : members) {
            int[] known = new int[of.names().size()];
            for (int n = 0; n < known.length; n++) {
                known[n] = numbers.computeIfAbsent(of.names().get(n), name -> {
                    names.add(UTF8String.fromString(name));
                    return numbers.size();
                });
            }
            annotators.add(known);
            keys.add(keys(known, of));
        }
        long[] all =
                keys.stream().flatMapToLong(Arrays::stream).sorted().distinct().toArray();
        int[] starts = new int[numbers.size() + 1];
        int[] labels = new int[all.length];
        for (int column = 0; column < all.length; column++) {
            starts[(int) (all[column] >> 32) + 1] = column + 1;
            labels[column] = (int) all[column];
        }
        List<Share> shares = new ArrayList<>();
        for (int n = 0; n < annotators.size(); n++) {
            int[] columns = Arrays.stream(keys.get(n))
                    .mapToInt(key -> Arrays.binarySearch(all, key))
                    .toArray();
            shares.add(new Share(members.get(n).partition(), annotators.get(n), columns));
        }
        return new Home(home, numClasses, names.trimmed(), new LabelColumns(starts, labels), shares);
    }

    /** Annotator and label of each column. */
    private static long[] keys(int[] annotators, Members members) {
        long[] keys = new long[members.labels().length];
        int column = 0;
        for (int n = 0; n < annotators.length; n++) {
            for (int of = 0; of < members.numColumns()[n]; of++) {
                keys[column] = (long) annotators[n] << 32 | members.labels()[column];
                column++;
            }
        }
        return keys;
    }

    /** Adds up what the partitions sent, in the order of these: the same bits whichever came first. */
    Sums sums(Iterator<Tuple2<Integer, Pack>> packs, Imagined imagined) {
        List<Pack> sent = new ArrayList<>();
        packs.forEachRemaining(pack -> sent.add(pack._2()));
        sent.sort(Comparator.comparingInt(Pack::from));
        Map<Integer, Share> byPartition = new HashMap<>();
        shares.forEach(share -> byPartition.put(share.partition(), share));
        ConfusionTally matrices = new ConfusionTally(imagined, columns, numClasses);
        ClassTally classes = home == 0 ? new ClassTally(imagined, numClasses) : null;
        for (Pack pack : sent) {
            int[] own = byPartition.get(pack.from()).columns();
            for (int n = 0; n < own.length; n++) {
                matrices.add(own[n], pack.columns(), n * numClasses);
            }
            if (home == 0) {
                classes.merge(pack.classes());
            }
        }
        return new Sums(matrices, classes);
    }

    /** Values of columns and annotators, the latter unless they are none, to the partitions that have them. */
    Iterator<Tuple2<Integer, Pack>> packed(double[] ofColumns, double[] ofAnnotators) {
        return shares.stream()
                .filter(share -> share.annotators().length > 0)
                .map(share -> new Tuple2<>(
                        share.partition(),
                        new Pack(
                                home,
                                chosen(share.columns(), ofColumns, numClasses),
                                ofAnnotators.length == 0
                                        ? Pack.NONE
                                        : chosen(share.annotators(), ofAnnotators, numClasses),
                                null)))
                .iterator();
    }

    /** What each annotator answers to each class: annotator, true class, class given, probability. */
    Iterator<Row> rows(ConfusionTally matrices, List<String> classes) {
        List<Integer> named = IntStream.range(0, classes.size())
                .filter(k -> !classes.get(k).isEmpty())
                .boxed()
                .toList();
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(j -> named.stream()
                        .flatMap(k -> named.stream()
                                .map(given -> RowFactory.create(
                                        names.get(j),
                                        classes.get(k),
                                        classes.get(given),
                                        matrices.probability(j, k, given)))))
                .iterator();
    }

    private static double[] chosen(int[] rows, double[] values, int width) {
        double[] chosen = new double[rows.length * width];
        IntStream.range(0, rows.length)
                .forEach(n -> System.arraycopy(values, rows[n] * width, chosen, n * width, width));
        return chosen;
    }
}
