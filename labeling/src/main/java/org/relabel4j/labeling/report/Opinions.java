package org.relabel4j.labeling.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.pages.Shown;

/** What people and the model say of single examples, in words. */
final class Opinions {
    /** Probability of the likeliest class below which the model is called unsure. */
    private static final double SURE = 0.5;

    /** Labels of an example that are named. */
    private static final int MOST_LABELS = 6;

    private final RoundOutcome round;

    Opinions(RoundOutcome round) {
        this.round = round;
    }

    private boolean hasModel() {
        return !round.facts().model().isEmpty();
    }

    private String className(int k) {
        return Cells.label(round, k);
    }

    /** Who said what, by class in the order of its oldest label. */
    String labels(int i) {
        Annotations annotations = round.annotations();
        if (!annotations.isLabelled(i)) {
            return Shown.UNKNOWN;
        }
        Map<Integer, List<String>> people = new LinkedHashMap<>();
        int end = Math.min(annotations.rowEnd(i), annotations.rowStart(i) + MOST_LABELS);
        for (int a = annotations.rowStart(i); a < end; a++) {
            people.computeIfAbsent(annotations.labelAt(a), k -> new ArrayList<>())
                    .add(Cells.name(round.annotators().get(annotations.annotatorAt(a))));
        }
        int rest = annotations.rowEnd(i) - end;
        return people.entrySet().stream()
                        .map(said -> className(said.getKey()) + ": " + String.join(", ", said.getValue()))
                        .collect(Collectors.joining("; "))
                + (rest == 0 ? "" : "; and " + Shown.count(rest) + " more");
    }

    /** The model's likeliest class, and the second where it is not far behind; or the classes that it says, and the next. */
    String model(int i) {
        double[] row = row(i);
        if (round.sets().isPresent()) {
            return new SetOpinions(round, i, row).model();
        }
        int first = RowMath.argmax(row, 0, row.length);
        String text = className(first) + " " + Cells.probability(row[first]);
        if (row[first] >= 1 - 0.005) {
            return text;
        }
        row[first] = -1;
        int second = RowMath.argmax(row, 0, row.length);
        return text + ", " + className(second) + " " + Cells.probability(row[second]);
    }

    private double[] row(int i) {
        double[] row = new double[round.predProbs().numClasses()];
        round.predProbs().copyRows(i, i + 1, row, 0);
        return row;
    }

    /** Why an example is asked about: what is open about it, in words. */
    String why(int i) {
        Annotations annotations = round.annotations();
        if (!hasModel()) {
            return annotations.isLabelled(i) ? "again, without a model" : "spread over the data: there is no model yet";
        }
        double[] row = row(i);
        if (round.sets().isPresent()) {
            return new SetOpinions(round, i, row).why();
        }
        int likeliest = RowMath.argmax(row, 0, row.length);
        if (!annotations.isLabelled(i)) {
            return row[likeliest] < SURE
                    ? "new, and the model is unsure"
                    : "new; the model would say " + className(likeliest);
        }
        int[] votes = new int[row.length];
        annotations.addVotes(i, votes);
        int given = annotations.labelAt(annotations.rowStart(i));
        int count = annotations.count(i);
        if (votes[given] < count) {
            return disagreement(votes, likeliest);
        }
        String said =
                count == 1 ? "only one label" : (count == 2 ? "both" : "all " + Shown.count(count)) + " labels agree";
        return likeliest == given
                ? said + ", and the model agrees: consensus quality "
                        + Cells.probability(round.consensus().quality(i))
                : said + ", which the model doubts: " + className(given) + " " + Cells.probability(row[given]);
    }

    private String disagreement(int[] votes, int likeliest) {
        List<String> counts = new ArrayList<>();
        for (int k = 0; k < votes.length; k++) {
            if (votes[k] > 0) {
                counts.add(Shown.count(votes[k]) + " × " + className(k));
            }
        }
        return "labels disagree: " + counts.stream().limit(MOST_LABELS).collect(Collectors.joining(", "))
                + (votes[likeliest] == 0 ? "; the model says " + className(likeliest) : "");
    }
}
