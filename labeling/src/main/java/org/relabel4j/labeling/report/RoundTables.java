package org.relabel4j.labeling.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.labeling.report.WrongLabels.Label;
import org.relabel4j.labeling.round.AnnotatorRow;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.ModelQuality;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.labeling.round.SetOutcome;
import org.relabel4j.pages.Html;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;
import org.relabel4j.pages.TableBuilder;

/** The tables of a round's page. Long ones show their most needed rows and count the others. */
final class RoundTables {
    private static final int MOST_ASKED = 100;
    private static final int MOST_WRONG = 50;
    private static final int MOST_ANNOTATORS = 100;
    private static final int MOST_ROUNDS = 50;

    /** Width of the drawing of an interval, from 0 to 1. */
    private static final double SCALE = 100;

    private final RoundOutcome round;
    private final Opinions opinions;
    private final WrongLabels wrong;
    private final Optional<Thumbnails> thumbnails;

    RoundTables(RoundOutcome round) {
        this.round = round;
        this.opinions = new Opinions(round);
        this.wrong = WrongLabels.of(round, MOST_WRONG);
        int[] shown = IntStream.concat(
                        round.batch().stream().limit(MOST_ASKED).mapToInt(this::example),
                        wrong.worst().stream().mapToInt(Label::example))
                .distinct()
                .toArray();
        this.thumbnails = round.images().map(files -> Thumbnails.of(shown, files));
    }

    private int example(BatchRow row) {
        return round.tasks().indexOf(row.task());
    }

    private Entry task(int i) {
        Entry name = Cells.named(round.tasks().get(i), "task");
        return thumbnails
                .map(images -> new Entry(name.text(), name.kind(), images.markup(i) + name.markup()))
                .orElse(name);
    }

    boolean hasModel() {
        return !round.facts().model().isEmpty();
    }

    /** What to ask, in the order to ask. */
    Table asked() {
        List<BatchRow> rows = round.batch().stream().limit(MOST_ASKED).toList();
        TableBuilder<BatchRow> table = new TableBuilder<>(rows)
                .column("rank", row -> Integer.toString(row.rank()))
                .means("Which is asked first.")
                .entries("example", row -> task(example(row)))
                .entries("why", row -> new Entry(opinions.why(example(row)), "words", ""))
                .means("Why the strategy asks about it.")
                .entries("labels so far", row -> new Entry(opinions.labels(example(row)), "words given", ""))
                .means("What people have said, with how often.");
        if (hasModel()) {
            table.entries("model", row -> new Entry(opinions.model(example(row)), "words thinks", ""))
                    .means("What the model holds likeliest, by cross-validation.");
        }
        table.entries("ask", row -> Cells.named(orUnknown(row.suggestedAnnotator()), "whom"))
                .means("Who is suggested to be asked.")
                .entries("score", row -> new Entry(score(row.score()), "score", ""))
                .means("The strategy's; lower is asked sooner.");
        return table.table(
                "The next " + Cells.plural(round.batch().size(), "example", "examples") + ", in the order to ask",
                rest(round.batch().size(), rows.size(), "examples", "batch.csv has them all"));
    }

    private static String score(double score) {
        return Double.isNaN(score)
                ? Shown.UNKNOWN
                : String.format(Locale.ROOT, "%.4g", score).replace('-', '−');
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? Shown.UNKNOWN : text;
    }

    /** Labels that are probably wrong, the likeliest first; no rows if there are none. */
    Table wrong() {
        Annotations annotations = round.annotations();
        return new TableBuilder<>(wrong.worst())
                .column("right with", label -> Cells.probability(label.quality()))
                .means("How probable it is that this label is right, by people and model together.")
                .entries("example", label -> task(label.example()))
                .entries(
                        "who",
                        label -> Cells.named(round.annotators().get(annotations.annotatorAt(label.position())), "who"))
                .means("Who gave the label.")
                .entries("said", label -> Cells.label(round, annotations.labelAt(label.position()), "said"))
                .means("The label.")
                .entries("consensus", label -> new Entry(consensus(label.example()), "agreed", ""))
                .means("The class held to be right, and how much speaks for it.")
                .entries("model", label -> new Entry(opinions.model(label.example()), "words thinks", ""))
                .means("What the model holds likeliest, by cross-validation.")
                .entries("all labels", label -> new Entry(opinions.labels(label.example()), "words given", ""))
                .means("What all people have said of the example.")
                .table(
                        (round.sets().isPresent()
                                        ? "Sets that are rather wrong than right: "
                                        : "Labels for which another class is more probable: ")
                                + Shown.count(wrong.count()) + " of "
                                + Shown.count(annotations.size()),
                        rest(wrong.count(), wrong.worst().size(), "labels", "the likeliest wrong ones are shown"));
    }

