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
                .accuracies(
                        "labels, end",
                        s -> results.mean(noise, s, c -> c.end().labelAccuracy())
                                .text())
                .accuracies(
                        "area", s -> results.mean(noise, s, TrialCurve::area).text())
                .column(
                        "normalised",
                        s -> MeanSd.of(results.normalisedAreas(noise, s)).text())
                .column(
                        "times fewer",
                        s -> s.equals(RANDOM)
                                ? ""
                                : results.timesFewer(noise, s)
                                        .map(factor -> factor.value().text() + factor.intervalText())
                                        .orElse(MeanSd.NONE.text()))
                .column("clear", s -> count(s, c -> c.end().clearMislabelled()))
                .column("ambiguous", s -> count(s, c -> c.end().ambiguousMislabelled()))
                .column(
                        "variation",
                        s -> results.mean(noise, s, c -> c.end().totalVariation())
                                .text())
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
        results.effectModels().forEach(model -> table.column(model, labels -> effect(labels, "model_accuracy", model)));
        return table.table("Training on the labels: accuracy on the test set, noise " + noise);
    }

    private Table evaluation() {
        return ofLabels()
                .column("bias", labels -> effect(labels, "accuracy_bias", ""))
                .column("error", labels -> effect(labels, "accuracy_error", ""))
                .column("Kendall", labels -> effect(labels, "kendall", ""))
                .column("Spearman", labels -> effect(labels, "spearman", ""))
                .column("regret", labels -> effect(labels, "selection_regret", ""))
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
