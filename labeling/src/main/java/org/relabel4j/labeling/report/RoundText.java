package org.relabel4j.labeling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.text.Counted;
import org.relabel4j.labeling.round.Outlook;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;
import org.relabel4j.pages.TextTable;

/** Rounds in a few lines for the terminal. */
public final class RoundText {
    private static final int MOST_ROUNDS = 5;

    /** What is shown of a round: a line of the table. */
    private enum Line {
        LABELS("labels", facts -> Shown.count(facts.labels())),
        PEOPLE("people", facts -> Shown.count(facts.annotators())),
        LABELLED("labelled examples", facts -> Shown.count(facts.labelled())),
        ACCURACY("model accuracy, by cross-validation, estimated", facts -> Shown.fraction(facts.accuracy())),
        GUESSING("... of always guessing the most frequent class", facts -> Shown.fraction(facts.guessing())),
        F1(
                "macro F1, against the consensus",
                facts -> Shown.fraction(facts.quality().macroF1())),
        BALANCED(
                "balanced accuracy, likewise",
                facts -> Shown.fraction(facts.quality().balancedAccuracy())),
        AUC("AUC, likewise", facts -> Shown.fraction(facts.quality().auc())),
        LOG_LOSS("log loss, likewise", facts -> Shown.fraction(facts.logLoss())),
        BRIER("Brier score, likewise", facts -> Shown.fraction(facts.quality().brier())),
        ECE(
                "calibration error, likewise",
                facts -> Shown.fraction(facts.quality().ece())),
        QUALITY("consensus quality", facts -> Shown.fraction(facts.consensusQuality())),
        WRONG("consensus labels that are wrong, estimated", facts -> count(Outlook.wrong(facts)));

        private final String title;
        private final Function<RoundFacts, String> text;

        Line(String title, Function<RoundFacts, String> text) {
            this.title = title;
            this.text = text;
        }
    }

    private RoundText() {}

    /**
     * The last rounds side by side, with the model of the newest and what the user should know of it.
     *
     * @param rounds all rounds, from the first; at least one
     */
    public static String of(List<RoundFacts> rounds) {
        RoundFacts newest = rounds.get(rounds.size() - 1);
        List<RoundFacts> shown = rounds.subList(Math.max(0, rounds.size() - MOST_ROUNDS), rounds.size());
        List<Line> lines = Arrays.stream(Line.values())
                .filter(line ->
                        shown.stream().anyMatch(facts -> !line.text.apply(facts).equals(Shown.UNKNOWN)))
                .toList();
        TableBuilder<Line> table = new TableBuilder<>(lines).column("round", line -> line.title);
        shown.forEach(facts -> table.column(Integer.toString(facts.number()), line -> line.text.apply(facts)));
        List<String> notes = new ArrayList<>();
        if (!newest.model().isEmpty()) {
            notes.add("Model: " + newest.model()
                    + (newest.modelReason().isEmpty() ? "" : " (" + newest.modelReason() + ")"));
        }
        newest.warnings().forEach(warning -> notes.add("Note: " + warning + "."));
        Table all = table.table(
                Cells.plural(newest.examples(), "example", "examples") + ", "
                        + Cells.plural(newest.gold(), "known answer", "known answers"),
                notes);
        return TextTable.of(all);
    }

    /**
     * Whether to go on, a sentence a line.
     *
     * @param rounds as it was made from
     * @param spent likewise
     * @param limits likewise
     */
    public static String of(Outlook outlook, List<RoundFacts> rounds, double spent, Limits limits) {
        Stream<String> lines = Stream.of(gain(outlook, rounds), budget(outlook, spent, limits), advice(outlook));
        return lines.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String gain(Outlook outlook, List<RoundFacts> rounds) {
        if (Double.isNaN(outlook.gain())) {
            return "What another batch brings shows after rounds with one model, with half a batch of labels between.";
        }
        double now = rounds.get(rounds.size() - 1).consensusQuality();
        String range = Double.isNaN(outlook.low())
                ? ""
                : String.format(Locale.ROOT, " (%.3f to %.3f)", now + outlook.low(), now + outlook.high());
        return String.format(
                Locale.ROOT,
                "Another batch of %s: consensus quality from %.3f to about %.3f%s, by the last %s.",
                Cells.plural(outlook.batch(), "label", "labels"),
                now,
                now + outlook.gain(),
                range,
                Counted.of(outlook.rounds(), "round"));
    }

    private static String budget(Outlook outlook, double spent, Limits limits) {
        return Double.isInfinite(limits.budget())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Budget: %s of %s spent (unit: %s); enough for %s.",
                        amount(spent),
                        amount(limits.budget()),
                        limits.costs().unit(),
                        Cells.plural(outlook.batchesLeft(), "more batch", "more batches"));
    }

    private static String amount(double money) {
        return String.format(Locale.ROOT, money == Math.rint(money) ? "%,.0f" : "%,.2f", money);
    }

    private static String advice(Outlook outlook) {
        return outlook.stop()
                .map(reason -> "Stop: " + reason + ".")
                .orElse(
                        "Go on: no stopping rule says otherwise (budget, stop.plateau-rounds and stop.noise-below set them).");
    }

    private static String count(double count) {
        return Double.isNaN(count) ? Shown.UNKNOWN : Shown.count(count);
    }
}
