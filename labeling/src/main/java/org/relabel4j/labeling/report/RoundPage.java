package org.relabel4j.labeling.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.core.text.Counted;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.Outlook;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.pages.FigureWriter;
import org.relabel4j.pages.HtmlPage;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;

/** The page of a round. A round without labels has only what to ask. */
final class RoundPage extends HtmlPage {
    /** Thumbnails stand in the page itself. */
    private static final String IMAGES = "; img-src data:";

    /** Headings by identifier, in their order. */
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("ask", "What to ask");
        SECTIONS.put("wrong", "Labels that are probably wrong");
        SECTIONS.put("people", "The people");
        SECTIONS.put("rounds", "Over the rounds");
        SECTIONS.put("classes", "What is taken for what");
    }

    private final RoundOutcome round;
    private final RoundFacts facts;
    private final RoundTables tables;

    RoundPage(RoundOutcome round) {
        this.round = round;
        this.facts = round.facts();
        this.tables = new RoundTables(round);
    }

    String html(String title) {
        Optional<String> noText = FigureWriter.whyNoText();
        header(title, noText.isEmpty());
        ask();
        if (facts.labels() > 0) {
            wrong();
            annotators();
            rounds(noText.isEmpty());
            confusion();
        }
        terms();
        settings();
        return end();
    }

    private void header(String title, boolean hasText) {
        head(title, "Relabel4J, round " + facts.number(), resource(RoundPage.class, "round.css"), IMAGES);
        html.element("p", finding(), "class", "lead");
        html.open("div", "class", "tiles");
        tile(
                Shown.count(facts.labels()),
                Counted.noun(facts.labels(), "label", "labels"),
                "of " + Cells.plural(facts.annotators(), "person", "people") + ", on " + Shown.count(facts.labelled())
                        + " of " + Cells.plural(facts.examples(), "example", "examples")
                        + (facts.gold() == 0
                                ? ""
                                : "; " + Cells.plural(facts.gold(), "known answer", "known answers")));
        if (tables.hasModel()) {
            tile(
                    Shown.fraction(facts.accuracy()),
                    "model accuracy",
                    "by cross-validation; guessing: " + Shown.fraction(facts.guessing()));
            tile(
                    Shown.fraction(facts.consensusQuality()),
                    "consensus quality",
                    Double.isNaN(facts.estimatedNoise())
                            ? ""
                            : "about " + Shown.count(Outlook.wrong(facts)) + " of "
                                    + Cells.plural(facts.labelled(), "consensus label", "consensus labels")
                                    + Counted.noun(Outlook.wrong(facts), " is", " are") + " wrong");
        }
        html.close("div");
        html.element("p", "Made " + facts.made() + model(), "class", "facts");
        facts.warnings().forEach(warning -> html.element("p", "Note: " + warning + ".", "class", "notice"));
        if (facts.labels() > 0) {
            html.open("nav");
            SECTIONS.forEach((id, heading) -> html.element("a", heading, "href", "#" + id));
            html.close("nav");
        }
        endOfHeader(hasText, "relabel4j next");
    }

    private String model() {
        return !tables.hasModel()
                ? ""
                : " · model: " + Cells.name(facts.model())
                        + (facts.modelReason().isEmpty() ? "" : " · " + facts.modelReason());
    }

    private void tile(String number, String name, String more) {
        html.open("div", "class", "tile").element("b", number).element("span", name);
        html.element("p", more, "class", "note").close("div");
    }

    /** What the round is for, in a sentence. */
    private String finding() {
        int size = round.batch().size();
        if (size == 0) {
            return "There is nothing to ask.";
        }
        long again = round.batch().stream().filter(BatchRow::repeat).count();
        String next = "Ask about " + (size == 1 ? "this example" : "these " + Shown.count(size) + " examples")
                + " next: " + Shown.count(size - again) + " new, " + Shown.count(again) + " again.";
        return facts.labels() > 0
                ? next
                : next
                        + " Without labels they are spread over the data; with the first ones come a model and its numbers.";
    }

    private void ask() {
        section("ask", () -> {
            if (!round.batch().isEmpty()) {
                table(tables.asked(), "plain ask");
            } else {
                html.element("p", finding());
            }
        });
    }

    private void section(String id, Runnable content) {
        html.open("section").element("h2", SECTIONS.get(id), "id", id);
        content.run();
        html.close("section");
    }

    private void wrong() {
        Table table = tables.wrong();
        section("wrong", () -> {
            if (table.rows().isEmpty()) {
                html.element(
                        "p",
                        tables.hasModel()
                                ? "None: no label has a class that is more probable."
                                : "Not known in a round without a model.");
            } else {
                table(table, "plain ask doubt");
            }
        });
    }

    private void annotators() {
        PeopleAgreement agreement = new PeopleAgreement(round.annotations());
        section("people", () -> {
            table(tables.annotators(), "numbers");
            if (agreement.isKnown()) {
                table(agreement.table(), "numbers");
            }
        });
    }

    private void rounds(boolean hasText) {
        List<RoundFacts> all =
                Stream.concat(round.before().stream(), Stream.of(facts)).toList();
        section("rounds", () -> {
            if (hasText) {
                drawings(RoundFigures.of(all), "pair");
            }
            table(tables.rounds(), "numbers");
            tables.quality().ifPresent(table -> table(table, "numbers"));
        });
    }

    private void confusion() {
        section("classes", () -> {
            confusion(Confusion.ofPeople(round), "What people said of each class of the consensus");
            if (tables.hasModel()) {
                confusion(Confusion.ofModel(round), "What the model says of each class of the consensus");
            }
        });
    }

    private void confusion(Confusion confusion, String caption) {
        if (confusion.isEmpty()) {
            html.element("p", caption + ": not known before an example has a second label or a known answer.");
        } else {
            table(confusion.table(caption, round.classNames()), "numbers heat");
        }
    }

    private void terms() {
        method(
                "model accuracy, guessing",
                "Estimated share of labelled examples that the model gets right by cross-validation, so without having "
                        + "seen them: from people's labels and how good these are, as for a person. And the share that "
                        + "always naming the most frequent class would get right.",
                "macro F1, balanced accuracy, AUC, Brier score, calibration error",
                "Of the model's cross-validated probabilities against the consensus labels, which were inferred with its help: "
                        + "a little too good. Means over classes of F1, of recall and of the area under the ROC curve; mean squared "
                        + "distance from the label, halved for two classes; distance of confidence and accuracy. Of the last two "
                        + "less is better.",
                "consensus label, consensus quality",
                "The class that people and model together hold to be right, and how much speaks for it, from 0 to 1, as the "
                        + "consensus method weighs it; in all, its mean. It ranks examples and falls where few have "
                        + "answered; it is no share of right labels: that is the estimated noise.",
                "estimated noise",
                "Estimated share of wrong consensus labels among labelled examples.",
                "right with",
                "How probable it is that a single label is right, by people and model together (CROWDLAB). Probably wrong "
                        + "are labels below 0.5 for which another class is more probable.",
                "score",
                "The strategy's; lower is asked sooner.",
                "accuracy of a person, 95 % interval",
                "How probable it is that a label of theirs is right, from known answers (gold) and from examples that "
                        + "others labelled too. The mark on the scale is where guessing would be.",
                "what is taken for what",
                "A row holds the examples of one consensus class: which share of the answers named each class. Of people, "
                        + "only examples with at least two labels or a known answer count: a single label is its own "
                        + "consensus. Of the model, its likeliest class by cross-validation.",
                "changed",
                "Consensus labels that are others than in the round before.");
    }

    private void settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        facts.settings().forEach((key, value) -> settings.put(key, String.valueOf(value)));
        provenance(
                "Round " + facts.number(),
                Map.of("Settings", settings),
                "relabel4j next DIR",
                "The same labels, examples and settings give the same batch.");
    }
}