    private String consensus(int i) {
        int label = round.gold()[i] >= 0 ? round.gold()[i] : round.consensus().label(i);
        String name = label < 0 ? Shown.UNKNOWN : Cells.label(round, label);
        return name
                + (round.gold()[i] >= 0
                        ? " (known)"
                        : " " + Cells.probability(round.consensus().quality(i)));
    }

    /** The annotators, worst first; last those of whom nothing is known. */
    Table annotators() {
        List<AnnotatorRow> rows = round.annotatorRows().stream()
                .sorted(Comparator.comparingDouble(AnnotatorRow::accuracy))
                .limit(MOST_ANNOTATORS)
                .toList();
        return new TableBuilder<>(rows)
                .entries("annotator", row -> Cells.named(row.annotator(), ""))
                .entries("accuracy", row -> new Entry("", "", interval(row)))
                .means("The same as the next column, drawn from 0 to 1; the mark is where guessing would be.")
                .column("95 % interval", RoundTables::intervalText)
                .means("How probable it is that a label of theirs is right, with a 95 % interval.")
                .column("labels", row -> Shown.count(row.numLabelled()))
                .means("Labels that they gave.")
                .column(
                        "gold right",
                        row -> row.goldLabelled() == 0
                                ? Shown.UNKNOWN
                                : Shown.count(row.goldRight()) + " of " + Shown.count(row.goldLabelled()))
                .means("How many of the known answers they got right.")
                .column("agrees with consensus", row -> Shown.fraction(row.agreement()))
                .means("Share of their labels that are the consensus label.")
                .entries(
                        "most often wrong with",
                        row -> Cells.named(row.agreement() < 1 ? orUnknown(row.worstClass()) : Shown.UNKNOWN, "name"))
                .means("The class with which they err most.")
                .column("skipped", row -> Shown.count(row.skipped()))
                .means("Tasks that they passed over.")
                .table(
                        round.sets().isPresent()
                                ? "How often an answer of theirs is right, yes or no to a class, estimated; worst first"
                                : "How often a label of theirs is right, estimated; worst first",
                        rest(round.annotatorRows().size(), rows.size(), "people", "annotators.csv has them all"));
    }

    private static String intervalText(AnnotatorRow row) {
        return Double.isNaN(row.accuracy())
                ? Shown.UNKNOWN
                : Cells.probability(row.accuracy()) + " (" + Cells.probability(row.low()) + "–"
                        + Cells.probability(row.high()) + ")";
    }

    /** A dot on a line from the lower to the upper end, on a scale from 0 to 1 that is marked where guessing is. */
    private String interval(AnnotatorRow row) {
        if (Double.isNaN(row.accuracy())) {
            return "";
        }
        Html svg = new Html().open("svg", "class", "interval", "viewBox", "0 0 100 12", "aria-hidden", "true");
        line(svg, "scale", 0, 1, 6, 6);
        double guessing =
                round.sets().isPresent() ? 0.5 : 1.0 / round.classNames().size();
        line(svg, "guess", guessing, guessing, 1, 11);
        line(svg, "range", row.low(), row.high(), 6, 6);
        svg.open("circle", "cx", place(row.accuracy()), "cy", "6", "r", "3.5").close("circle");
        return svg.close("svg").toString();
    }

    private static void line(Html svg, String kind, double from, double to, int top, int bottom) {
        svg.open("line", "class", kind, "x1", place(from), "x2", place(to), "y1", "" + top, "y2", "" + bottom)
                .close("line");
    }

    private static String place(double fraction) {
        return String.format(Locale.ROOT, "%.1f", SCALE * fraction);
    }

