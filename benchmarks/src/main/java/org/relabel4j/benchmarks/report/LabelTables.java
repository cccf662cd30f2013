package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.report.Table.Entry;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;

/** The tables about one model that count labels: how many it took to reach a goal. */
final class LabelTables {

    private final ModelResult model;

    private LabelTables(ModelResult model) {
        this.model = model;
    }

    /** Those that the data have something to say for. */
    static List<Table> of(ModelResult model) {
        LabelTables tables = new LabelTables(model);
        List<Table> all = new ArrayList<>();
        tables.ended().ifPresent(all::add);
        tables.labelsNeeded(Metric.CONSENSUS_ACCURACY).ifPresent(all::add);
        tables.labelsNeeded(Metric.MODEL_ACCURACY).ifPresent(all::add);
        return List.copyOf(all);
    }

    /** How many labels were bought until a limit ended a trial: what it took to reach the goal. */
    private Optional<Table> ended() {
        if (!model.hasLimits()) {
            return Optional.empty();
        }
        List<List<Entry>> rows = model.strategies().stream()
                .map(s -> List.of(
                        Entry.of(s.strategy()),
                        Entry.of(s.ended().trials() + " of " + s.trials()),
                        Entry.of(
                                s.ended().trials() == 0
                                        ? ResultTables.UNKNOWN
                                        : spread(s.ended().bought())),
                        Entry.of(savedAtTheEnd(s))))
                .toList();
        return Optional.of(new Table(
                "Labels bought until a limit ended the trial: " + model.model(),
                List.of("strategy", "ended", "labels", "saves"),
                rows,
                List.of(
                        "Ended: by a stopping rule or the budget; labels: mean of these trials ± deviation; saves: against "
                                + "random, where all trials of both were ended.")));
    }

    private static String spread(MeanSd labels) {
        return ResultTables.count(labels.mean())
                + (Double.isNaN(labels.sd()) ? "" : " ± " + ResultTables.count(labels.sd()));
    }

    private String savedAtTheEnd(StrategyResult s) {
        return model.baseline()
                .filter(random -> random != s)
                .filter(random -> random.ended().trials() == random.trials())
                .filter(random -> s.ended().trials() == s.trials())
                .map(random ->
                        random.ended().bought().mean() - s.ended().bought().mean())
                .map(saved -> (saved <= -0.5 ? "−" : "") + ResultTables.count(Math.abs(saved)))
                .orElse(ResultTables.UNKNOWN);
    }

    private Optional<Table> labelsNeeded(Metric metric) {
        List<Double> thresholds = Thresholds.of(model, metric);
        if (thresholds.isEmpty()) {
            return Optional.empty();
        }
        List<List<Entry>> columns = new ArrayList<>();
        List<String> header = new ArrayList<>();
        columns.add(ResultTables.names(model.strategies()));
        header.add("strategy");
        for (double threshold : thresholds) {
            header.add(Finding.accuracy(threshold));
            columns.add(labelsNeeded(metric, threshold));
        }
        List<String> notes = model.baseline().isEmpty()
                ? List.of()
                : List.of("In brackets: labels saved against random, or spent more; > where random never got there.");
        return Optional.of(new Table(
                "Labels bought to reach a " + metric.label() + ": " + model.model(),
                header,
                Table.rows(columns),
                notes));
    }

    private List<Entry> labelsNeeded(Metric metric, double threshold) {
        List<OptionalDouble> needed = model.strategies().stream()
                .map(s -> s.curve(metric).boughtToReach(threshold))
                .toList();
        double fewest = needed.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min()
                .orElse(Double.NaN);
        List<Entry> cells = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            StrategyResult strategy = model.strategies().get(i);
            OptionalDouble bought = needed.get(i);
            if (strategy.curve(metric).isEmpty()) {
                cells.add(Entry.of(ResultTables.UNKNOWN));
            } else if (bought.isEmpty()) {
                cells.add(Entry.of("not reached"));
            } else {
                String saved = strategy.strategy().equals(ModelResult.BASELINE)
                        ? ""
                        : model.baseline()
                                .map(random -> saved(bought.getAsDouble(), random, random.curve(metric), threshold))
                                .orElse("");
                cells.add(new Entry(ResultTables.count(bought.getAsDouble()) + saved, bought.getAsDouble() == fewest));
            }
        }
        return cells;
    }

    private static String saved(double bought, StrategyResult random, Curve curve, double threshold) {
        OptionalDouble randomBought = curve.boughtToReach(threshold);
        if (randomBought.isPresent()) {
            double more = bought - randomBought.getAsDouble();
            return more > 0
                    ? " (" + ResultTables.count(more) + " more)"
                    : " (saves " + ResultTables.count(Math.abs(more)) + ")";
        }
        if (random.ended().trials() > 0) {
            // It bought fewer than its curve, carried on, is drawn for.
            return "";
        }
        // Random bought this many and still was below, so at least the difference is saved.
        double saved = curve.lastBought() - bought;
        return Double.isNaN(saved) || saved <= 0 ? "" : " (saves >" + ResultTables.count(saved) + ")";
    }
}
