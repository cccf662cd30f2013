package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.cleaning.CleaningCell;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.cleaning.EffectRow.EffectKey;
import org.relabel4j.benchmarks.report.Table.Entry;
import org.relabel4j.benchmarks.statistics.MeanSd;

/** What a label-cleaning run found, in a sentence and in tables. */
final class CleaningTexts {

    private static final String ORACLE = "oracle";
    private static final String RANDOM = "random";

    private CleaningTexts() {}

    /** The selector with the largest area that knows nothing of how people label, against random. */
    static String finding(CleaningResults results, String noise) {
        Optional<String> best = results.selectors(noise).stream()
                .filter(selector -> !selector.equals(ORACLE) && !selector.equals(RANDOM))
                .max(Comparator.comparingDouble(selector -> mean(results, noise, selector, CleaningResults.Curve::area)
                        .mean()));
        if (best.isEmpty()) {
            return "Noise " + noise + ": no selector to compare with random and the oracle.";
        }
        String sentence = String.format(
                Locale.ROOT,
                "Noise %s: %s lifts label accuracy from %.3f to %.3f with %,.0f labels",
                noise,
                best.get(),
                mean(results, noise, best.get(), c -> c.start().labelAccuracy()).mean(),
                mean(results, noise, best.get(), c -> c.end().labelAccuracy()).mean(),
                results.curves(noise, best.get()).get(0).end().relabels());
        if (!results.selectors(noise).contains(RANDOM)) {
            return sentence + ".";
        }
        double[] normalised = results.normalisedAreas(noise, best.get());
        return sentence
                + String.format(
                        Locale.ROOT,
                        "; random to %.3f",
                        mean(results, noise, RANDOM, c -> c.end().labelAccuracy())
                                .mean())
                + (normalised.length == 0
                        ? "."
                        : String.format(
                                Locale.ROOT,
                                ". On a scale from random (0) to the oracle (1) its area is %.2f.",
                                MeanSd.of(normalised).mean()));
    }

    static List<Table> tables(CleaningResults results, String noise) {
        List<Table> tables = new ArrayList<>();
        tables.add(cleaning(results, noise));
        if (!results.effectLabels(noise).isEmpty()) {
            tables.add(training(results, noise));
            tables.add(evaluation(results, noise));
        }
        return tables;
    }

    private static Table cleaning(CleaningResults results, String noise) {
        List<String> selectors = results.selectors(noise);
        List<List<Entry>> columns = new ArrayList<>();
        columns.add(selectors.stream().map(Entry::of).toList());
        columns.add(selectors.stream()
                .map(s -> Entry.of(String.valueOf(results.curves(noise, s).size())))
                .toList());
        columns.add(Table.accuracies(selectors.stream()
                .map(s -> mean(results, noise, s, c -> c.end().labelAccuracy()))
                .toList()));
        columns.add(Table.accuracies(selectors.stream()
                .map(s -> mean(results, noise, s, CleaningResults.Curve::area))
                .toList()));
        columns.add(selectors.stream()
                .map(s -> Entry.of(MeanSd.of(results.normalisedAreas(noise, s)).text()))
                .toList());
        columns.add(counts(results, noise, c -> c.end().clearMislabelled()));
        columns.add(counts(results, noise, c -> c.end().ambiguousMislabelled()));
        columns.add(selectors.stream()
                .map(s -> Entry.of(
                        mean(results, noise, s, c -> c.end().totalVariation()).text()))
                .toList());
        CleaningResults.Curve first = results.curves(noise, selectors.get(0)).get(0);
        return new Table(
                "Label cleaning at noise " + noise,
                List.of("selector", "trials", "labels, end", "area", "normalised", "clear", "ambiguous", "variation"),
                Table.rows(columns),
                List.of(String.format(
                        Locale.ROOT,
                        "After %,.0f labels. At the start: label accuracy %.3f, %.0f clear and %.0f ambiguous examples"
                                + " mislabelled, total variation %.3f.",
                        first.end().relabels(),
                        mean(results, noise, selectors.get(0), c -> c.start().labelAccuracy())
                                .mean(),
                        mean(results, noise, selectors.get(0), c -> c.start().clearMislabelled())
                                .mean(),
                        mean(results, noise, selectors.get(0), c -> c.start().ambiguousMislabelled())
                                .mean(),
                        mean(results, noise, selectors.get(0), c -> c.start().totalVariation())
                                .mean())));
    }

    private static List<Entry> counts(
            CleaningResults results, String noise, ToDoubleFunction<CleaningResults.Curve> value) {
        return results.selectors(noise).stream()
                .map(s -> Entry.of(String.format(
                        Locale.ROOT, "%.1f", mean(results, noise, s, value).mean())))
                .toList();
    }

    private static MeanSd mean(
            CleaningResults results, String noise, String selector, ToDoubleFunction<CleaningResults.Curve> value) {
        return MeanSd.of(
                results.curves(noise, selector).stream().mapToDouble(value).toArray());
    }

    private static Table training(CleaningResults results, String noise) {
        List<String> labels = results.effectLabels(noise);
        List<List<Entry>> columns = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("labels"));
        columns.add(labels.stream().map(CleaningTexts::named).toList());
        for (String model : results.effectModels()) {
            header.add(model);
            columns.add(column(results, noise, "model_accuracy", model));
        }
        return new Table(
                "Training on the labels: accuracy on the test set, noise " + noise,
                header,
                Table.rows(columns),
                List.of());
    }

    private static Table evaluation(CleaningResults results, String noise) {
        List<String> labels = results.effectLabels(noise);
        List<List<Entry>> columns = new ArrayList<>();
        columns.add(labels.stream().map(CleaningTexts::named).toList());
        for (String measure : List.of("accuracy_bias", "accuracy_error", "kendall", "spearman", "selection_regret")) {
            columns.add(column(results, noise, measure, ""));
        }
        return new Table(
                "Evaluating and choosing models by the labels, noise " + noise,
                List.of("labels", "bias", "error", "Kendall", "Spearman", "regret"),
                Table.rows(columns),
                List.of());
    }

    private static List<Entry> column(CleaningResults results, String noise, String measure, String model) {
        return results.effectLabels(noise).stream()
                .map(labels -> Entry.of(MeanSd.of(results.effect(new EffectKey(noise, labels, measure, model)))
                        .text()))
                .toList();
    }

    private static Entry named(String labels) {
        return Entry.of(
                switch (labels) {
                    case CleaningCell.FIRST_LABELS -> "first labels";
                    case CleaningCell.TRUE_LABELS -> "true labels";
                    default -> labels;
                });
    }
}
