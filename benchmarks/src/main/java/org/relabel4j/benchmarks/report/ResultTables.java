package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.benchmarks.report.Table.Entry;
import org.relabel4j.benchmarks.statistics.Metric;

/** The tables about one model. */
final class ResultTables {

    /** What a reader must know about trials that stopped early. */
    private static final String CARRIED_ON =
            "A trial that a limit ended is finished: its last value is carried forward, so that "
                    + "strategies are compared at equal numbers of labels bought.";

    static final String UNKNOWN = "–";

    private final ModelResult model;

    private ResultTables(ModelResult model) {
        this.model = model;
    }

    /** All tables that the data have something to say for. */
    static List<Table> of(ModelResult model) {
        ResultTables tables = new ResultTables(model);
        List<Table> all = new ArrayList<>();
        all.add(tables.results());
        all.addAll(LabelTables.of(model));
        tables.noise().ifPresent(all::add);
        StatisticsTable.of(model, Metric.CONSENSUS_ACCURACY).ifPresent(all::add);
        StatisticsTable.of(model, Metric.MODEL_ACCURACY).ifPresent(all::add);
        tables.published().ifPresent(all::add);
        return all;
    }

    private Table results() {
        List<StrategyResult> strategies = model.strategies();
        List<List<Entry>> columns = new ArrayList<>();
        columns.add(names(strategies));
        columns.add(strategies.stream()
                .map(s -> Entry.of(Integer.toString(s.trials())))
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
            if (s.rounds() < model.rounds() && s.ended().trials() < s.trials()) {
                notes.add(String.format("%s: %d of %d rounds so far.", s.strategy(), s.rounds(), model.rounds()));
            }
            if (s.unfinishedTrials() > 0) {
                notes.add(String.format(
                        "%s: %d unfinished %s left out.",
                        s.strategy(), s.unfinishedTrials(), s.unfinishedTrials() == 1 ? "trial" : "trials"));
            }
        }
        if (model.hasLimits()) {
            notes.add(CARRIED_ON);
        }
        return notes;
    }

    static List<Entry> names(List<StrategyResult> strategies) {
        return strategies.stream().map(s -> Entry.of(s.strategy())).toList();
    }

    static String count(double labels) {
        return String.format(Locale.ROOT, "%,.0f", labels);
    }

    private Optional<Table> noise() {
        List<StrategyResult> known = model.strategies().stream()
                .filter(s -> !Double.isNaN(s.noise().rate()))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<List<Entry>> rows = known.stream()
                .map(s -> List.of(
                        Entry.of(s.strategy()),
                        fraction(s.noise().recall()),
                        fraction(s.noise().precision()),
                        fraction(s.noise().rate()),
                        fraction(s.noise().estimate())))
                .toList();
        return Optional.of(new Table(
                "Wrong consensus labels: " + model.model(),
                List.of("strategy", "asked again", "wrong among asked", "left at the end", "estimated"),
                rows,
                List.of(
                        "Asked again: share of the wrong labels that a round asks about, mean of rounds. Left: share of the "
                                + "labelled examples; estimated: the same, from the predictions.")));
    }

    private static Entry fraction(double value) {
        return Entry.of(Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.3f", value));
    }

    /** The experiments of a run side by side; empty if there is only one. */
    static List<Table> sweep(RunData run) {
        List<Table> tables = new ArrayList<>();
        if (run.experiments().size() > 1) {
            List<String> models =
                    run.models().stream().map(ModelResult::model).distinct().toList();
            for (String model : models) {
                tables.add(sweep(run, model, Metric.CONSENSUS_ACCURACY));
                tables.add(sweep(run, model, Metric.MODEL_ACCURACY));
            }
        }
        return tables;
    }

    private static Table sweep(RunData run, String model, Metric metric) {
        List<ModelResult> variants =
                run.models().stream().filter(m -> m.model().equals(model)).toList();
        List<String> strategies = variants.stream()
                .flatMap(m -> m.strategies().stream())
                .map(StrategyResult::strategy)
                .distinct()
                .toList();
        List<List<Entry>> columns = new ArrayList<>();
        columns.add(variants.stream()
                .map(m -> Entry.of(m.experiment().substring(m.experiment().indexOf('/') + 1)))
                .toList());
        for (String strategy : strategies) {
            columns.add(variants.stream()
                    .map(m -> fraction(m.strategy(strategy)
                            .map(s -> s.curve(metric).last().mean())
                            .orElse(Double.NaN)))
                    .toList());
        }
        List<String> header = new ArrayList<>(List.of("variant"));
        header.addAll(strategies);
        return new Table(metric.title() + " at the end, by variant: " + model, header, Table.rows(columns), List.of());
    }

    private Optional<Table> published() {
        List<Reproduction> all = Reproduction.all(model);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<List<Entry>> rows = new ArrayList<>();
        for (Reproduction strategy : all) {
            List<Entry> row = new ArrayList<>();
            row.add(Entry.of(strategy.strategy()));
            row.add(Entry.of(count(strategy.labels())));
            for (Metric metric : Metric.values()) {
                addComparison(row, strategy.of(metric));
            }
            rows.add(row);
        }
        return Optional.of(new Table(
                "Published results, and how far this run is above them at the end and in the mean of rounds: "
                        + model.model(),
                List.of("strategy", "labels", "model", "end", "mean", "consensus", "end", "mean"),
                rows,
                List.of(Reproduction.verdict(all), Published.NOTE)));
    }

    private static void addComparison(List<Entry> row, Optional<Reproduction.Matches> matches) {
        row.add(Entry.of(matches.map(m -> m.last().there().text()).orElse(UNKNOWN)));
        row.add(Entry.of(matches.map(m -> signed(m.last().difference())).orElse(UNKNOWN)));
        row.add(Entry.of(matches.map(m -> signed(m.meanDifference())).orElse(UNKNOWN)));
    }

    /** With three decimals and a sign, but for 0. */
    static String signed(double difference) {
        String text = String.format(Locale.ROOT, "%.3f", Math.abs(difference));
        return text.equals("0.000") ? text : (difference < 0 ? "−" : "+") + text;
    }
}
