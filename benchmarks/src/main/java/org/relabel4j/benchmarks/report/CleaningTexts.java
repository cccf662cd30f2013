package org.relabel4j.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.cleaning.CleaningCell;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.cleaning.CleaningResults.TrialCurve;
import org.relabel4j.benchmarks.cleaning.EffectRow.EffectKey;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;

/** What a label-cleaning run found at a noise level, in a sentence and in tables. */
record CleaningTexts(CleaningResults results, String noise) {

    private static final String ORACLE = "oracle";
    private static final String RANDOM = "random";

    /** The selector with the largest area that knows nothing of how people label, against random. */
    String finding() {
        Optional<String> best = results.selectors(noise).stream()
                .filter(selector -> !selector.equals(ORACLE) && !selector.equals(RANDOM))
                .max(Comparator.comparingDouble(selector -> mean(selector, TrialCurve::area)));
        if (best.isEmpty()) {
            return "Noise " + noise + ": no selector to compare with random and the oracle.";
        }
        String sentence = String.format(
                Locale.ROOT,
                "Noise %s: %s lifts label accuracy from %.3f to %.3f with %,.0f labels",
                noise,
                best.get(),
                mean(best.get(), c -> c.start().labelAccuracy()),
                mean(best.get(), c -> c.end().labelAccuracy()),
                results.curves(noise, best.get()).get(0).end().relabels());
        if (!results.selectors(noise).contains(RANDOM)) {
            return sentence + ".";
        }
        double normalised =
                MeanSd.of(results.normalisedAreas(noise, best.get())).mean();
        return sentence
                + String.format(
                        Locale.ROOT,
                        "; random to %.3f",
                        mean(RANDOM, c -> c.end().labelAccuracy()))
                + (Double.isNaN(normalised)
                        ? "."
                        : String.format(
                                Locale.ROOT,
                                ". On a scale from random (0) to the oracle (1) its area is %.2f.",
                                normalised));
    }

    List<Table> tables() {
        return results.effectLabels(noise).isEmpty()
                ? List.of(cleaning())
                : List.of(cleaning(), training(), evaluation());
    }

    private Table cleaning() {
        String first = results.selectors(noise).get(0);
        return new TableBuilder<>(results.selectors(noise))
                .column("selector", s -> s)
                .column("trials", s -> String.valueOf(results.curves(noise, s).size()))
                .means("Trials that the numbers are made of.")
                .accuracies(
                        "labels, end",
                        s -> results.mean(noise, s, c -> c.end().labelAccuracy())
                                .text())
                .means("Label accuracy at the end: share of examples with the label that most people would give.")
                .accuracies(
                        "area", s -> results.mean(noise, s, TrialCurve::area).text())
                .means("Area under the curve of label accuracy, divided by that of a perfect curve.")
                .column(
                        "normalised",
                        s -> MeanSd.of(results.normalisedAreas(noise, s)).text())
                .means("The area on a scale on which random is 0 and the oracle 1.")
                .column(
                        "times fewer",
                        s -> s.equals(RANDOM)
                                ? ""
                                : results.timesFewer(noise, s)
                                        .map(factor -> factor.value().text() + factor.intervalText())
                                        .orElse(MeanSd.NONE.text()))
                .means("How many times fewer labels than random until the label accuracy that random ends with.")
                .column("clear", s -> count(s, c -> c.end().clearMislabelled()))
                .means("Mislabelled examples at the end about which people agree, mean over trials.")
                .column("ambiguous", s -> count(s, c -> c.end().ambiguousMislabelled()))
                .means("Mislabelled examples at the end about which people disagree.")
                .column(
                        "variation",
                        s -> results.mean(noise, s, c -> c.end().totalVariation())
                                .text())
                .means("Distance of the labels given from the shares of people, mean over examples.")
                .table(
                        "Label cleaning at noise " + noise,
                        String.format(
                                Locale.ROOT,
                                "After %,.0f labels. At the start: label accuracy %.3f, %.0f clear and %.0f ambiguous examples"
                                        + " mislabelled, total variation %.3f.",
                                results.curves(noise, first).get(0).end().relabels(),
                                mean(first, c -> c.start().labelAccuracy()),
                                mean(first, c -> c.start().clearMislabelled()),
                                mean(first, c -> c.start().ambiguousMislabelled()),
                                mean(first, c -> c.start().totalVariation())));
    }

    private String count(String selector, ToDoubleFunction<TrialCurve> value) {
        return String.format(Locale.ROOT, "%.1f", mean(selector, value));
    }

    private double mean(String selector, ToDoubleFunction<TrialCurve> value) {
        return results.mean(noise, selector, value).mean();
    }

    private Table training() {
        TableBuilder<String> table = ofLabels();
        results.effectModels()
                .forEach(model -> table.column(model, labels -> effect(labels, "model_accuracy", model))
                        .means("Accuracy of " + model + " on the test set's truth, trained on the labels."));
        return table.table("Training on the labels: accuracy on the test set, noise " + noise);
    }

    private Table evaluation() {
        return ofLabels()
                .column("bias", labels -> effect(labels, "accuracy_bias", ""))
                .means("Accuracy of given models as measured on the labels less their true one, mean.")
                .column("error", labels -> effect(labels, "accuracy_error", ""))
                .means("Absolute difference of the two, mean.")
                .column("Kendall", labels -> effect(labels, "kendall", ""))
                .means(
                        "Rank correlation of the models' measured and true accuracies: 1 where the labels rank them as the truth does.")
                .column("Spearman", labels -> effect(labels, "spearman", ""))
                .means("Another such correlation, of the ranks themselves.")
                .column("regret", labels -> effect(labels, "selection_regret", ""))
                .means("True accuracy lost by choosing the model that the labels find best.")
                .table("Evaluating and choosing models by the labels, noise " + noise);
    }

    private TableBuilder<String> ofLabels() {
        return new TableBuilder<>(results.effectLabels(noise)).column("labels", labels -> switch (labels) {
            case CleaningCell.FIRST_LABELS -> "first labels";
            case CleaningCell.TRUE_LABELS -> "true labels";
            default -> labels;
        });
    }

    private String effect(String labels, String measure, String model) {
        return MeanSd.of(results.effect(new EffectKey(noise, labels, measure, model)))
                .text();
    }
}
