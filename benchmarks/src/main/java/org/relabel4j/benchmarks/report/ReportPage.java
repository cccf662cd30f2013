package org.relabel4j.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.text.Counted;
import org.relabel4j.pages.HtmlPage;
import org.relabel4j.pages.Table;

/** The page: what was found first, then figures and tables, then how the numbers came about. */
final class ReportPage extends HtmlPage {
    /** A definition that all pages have. */
    static final String MEAN_SD = "Mean and sample standard deviation (n − 1) over trials. Best of a column in bold.";

    private final List<RunData> runs;
    private final List<RunData> sources;
    private final ReportFigures figures;

    /**
     * @param runs what to show
     * @param sources the runs whose results these are: the same, or those that an overlay is of
     */
    ReportPage(List<RunData> runs, List<RunData> sources, ReportFigures figures) {
        this.runs = runs;
        this.sources = sources;
        this.figures = figures;
    }

    String html() {
        header();
        if (runs.size() > 1) {
            comparisons();
        }
        for (RunData run : runs) {
            sweep(run);
            run.models().forEach(model -> model(run, model));
        }
        method();
        sources.forEach(this::provenance);
        return end();
    }

    private String title() {
        return runs.stream()
                .flatMap(run -> run.experiments().stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void header() {
        head(title(), "Relabel4J report");
        boolean many = models().count() > 1;
        if (many) {
            html.open("ul", "class", "lead");
        }
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                html.open(many ? "li" : "p", "class", many ? "" : "lead");
                if (many) {
                    html.open("b").text(heading(run, model) + ": ").close("b");
                }
                html.text(Finding.of(model)).close(many ? "li" : "p");
            }
        }
        if (many) {
            html.close("ul");
        }
        runs.forEach(run -> html.element("p", facts(run), "class", "facts"));
        if (runs.size() < sources.size()) {
            html.element("p", Overlay.differences(sources), "class", "facts");
        }
        endOfHeader(!figures.all().isEmpty(), "relabel4j report");
    }

    private Stream<ModelResult> models() {
        return runs.stream().flatMap(run -> run.models().stream());
    }

    private String heading(RunData run, ModelResult model) {
        String name = runs.size() > 1 ? run.name() + ", " : "";
        return name + (run.experiments().size() > 1 ? model.experiment() + ", " : "") + model.model();
    }

    private String facts(RunData run) {
        ModelResult first = run.models().get(0);
        int strategies = first.strategies().size();
        int trials = first.strategies().stream()
                .mapToInt(s -> s.trials() + s.unfinishedTrials())
                .max()
                .orElse(0);
        double bought = first.strategies().stream()
                .mapToDouble(s -> s.curve(Metric.CONSENSUS_ACCURACY).isEmpty()
                        ? 0
                        : s.curve(Metric.CONSENSUS_ACCURACY).lastBought())
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%s%s · %s · %s · up to %,.0f labels bought",
                runs.size() > 1 ? run.name() + ": " : "",
                Counted.of(strategies, "strategy", "strategies"),
                Counted.of(trials, "trial"),
                Counted.of(first.rounds(), "round"),
                bought);
    }

    private void comparisons() {
        Table differences = RunsCompared.configDifferences(runs);
        html.open("section");
        html.element("h2", "Runs side by side");
        if (differences.rows().isEmpty()) {
            html.element("p", "The configurations of these runs do not differ.");
        } else {
            table(differences, "plain");
        }
        for (RunsCompared comparison : RunsCompared.all(runs)) {
            html.element("h3", comparison.heading());
            table(comparison.table(Metric.CONSENSUS_ACCURACY), "numbers");
            table(comparison.table(Metric.MODEL_ACCURACY), "numbers");
            drawings(figures.comparisons().getOrDefault(comparison.heading(), List.of()), "pair");
        }
        html.close("section");
    }

    private void sweep(RunData run) {
        List<Table> tables = ResultTables.sweep(run);
        if (!tables.isEmpty()) {
            html.open("section");
            html.element("h2", runs.size() > 1 ? run.name() + ": variants side by side" : "Variants side by side");
            tables.forEach(table -> table(table, "numbers"));
            html.close("section");
        }
    }

    private void model(RunData run, ModelResult model) {
        html.open("section");
        html.element("h2", heading(run, model));
        ReportFigures.OfModel drawn = figures.of(model);
        drawings(drawn.learning(), "pair");
        ResultTables.of(model).forEach(table -> table(table, "numbers"));
        if (!drawn.spending().isEmpty()) {
            html.element("h3", "Where the labels went");
            html.element(
                    "p",
                    "Each bar is one round's labels, mean over trials: for examples that had a label already (repeated), and "
                            + "for examples without one (new).");
            drawings(drawn.spending(), "small");
        }
        html.close("section");
    }

    private void method() {
        method(
                "mean ± number",
                MEAN_SD,
                "labels bought",
                "Labels asked for since round 0; those there from the start are not counted.",
                "model accuracy",
                "Accuracy on the test set. With cross-validation, mean over the fold models.",
                "macro F1, balanced accuracy",
                "Means over classes: of F1 (harmonic mean of precision and recall), and of recall; rare classes count like others.",
                "AUC",
                "Area under the ROC curve, one class against the rest, mean over classes: how often an example of the class has a "
                        + "higher probability of it than another.",
                "log loss, Brier score, ECE",
                "How good the probabilities are: mean of −ln p(true class) in nats; mean squared distance from the truth, halved for "
                        + "two classes; distance of confidence and accuracy in 15 bins of equal width.",
                "consensus accuracy",
                "Share of labelled examples whose consensus label is the true one.",
                "area",
                "Area under a trial's learning curve (trapezoids) divided by the labels bought: the curve's mean height.",
                "labels to reach an accuracy",
                "Labels bought when the mean over trials first reaches it, by straight lines between rounds.");
    }

    private void provenance(RunData run) {
        provenance(
                "Run " + run.name(),
                run.provenance(),
                "./relabel4j benchmark " + run.name() + "/config.yaml --out " + run.name() + "-again\n"
                        + "./relabel4j report " + run.name() + " " + run.name() + "-again",
                "The same seed gives the same rounds.csv on the same kind of processor with the same versions. To cite: "
                        + "name Relabel4J with the version and commit above, and the method's paper; for ActiveLab, Goh "
                        + "and Mueller 2023, “ActiveLab: Active Learning with Re-Labeling by Multiple Annotators”, "
                        + "arXiv:2301.11856.");
    }
}
