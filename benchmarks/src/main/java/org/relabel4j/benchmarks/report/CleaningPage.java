package org.relabel4j.benchmarks.report;

import java.util.List;
import java.util.Map;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.HtmlPage;

/** The page of a label-cleaning run: what was found first, then figures and tables, then how the numbers came about. */
final class CleaningPage extends HtmlPage {

    private final RunData run;
    private final Map<CleaningTexts, List<Drawing>> levels;

    /**
     * @param run its name, configuration and environment
     * @param levels what was found at each noise level, and its figures
     */
    CleaningPage(RunData run, Map<CleaningTexts, List<Drawing>> levels) {
        this.run = run;
        this.levels = levels;
    }

    String html(String experiment) {
        head(experiment, "Relabel4J report: active label cleaning");
        html.open("ul", "class", "lead");
        levels.keySet().forEach(level -> html.element("li", level.finding()));
        html.close("ul");
        endOfHeader(!levels.values().stream().allMatch(List::isEmpty), "relabel4j report");
        levels.forEach((level, drawings) -> {
            html.open("section").element("h2", "Noise " + level.noise());
            drawings(drawings, "pair");
            level.tables().forEach(table -> table(table, "numbers"));
            html.close("section");
        });
        method();
        provenance(
                "Run " + run.name(),
                run.provenance(),
                "./relabel4j clean " + run.name() + "/config.yaml --out " + run.name() + "-again",
                "The same seed gives the same tables on the same kind of processor with the same versions. To cite: name "
                        + "Relabel4J with the version and commit above, and Bernhardt et al. 2022, “Active label cleaning "
                        + "for improved dataset quality under resource constraints”, arXiv:2109.00574.");
        return end();
    }

    private void method() {
        method(
                "the simulation",
                "Every example starts with one noisy label. A selector names examples one by one; each is labelled again "
                        + "until one label is more frequent than each other one. The budget counts labels bought.",
                "label accuracy",
                "Share of examples whose label is the one that most people would give.",
                "area",
                "Area under the curve of label accuracy, divided by that of a perfect curve (Bernhardt et al. 2022).",
                "normalised",
                "The same on a scale on which random is 0 and the oracle 1, trial by trial.",
                "times fewer",
                "How many times fewer labels than random until the label accuracy that random ends with, trial by trial, with a "
                        + "95 % bootstrap interval of the mean; – where a trial never has it.",
                "clear, ambiguous",
                "Examples still mislabelled at the end. Ambiguous are those about which people disagree: entropy of "
                        + "their labels above 0.30, in logarithms to base K.",
                "total variation",
                "Mean over examples of half the sum of |share of the labels given − share of people| over classes.",
                "training",
                "Models learn from the labels as they are at the end; accuracy is on the test set's truth.",
                "bias, error",
                "Models trained elsewhere are measured on the labels: mean of their measured less their true accuracy, "
                        + "and mean absolute difference.",
                "Kendall, Spearman, regret",
                "Whether the labels rank these models as the truth does, and the true accuracy lost by choosing the "
                        + "model that the labels find best.",
                "mean ± number",
                ReportPage.MEAN_SD);
    }
}
