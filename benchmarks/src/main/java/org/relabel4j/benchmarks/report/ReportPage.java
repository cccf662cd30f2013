package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.report.ReportFigures.Drawing;
import org.relabel4j.benchmarks.report.Table.Cell;
import org.relabel4j.benchmarks.statistics.Metric;

/** The page: what was found first, then figures and tables, then how the numbers came about. */
final class ReportPage {

    /** Lets the browser load nothing and run nothing, whatever a file contains. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final List<RunData> runs;
    private final ReportFigures figures;
    private final Html html = new Html();

    ReportPage(List<RunData> runs, ReportFigures figures) {
        this.runs = runs;
        this.figures = figures;
    }

    String html() {
        head();
        html.open("body").open("main");
        header();
        if (runs.size() > 1) {
            comparisons();
        }
        for (RunData run : runs) {
            run.models().forEach(model -> model(run, model));
        }
        method();
        runs.forEach(this::provenance);
        html.close("main").close("body").close("html");
        return html.toString();
    }

    private void head() {
        html.trusted("<!DOCTYPE html>").open("html", "lang", "en").open("head");
        html.trusted("<meta charset=\"utf-8\">");
        html.trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.trusted("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">");
        html.element("title", "Relabel4J: " + title());
        html.trusted("<style>\n" + resource("report.css") + "</style>");
        html.close("head");
    }

    private String title() {
        return runs.stream()
                .flatMap(run -> run.experiments().stream())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void header() {
        html.open("header");
        html.element("p", "Relabel4J report", "class", "kicker");
        html.element("h1", title());
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
        if (figures.all().isEmpty()) {
            html.element(
                    "p",
                    "This report has no figures: Java found no fonts, or there was nothing to draw. Install fontconfig "
                            + "and a font, then run relabel4j report again.",
                    "class",
                    "notice");
        }
        html.close("header");
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
                plural(strategies, "strategy", "strategies"),
                plural(trials, "trial", "trials"),
                plural(first.rounds(), "round", "rounds"),
                bought);
    }

    private static String plural(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
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
                    "Each bar is one round's labels, mean over trials. Coloured: for examples that had a label "
                            + "already. Grey: for examples without one.");
            drawings(drawn.spending(), "small");
        }
        html.close("section");
    }

    private void drawings(List<Drawing> drawings, String layout) {
        if (!drawings.isEmpty()) {
            html.open("div", "class", "figures " + layout);
            drawings.forEach(
                    drawing -> html.open("figure").trusted(drawing.svg()).close("figure"));
            html.close("div");
        }
    }

    private void table(Table table, String kind) {
        html.open("div", "class", "table");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table.caption());
        html.open("table", "class", kind);
        html.open("caption").element("span", table.caption()).close("caption");
        html.open("thead").open("tr");
        table.header().forEach(name -> html.element("th", name, "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (List<Cell> row : table.rows()) {
            html.open("tr").element("th", row.get(0).text(), "scope", "row");
            for (Cell cell : row.subList(1, row.size())) {
                html.element("td", cell.text(), "class", cell.best() ? "best" : "");
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
        table.notes().forEach(note -> html.element("p", note, "class", "note"));
        html.close("div");
    }

    private void method() {
        html.open("section").element("h2", "How to read the numbers");
        html.open("dl");
        definition(
                "mean ± number", "Mean and sample standard deviation (n − 1) over trials. Best of a column in bold.");
        definition("labels bought", "Labels asked for since round 0; those there from the start are not counted.");
        definition("model accuracy", "Accuracy on the test set. With cross-validation, mean over the fold models.");
        definition("consensus accuracy", "Share of labelled examples whose consensus label is the true one.");
        definition(
                "area",
                "Area under a trial's learning curve (trapezoids) divided by the labels bought: the curve's mean height.");
        definition(
                "labels to reach an accuracy",
                "Labels bought when the mean over trials first reaches it, by straight lines between rounds.");
        html.close("dl").close("section");
    }

    private void definition(String term, String meaning) {
        html.element("dt", term).element("dd", meaning);
    }

    private void provenance(RunData run) {
        html.open("section", "class", "provenance");
        html.element("h2", "Run " + run.name());
        keys("Configuration", run.config());
        keys("Environment", run.environment());
        html.element("h3", "Repeat it");
        html.element(
                "pre",
                "./relabel4j benchmark " + run.name() + "/config.yaml --out " + run.name() + "-again\n"
                        + "./relabel4j report " + run.name() + " " + run.name() + "-again");
        html.element(
                "p",
                "The same seed gives the same rounds.csv on the same kind of processor with the same versions. To cite: "
                        + "name Relabel4J with the version and commit above, and the method's paper; for ActiveLab, Goh "
                        + "and Mueller 2023, “ActiveLab: Active Learning with Re-Labeling by Multiple Annotators”, "
                        + "arXiv:2301.11856.");
        html.close("section");
    }

    private void keys(String caption, Map<String, String> keys) {
        if (keys.isEmpty()) {
            html.element("p", caption + ": not in the run folder.");
            return;
        }
        List<List<Cell>> rows = keys.entrySet().stream()
                .map(e -> List.of(Cell.of(e.getKey()), Cell.of(e.getValue())))
                .toList();
        table(new Table(caption, List.of("key", "value"), rows, List.of()), "plain");
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + name, e);
        }
    }
}
