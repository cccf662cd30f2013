package org.relabel4j.benchmarks.report;

import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.report.ReportFigures.Drawing;

/** The page of a label-cleaning run: what was found first, then figures and tables, then how the numbers came about. */
final class CleaningPage extends HtmlPage {

    private final String name;
    private final CleaningResults results;
    private final Map<String, List<Drawing>> drawings;

    /**
     * @param name the run folder's name
     * @param drawings figures of each noise level
     */
    CleaningPage(String name, CleaningResults results, Map<String, List<Drawing>> drawings) {
        this.name = name;
        this.results = results;
        this.drawings = drawings;
    }

    String html(Map<String, String> config, Map<String, String> environment) {
        head(results.experiment());
        header();
        for (String noise : results.noiseLevels()) {
            html.open("section");
            html.element("h2", "Noise " + noise);
            drawings(drawings.get(noise), "pair");
            CleaningTexts.tables(results, noise).forEach(table -> table(table, "numbers"));
            html.close("section");
        }
        method();
        provenance(config, environment);
        return end();
    }

    private void header() {
        html.open("header");
        html.element("p", "Relabel4J report: active label cleaning", "class", "kicker");
        html.element("h1", results.experiment());
        html.open("ul", "class", "lead");
        results.noiseLevels().forEach(noise -> html.element("li", CleaningTexts.finding(results, noise)));
        html.close("ul");
        if (drawings.values().stream().allMatch(List::isEmpty)) {
            noFigures();
        }
        html.close("header");
    }

    private void method() {
        html.open("section").element("h2", "How to read the numbers");
        html.open("dl");
        definition(
                "the simulation",
                "Every example starts with one noisy label. A selector names examples one by one; each is labelled again "
                        + "until one label is more frequent than each other one. The budget counts labels bought.");
        definition("label accuracy", "Share of examples whose label is the one that most people would give.");
        definition(
                "area",
                "Area under the curve of label accuracy, divided by that of a perfect curve (Bernhardt et al. 2022).");
        definition("normalised", "The same on a scale on which random is 0 and the oracle 1, trial by trial.");
        definition(
                "clear, ambiguous",
                "Examples still mislabelled at the end. Ambiguous are those about which people disagree: entropy of "
                        + "their labels above 0.30, in logarithms to base K.");
        definition(
                "total variation",
                "Mean over examples of half the sum of |share of the labels given − share of people| over classes.");
        definition(
                "training",
                "Models learn from the labels as they are at the end; accuracy is on the test set's truth.");
        definition(
                "bias, error",
                "Models trained elsewhere are measured on the labels: mean of their measured less their true accuracy, "
                        + "and mean absolute difference.");
        definition(
                "Kendall, Spearman, regret",
                "Whether the labels rank these models as the truth does, and the true accuracy lost by choosing the "
                        + "model that the labels find best.");
        definition(
                "mean ± number", "Mean and sample standard deviation (n − 1) over trials. Best of a column in bold.");
        html.close("dl").close("section");
    }

    private void provenance(Map<String, String> config, Map<String, String> environment) {
        html.open("section", "class", "provenance");
        html.element("h2", "Run " + name);
        keys("Configuration", config);
        keys("Environment", environment);
        html.element("h3", "Repeat it");
        html.element("pre", "./relabel4j clean " + name + "/config.yaml --out " + name + "-again");
        html.element(
                "p",
                "The same seed gives the same tables on the same kind of processor with the same versions. To cite: name "
                        + "Relabel4J with the version and commit above, and Bernhardt et al. 2022, “Active label cleaning "
                        + "for improved dataset quality under resource constraints”, arXiv:2109.00574.");
        html.close("section");
    }
}
