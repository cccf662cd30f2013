package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.report.Table.Cell;

/** The tables about one model. */
final class ResultTables {

    private final ModelResult model;

    private ResultTables(ModelResult model) {
        this.model = model;
    }

    /** All tables that the data have something to say for. */
    static List<Table> of(ModelResult model) {
        ResultTables tables = new ResultTables(model);
        List<Table> all = new ArrayList<>();
        all.add(tables.results());
        tables.labelsNeeded(Metric.CONSENSUS_ACCURACY).ifPresent(all::add);
        tables.labelsNeeded(Metric.MODEL_ACCURACY).ifPresent(all::add);
        tables.published().ifPresent(all::add);
        return all;
    }

    private Table results() {
        List<StrategyResult> strategies = model.strategies();
        List<List<Cell>> columns = new ArrayList<>();
        columns.add(names(strategies));
        columns.add(strategies.stream()
                .map(s -> Cell.of(Integer.toString(s.trials())))
                .toList());
        for (Metric metric : Metric.values()) {
            columns.add(Table.accuracies(
                    strategies.stream().map(s -> s.curve(metric).last()).toList()));
        }
        for (Metric metric : Metric.values()) {
            columns.add(Table.accuracies(
                    strategies.stream().map(s -> s.area(metric)).toList()));
        }
        return new Table(
                "Accuracy at the end and over the run: " + model.model(),
                List.of("strategy", "trials", "model, end", "consensus, end", "model, area", "consensus, area"),
                Table.rows(columns),
                resultNotes());
    }

    private List<String> resultNotes() {
        List<String> notes = new ArrayList<>();
        for (StrategyResult s : model.strategies()) {
            if (s.rounds() < model.rounds()) {
                notes.add(String.format("%s: %d of %d rounds so far.", s.strategy(), s.rounds(), model.rounds()));
            }
            if (s.unfinishedTrials() > 0) {
                notes.add(String.format(
                        "%s: %d unfinished %s left out.",
                        s.strategy(), s.unfinishedTrials(), s.unfinishedTrials() == 1 ? "trial" : "trials"));
            }
        }
        return notes;
    }

    private static List<Cell> names(List<StrategyResult> strategies) {
        return strategies.stream().map(s -> Cell.of(s.strategy())).toList();
    }

    private Optional<Table> labelsNeeded(Metric metric) {
        List<Double> thresholds = Thresholds.of(model, metric);
        if (thresholds.isEmpty()) {
            return Optional.empty();
        }
        List<List<Cell>> columns = new ArrayList<>();
        List<String> header = new ArrayList<>();
        columns.add(names(model.strategies()));
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

    private List<Cell> labelsNeeded(Metric metric, double threshold) {
        List<OptionalDouble> needed = model.strategies().stream()
                .map(s -> s.curve(metric).boughtToReach(threshold))
                .toList();
        double fewest = needed.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min()
                .orElse(Double.NaN);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            StrategyResult strategy = model.strategies().get(i);
            OptionalDouble bought = needed.get(i);
            if (strategy.curve(metric).isEmpty()) {
                cells.add(Cell.of("–"));
            } else if (bought.isEmpty()) {
                cells.add(Cell.of("not reached"));
            } else {
                String saved = strategy.strategy().equals(ModelResult.BASELINE)
                        ? ""
                        : model.baseline()
                                .map(random -> saved(bought.getAsDouble(), random.curve(metric), threshold))
                                .orElse("");
                cells.add(new Cell(count(bought.getAsDouble()) + saved, bought.getAsDouble() == fewest));
            }
        }
        return cells;
    }

    private static String saved(double bought, Curve random, double threshold) {
        OptionalDouble randomBought = random.boughtToReach(threshold);
        if (randomBought.isPresent()) {
            double more = bought - randomBought.getAsDouble();
            return more > 0 ? " (" + count(more) + " more)" : " (saves " + count(-more) + ")";
        }
        // Random bought this many and still was below, so at least the difference is saved.
        double saved = random.lastBought() - bought;
        return Double.isNaN(saved) || saved <= 0 ? "" : " (saves >" + count(saved) + ")";
    }

    private static String count(double labels) {
        return String.format(Locale.ROOT, "%,.0f", labels);
    }

    private Optional<Table> published() {
        Map<String, Curve> modelCurves = model.published(Metric.MODEL_ACCURACY);
        if (modelCurves.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Curve> consensusCurves = model.published(Metric.CONSENSUS_ACCURACY);
        List<List<Cell>> rows = new ArrayList<>();
        modelCurves.forEach((strategy, published) -> {
            StrategyResult here = model.strategy(strategy).orElseThrow();
            List<Cell> row = new ArrayList<>();
            row.add(Cell.of(strategy));
            Optional<Curve.Matched> ofModel = here.curve(Metric.MODEL_ACCURACY).lastMatch(published);
            Optional<Curve.Matched> ofConsensus =
                    here.curve(Metric.CONSENSUS_ACCURACY).lastMatch(consensusCurves.get(strategy));
            row.add(Cell.of(
                    ofConsensus.or(() -> ofModel).map(m -> count(m.bought())).orElse("–")));
            addMatch(row, ofModel);
            addMatch(row, ofConsensus);
            rows.add(row);
        });
        return Optional.of(new Table(
                "Published results, and how far this run is from them: " + model.model(),
                List.of("strategy", "labels", "model, published", "here", "consensus, published", "here"),
                rows,
                List.of(Published.NOTE)));
    }

    private static void addMatch(List<Cell> row, Optional<Curve.Matched> match) {
        row.add(Cell.of(match.map(m -> m.there().text()).orElse("–")));
        row.add(Cell.of(match.map(m -> signed(m.difference())).orElse("–")));
    }

    private static String signed(double difference) {
        String text = String.format(Locale.ROOT, "%.3f", Math.abs(difference));
        return text.equals("0.000") ? text : (difference < 0 ? "−" : "+") + text;
    }
}