    /** How people and model do with each class, where an example may have several. */
    Table classes() {
        SetOutcome sets = round.sets().orElseThrow();
        TableBuilder<Integer> table = new TableBuilder<>(
                        IntStream.range(0, sets.classNames().size()).boxed().toList())
                .entries("class", k -> Cells.named(sets.classNames().get(k), "name"))
                .column("examples with it", k -> Shown.count(sets.count(k)))
                .means("Labelled examples of which the consensus says that they have this class.")
                .column("people agree", k -> Shown.fraction(sets.agreement(k, round.annotations())))
                .means("Share of answers to this class that agree with the consensus.");
        if (hasModel()) {
            table.column("model accuracy", k -> Shown.fraction(sets.modelAccuracy(k)))
                    .means(
                            "Share of labelled examples of which the model says rightly whether they have the class, by cross-validation.")
                    .column("guessing", k -> Shown.fraction(sets.guessing(k)))
                    .means("The share that always naming the more frequent answer would get right.");
        }
        return table.table("Each class of the consensus of labelled examples");
    }

    /** All rounds in numbers, the newest first. */
    Table rounds() {
        List<RoundFacts> rows = new ArrayList<>(
                Stream.concat(round.before().stream(), Stream.of(round.facts())).toList());
        Collections.reverse(rows);
        int shown = Math.min(rows.size(), MOST_ROUNDS);
        return new TableBuilder<>(rows.subList(0, shown))
                .column("round", facts -> Integer.toString(facts.number()))
                .column("labels", facts -> Shown.count(facts.labels()))
                .means("Labels of people that the round knew.")
                .column("labelled", facts -> Shown.count(facts.labelled()))
                .means("Examples with a label.")
                .column("model accuracy", facts -> Shown.fraction(facts.accuracy()))
                .means("Estimated share of labelled examples that the model gets right by cross-validation.")
                .column("guessing", facts -> Shown.fraction(facts.guessing()))
                .means("The share that always naming the most frequent class would get right.")
                .column("log loss", facts -> Shown.fraction(facts.logLoss()))
                .means("How far the cross-validated probabilities are from the labels; less is better.")
                .column("consensus quality", facts -> Shown.fraction(facts.consensusQuality()))
                .means("How much speaks for the consensus labels, from 0 to 1, mean.")
                .column("estimated noise", facts -> Shown.fraction(facts.estimatedNoise()))
                .means("Estimated share of wrong consensus labels among labelled examples.")
                .column("changed", facts -> Shown.count(facts.changed()))
                .means("Consensus labels that are others than in the round before.")
                .entries("model", facts -> Cells.named(orUnknown(facts.model()), "name"))
                .means("The model of the round.")
                .table("All rounds, the newest first", rest(rows.size(), shown, "rounds", "the newest are shown"));
    }

    /** What else is known of the models of rounds, the newest first; empty if nothing is. */
    Optional<Table> quality() {
        List<RoundFacts> rows = new ArrayList<>(Stream.concat(round.before().stream(), Stream.of(round.facts()))
                .filter(facts -> !facts.quality().equals(ModelQuality.UNKNOWN))
                .toList());
        Collections.reverse(rows);
        int shown = Math.min(rows.size(), MOST_ROUNDS);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableBuilder<>(rows.subList(0, shown))
                        .column("round", facts -> Integer.toString(facts.number()))
                        .column(
                                "macro F1",
                                facts -> Shown.fraction(facts.quality().macroF1()))
                        .means("Harmonic mean of precision and recall, mean over classes.")
                        .column(
                                "balanced accuracy",
                                facts -> Shown.fraction(facts.quality().balancedAccuracy()))
                        .means("Recall, mean over classes.")
                        .column("AUC", facts -> Shown.fraction(facts.quality().auc()))
                        .means("Area under the ROC curve, one class against the rest, mean over classes.")
                        .column(
                                "Brier score",
                                facts -> Shown.fraction(facts.quality().brier()))
                        .means(
                                "Mean squared distance of the probabilities from the label, halved for two classes; less is better.")
                        .column(
                                "calibration error",
                                facts -> Shown.fraction(facts.quality().ece()))
                        .means("Distance of confidence and accuracy; less is better.")
                        .table(
                                "The model against the consensus, by cross-validation, the newest round first",
                                rest(rows.size(), shown, "rounds", "the newest are shown")));
    }

    private static List<String> rest(int all, int shown, String what, String where) {
        return all == shown
                ? List.of()
                : List.of("The first " + shown + " of " + Shown.count(all) + " " + what + "; " + where + ".");
    }
}
