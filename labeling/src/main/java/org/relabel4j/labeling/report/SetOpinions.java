package org.relabel4j.labeling.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.datasets.format.LabelSetText;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.pages.Shown;

/** What people and the model say of one example that may have several classes, in words. */
final class SetOpinions {
    /** How far from even a probability is of which the model is called sure. */
    private static final double SURE = 0.25;

    private static final double EVEN = 0.5;

    /** Classes that are named. */
    private static final int MOST_CLASSES = 4;

    private final RoundOutcome round;
    private final List<String> classNames;
    private final int example;
    private final double[] row;

    /** @param row the model's probabilities of the classes */
    SetOpinions(RoundOutcome round, int example, double[] row) {
        this.round = round;
        this.classNames = round.sets().orElseThrow().classNames();
        this.example = example;
        this.row = row;
    }

    /** The classes that the model says, the likeliest first, and the next one if it is not improbable. */
    String model() {
        List<Integer> order = IntStream.range(0, row.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -row[k]))
                .toList();
        int said = (int) order.stream().filter(k -> row[k] >= EVEN).count();
        String text = order.stream()
                .limit(Math.min(said, MOST_CLASSES))
                .map(this::withProbability)
                .collect(Collectors.joining(", "));
        String rest = said > MOST_CLASSES ? ", and " + Shown.count(said - MOST_CLASSES) + " more" : "";
        String next = said < row.length ? "; not " + withProbability(order.get(said)) : "";
        return (said == 0 ? Cells.set(LabelSetText.SEPARATOR) : text + rest) + next;
    }

    private String withProbability(int k) {
        return Cells.name(classNames.get(k)) + " " + Cells.probability(row[k]);
    }

    /** Why it is asked about: what is open about it. */
    String why() {
        Annotations annotations = round.annotations();
        int count = annotations.count(example);
        if (count == 0) {
            int unsure = furthest(k -> -Math.abs(row[k] - EVEN));
            return Math.abs(row[unsure] - EVEN) < SURE
                    ? "new, and the model is unsure of " + withProbability(unsure)
                    : "new; the model would say "
                            + Cells.name(Cells.set(round.sets().orElseThrow().predicted(row)));
        }
        int[] votes = votes();
        List<Integer> open = IntStream.range(0, votes.length)
                .filter(k -> votes[k] > 0 && votes[k] < count)
                .boxed()
                .toList();
        if (!open.isEmpty()) {
            return "labels disagree: "
                    + open.stream()
                            .limit(MOST_CLASSES)
                            .map(k -> Cells.name(classNames.get(k)) + " by " + Shown.count(votes[k]) + " of "
                                    + Shown.count(count))
                            .collect(Collectors.joining(", "))
                    + (open.size() > MOST_CLASSES ? ", and " + Shown.count(open.size() - MOST_CLASSES) + " more" : "");
        }
        String said =
                count == 1 ? "only one label" : (count == 2 ? "both" : "all " + Shown.count(count)) + " labels agree";
        int doubted = furthest(k -> Math.abs(row[k] - (votes[k] > 0 ? 1 : 0)));
        return Math.abs(row[doubted] - (votes[doubted] > 0 ? 1 : 0)) < EVEN
                ? said + ", and the model agrees: consensus quality "
                        + Cells.probability(round.consensus().quality(example))
                : said + ", which the model doubts: " + withProbability(doubted);
    }

    private int furthest(IntToDoubleFunction distance) {
        return IntStream.range(0, row.length)
                .boxed()
                .max(Comparator.comparingDouble(distance::applyAsDouble))
                .orElseThrow();
    }

    /** How many people said each class. */
    private int[] votes() {
        int[] votes = new int[classNames.size()];
        Annotations annotations = round.annotations();
        for (int a = annotations.rowStart(example); a < annotations.rowEnd(example); a++) {
            Set<String> set =
                    new HashSet<>(LabelSetText.parse(round.classNames().get(annotations.labelAt(a))));
            for (int k = 0; k < votes.length; k++) {
                votes[k] += set.contains(classNames.get(k)) ? 1 : 0;
            }
        }
        return votes;
    }
}
