package org.relabel4j.labeling.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Rows;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;
import org.relabel4j.pages.TableBuilder;

/**
 * How often each class is taken for each other one.
 *
 * @param counts of what was said, shape (numClasses, numClasses): the row is what the example is by the consensus, the column what was
 *     said
 */
record Confusion(int[][] counts) {
    /** Most classes that are shown as a matrix; of more, the most frequent confusions are listed. */
    private static final int MOST_CLASSES = 20;

    private static final int MOST_PAIRS = 30;
    private static final int SHADES = 10;

    /** What people said of examples that are known, or that at least two labelled: alone, a label is its own consensus. */
    static Confusion ofPeople(RoundOutcome round) {
        Annotations annotations = round.annotations();
        int[][] counts = new int[annotations.numClasses()][annotations.numClasses()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            int right = right(round, i);
            if (right >= 0 && (annotations.count(i) > 1 || round.gold()[i] >= 0)) {
                annotations.addVotes(i, counts[right]);
            }
        }
        return new Confusion(counts);
    }

    /** The class that the model finds likeliest, out of sample, of labelled examples. */
    static Confusion ofModel(RoundOutcome round) {
        Annotations annotations = round.annotations();
        int[][] counts = new int[annotations.numClasses()][annotations.numClasses()];
        int[] likeliest = Rows.likeliest(round.predProbs(), annotations::isLabelled);
        for (int i = 0; i < likeliest.length; i++) {
            int right = right(round, i);
            if (right >= 0 && annotations.isLabelled(i)) {
                counts[right][likeliest[i]]++;
            }
        }
        return new Confusion(counts);
    }

    private static int right(RoundOutcome round, int i) {
        return round.gold()[i] >= 0 ? round.gold()[i] : round.consensus().label(i);
    }

    boolean isEmpty() {
        return Stream.of(counts).flatMapToInt(IntStream::of).allMatch(count -> count == 0);
    }

    private int total(int k) {
        return IntStream.of(counts[k]).sum();
    }

    private double share(int right, int said) {
        return (double) counts[right][said] / total(right);
    }

    /** As a matrix of shares of the row, shaded, or of many classes a list. */
    Table table(String caption, List<String> classNames) {
        return counts.length <= MOST_CLASSES ? matrix(caption, classNames) : pairs(caption, classNames);
    }

    private Table matrix(String caption, List<String> classNames) {
        TableBuilder<Integer> table = new TableBuilder<>(
                        IntStream.range(0, counts.length).boxed().toList())
                .entries("consensus", right -> Cells.named(classNames.get(right), ""));
        for (int k = 0; k < counts.length; k++) {
            int said = k;
            table.entries(Cells.name(classNames.get(k)), right -> shaded(right, said))
                    .means("Share of the answers about examples of the row's class that named "
                            + Cells.name(classNames.get(k)) + ".");
        }
        return table.column("answers", right -> Shown.count(total(right)))
                .means("How many answers the row's shares are of.")
                .table(caption);
    }

    private Entry shaded(int right, int said) {
        if (counts[right][said] == 0) {
            return Entry.of(total(right) == 0 ? Shown.UNKNOWN : "·");
        }
        double share = share(right, said);
        String shade = " h" + (int) Math.ceil(share * SHADES);
        return new Entry(Cells.probability(share), (right == said ? "hit" : "miss") + shade, "");
    }

    /** Two classes, one taken for the other. */
    private record Pair(int right, int said) {}

    private Table pairs(String caption, List<String> classNames) {
        List<Pair> pairs = IntStream.range(0, counts.length)
                .boxed()
                .flatMap(right -> IntStream.range(0, counts.length)
                        .filter(said -> said != right && counts[right][said] > 0)
                        .mapToObj(said -> new Pair(right, said)))
                .sorted(Comparator.comparingInt((Pair pair) -> counts[pair.right][pair.said])
                        .reversed())
                .toList();
        int shown = Math.min(pairs.size(), MOST_PAIRS);
        return new TableBuilder<>(pairs.subList(0, shown))
                .entries("consensus", pair -> Cells.named(classNames.get(pair.right), ""))
                .entries("said", pair -> Cells.named(classNames.get(pair.said), "name"))
                .means("The class that was named instead.")
                .column("times", pair -> Shown.count(counts[pair.right][pair.said]))
                .means("How often.")
                .column("share of the class", pair -> Cells.probability(share(pair.right, pair.said)))
                .means("Of all answers about examples of the consensus class.")
                .table(
                        caption,
                        "The most frequent " + shown + " of " + Shown.count(pairs.size())
                                + " confusions: there are too many classes for a matrix.");
    }
}
