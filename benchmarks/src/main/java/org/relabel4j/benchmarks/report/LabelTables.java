package org.relabel4j.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;
import org.relabel4j.pages.TableBuilder;

/** The tables about one model that count labels: how many it took to reach a goal. */
final class LabelTables {

    private final ModelResult model;

    LabelTables(ModelResult model) {
        this.model = model;
    }

    /** How many labels were bought until a limit ended a trial: what it took to reach the goal; empty if none did. */
    Optional<Table> ended() {
        return !model.hasLimits()
                ? Optional.empty()
                : Optional.of(new TableBuilder<>(model.strategies())
                        .column("strategy", StrategyResult::strategy)
                        .column("ended", s -> s.ended().trials() + " of " + s.trials())
                        .means("Trials that a stopping rule or the budget ended.")
                        .column(
                                "labels",
                                s -> s.ended().trials() == 0
                                        ? Shown.UNKNOWN
                                        : spread(s.ended().bought()))
                        .means("Labels that these trials bought, mean ± standard deviation.")
                        .column("saves", this::savedAtTheEnd)
                        .means("Labels fewer than random's, where all trials of both were ended.")
                        .table(
                                "Labels bought until a limit ended the trial: " + model.model(),
                                "Ended: by a stopping rule or the budget; labels: mean of these trials ± deviation; saves: "
                                        + "against random, where all trials of both were ended."));
    }

    private static String spread(MeanSd labels) {
        return Shown.count(labels.mean()) + (Double.isNaN(labels.sd()) ? "" : " ± " + Shown.count(labels.sd()));
    }

    private String savedAtTheEnd(StrategyResult s) {
        return model.baseline()
                .filter(random -> random != s)
                .filter(random -> random.ended().trials() == random.trials())
                .filter(random -> s.ended().trials() == s.trials())
                .map(random ->
                        random.ended().bought().mean() - s.ended().bought().mean())
                .map(Shown::count)
                .orElse(Shown.UNKNOWN);
    }

    /** How many labels it took to reach round accuracies; empty if none was reached. */
    Optional<Table> labelsNeeded(Metric metric) {
        List<Double> thresholds = Thresholds.of(model, metric);
        if (thresholds.isEmpty()) {
            return Optional.empty();
        }
        TableBuilder<StrategyResult> table =
                new TableBuilder<>(model.strategies()).column("strategy", StrategyResult::strategy);
        for (double threshold : thresholds) {
            double fewest = model.strategies().stream()
                    .flatMapToDouble(s -> s.curve(metric).boughtToReach(threshold).stream())
                    .min()
                    .orElse(Double.NaN);
            String accuracy = Finding.accuracy(threshold);
            table.entries(accuracy, s -> labelsNeeded(s, metric, threshold, fewest))
                    .means("Labels bought when the mean curve first reaches a " + metric.label() + " of " + accuracy
                            + ".");
        }
        List<String> notes = model.baseline().isEmpty()
                ? List.of()
                : List.of("In brackets: labels saved against random, or spent more; > where random never got there.");
        return Optional.of(table.table("Labels bought to reach a " + metric.label() + ": " + model.model(), notes));
    }

    private Entry labelsNeeded(StrategyResult strategy, Metric metric, double threshold, double fewest) {
        if (strategy.curve(metric).isEmpty()) {
            return Entry.of(Shown.UNKNOWN);
        }
        OptionalDouble needed = strategy.curve(metric).boughtToReach(threshold);
        if (needed.isEmpty()) {
            return Entry.of("not reached");
        }
        double bought = needed.getAsDouble();
        String saved = model.baseline()
                .filter(random -> random != strategy)
                .map(random -> saved(bought, random, random.curve(metric), threshold))
                .orElse("");
        return Entry.of(Shown.count(bought) + saved, bought == fewest);
    }

    private static String saved(double bought, StrategyResult random, Curve curve, double threshold) {
        OptionalDouble randomBought = curve.boughtToReach(threshold);
        if (randomBought.isPresent()) {
            // Of the numbers as they stand in the table, which a reader may subtract.
            long more = Math.round(bought) - Math.round(randomBought.getAsDouble());
            return more > 0 ? " (" + Shown.count(more) + " more)" : " (saves " + Shown.count(-more) + ")";
        }
        if (random.ended().trials() > 0) {
            // It bought fewer than its curve, carried on, is drawn for.
            return "";
        }
        // Random bought this many and still was below, so at least the difference is saved.
        long saved = Math.round(curve.lastBought()) - Math.round(bought);
        return saved <= 0 ? "" : " (saves >" + Shown.count(saved) + ")";
    }
}
