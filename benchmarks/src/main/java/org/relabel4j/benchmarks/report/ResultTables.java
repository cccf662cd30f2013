package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.text.Counted;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;

/** The tables about one model. */
final class ResultTables {

    /** What a reader must know about trials that stopped early. */
    private static final String CARRIED_ON =
            "A trial that a limit ended is finished: its last value is carried forward, so that "
                    + "strategies are compared at equal numbers of labels bought.";

    private final ModelResult model;

    private ResultTables(ModelResult model) {
        this.model = model;
    }

    /** All tables that the data have something to say for. */
    static List<Table> of(ModelResult model) {
        ResultTables tables = new ResultTables(model);
        LabelTables labels = new LabelTables(model);
        return Stream.of(
                        Stream.of(Optional.of(tables.results()), labels.ended()),
                        CostTables.of(model).stream().map(Optional::of),
                        Stream.of(
                                labels.labelsNeeded(Metric.CONSENSUS_ACCURACY),
                                labels.labelsNeeded(Metric.MODEL_ACCURACY),
                                tables.further(),
                                tables.noise(),
                                StatisticsTable.of(model, Metric.CONSENSUS_ACCURACY),
                                StatisticsTable.of(model, Metric.MODEL_ACCURACY),
                                tables.published()))
                .flatMap(part -> part)
                .flatMap(Optional::stream)
                .toList();
    }

    private Table results() {
        return new TableBuilder<>(model.strategies())
                .column("strategy", StrategyResult::strategy)
                .column("trials", s -> Integer.toString(s.trials()))
                .means("Trials that the numbers are made of.")
                .accuracies(
                        "model, end", s -> s.curve(Metric.MODEL_ACCURACY).last().text())
                .means("Model accuracy after the last round, mean ± standard deviation over trials.")
                .accuracies(
                        "consensus, end",
                        s -> s.curve(Metric.CONSENSUS_ACCURACY).last().text())
                .means("Share of labelled examples whose consensus label is the true one, after the last round.")
                .accuracies("model, area", s -> s.area(Metric.MODEL_ACCURACY).text())
                .means("Mean height of a trial's curve of model accuracy over the labels bought.")
                .accuracies(
                        "consensus, area",
                        s -> s.area(Metric.CONSENSUS_ACCURACY).text())
                .means("The same of consensus accuracy.")
                .table("Accuracy at the end and over the run: " + model.model(), resultNotes());
    }

    private List<String> resultNotes() {
        List<String> notes = new ArrayList<>();
        for (StrategyResult s : model.strategies()) {
            if (s.rounds() < model.rounds() && s.ended().trials() < s.trials()) {
                notes.add(String.format(
                        "%s: %d of %s so far.", s.strategy(), s.rounds(), Counted.of(model.rounds(), "round")));
            }
            if (s.unfinishedTrials() > 0) {
                notes.add(String.format(
                        "%s: %s left out.", s.strategy(), Counted.of(s.unfinishedTrials(), "unfinished trial")));
            }
        }
        if (model.hasLimits()) {
            notes.add(CARRIED_ON);
        }
        return notes;
    }

    /** What else is known of the model; files of before these columns know the calibration error at most. */
    private Optional<Table> further() {
        if (model.strategies().stream().allMatch(s -> s.curve(Metric.MACRO_F1).isEmpty())) {
            return Optional.empty();
        }
        TableBuilder<StrategyResult> table =
                new TableBuilder<>(model.strategies()).column("strategy", StrategyResult::strategy);
        for (Metric metric : Metric.FURTHER) {
            Function<StrategyResult, String> last = s -> s.curve(metric).last().text();
            if (metric.isLoss()) {
                table.losses(metric.label(), last);
            } else {
                table.accuracies(metric.label(), last);
            }
            table.means(metric.meaning());
        }
        return Optional.of(table.table(
                "Model on the test set at the end: " + model.model(),
                "Of log loss (nats), Brier score and ECE less is better."));
    }

    private Optional<Table> noise() {
        List<StrategyResult> known = model.strategies().stream()
                .filter(s -> !Double.isNaN(s.noise().rate()))
                .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableBuilder<>(known)
                        .column("strategy", StrategyResult::strategy)
                        .column("asked again", s -> Shown.fraction(s.noise().recall()))
                        .means("Share of the wrong labels that a round asks about, mean of rounds.")
                        .column(
                                "wrong among asked",
                                s -> Shown.fraction(s.noise().precision()))
                        .means("Share of wrong labels among those that a round asks about again, mean of rounds.")
                        .column("left at the end", s -> Shown.fraction(s.noise().rate()))
                        .means("Share of wrong labels among the labelled examples after the last round.")
                        .column("estimated", s -> Shown.fraction(s.noise().estimate()))
                        .means("The same as estimated from the predictions, without the truth.")
                        .table(
                                "Wrong consensus labels: " + model.model(),
                                "Asked again: share of the wrong labels that a round asks about, mean of rounds. Left: "
                                        + "share of the labelled examples; estimated: the same, from the predictions, whose own "
                                        + "errors count as wrong labels: too high as long as the model errs more often "
                                        + "than the labels do."));
    }

    /** The experiments of a run side by side; empty if there is only one. */
    static List<Table> sweep(RunData run) {
        return run.models().stream()
                .map(ModelResult::model)
                .distinct()
                .filter(model -> run.experiments().size() > 1)
                .flatMap(model -> sweep(
                        run.models().stream()
                                .filter(m -> m.model().equals(model))
                                .toList(),
                        model))
                .toList();
    }

    private static Stream<Table> sweep(List<ModelResult> variants, String model) {
        return Stream.concat(
                Stream.of(Metric.CONSENSUS_ACCURACY, Metric.MODEL_ACCURACY)
                        .map(metric -> sweep(variants, model, metric)),
                CostTables.sweep(variants, model).stream());
    }

    /** The name of a result's variant. */
    static String variant(ModelResult result) {
        return result.experiment().substring(result.experiment().indexOf('/') + 1);
    }

    private static Table sweep(List<ModelResult> variants, String model, Metric metric) {
        TableBuilder<ModelResult> table = new TableBuilder<>(variants).column("variant", ResultTables::variant);
        variants.stream()
                .flatMap(m -> m.strategies().stream())
                .map(StrategyResult::strategy)
                .distinct()
                .forEach(strategy -> table.column(
                                strategy,
                                m -> Shown.fraction(m.strategy(strategy)
                                        .map(s -> s.curve(metric).last().mean())
                                        .orElse(Double.NaN)))
                        .means(metric.title() + " of " + strategy + " after the last round, mean over trials."));
        return table.table(metric.title() + " at the end, by variant: " + model);
    }

    private Optional<Table> published() {
        List<Reproduction> all = Reproduction.all(model);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        TableBuilder<Reproduction> table = new TableBuilder<>(all)
                .column("strategy", Reproduction::strategy)
                .column("labels", strategy -> Shown.count(strategy.labels()))
                .means("Labels bought up to the last round that both have.");
        compare(table, "model", Metric.MODEL_ACCURACY);
        compare(table, "consensus", Metric.CONSENSUS_ACCURACY);
        return Optional.of(table.table(
                "Published results, and how far this run is above them at the end and in the mean of rounds: "
                        + model.model(),
                Reproduction.verdict(all),
                Published.NOTE));
    }

    private static void compare(TableBuilder<Reproduction> table, String name, Metric metric) {
        table.column(name, r -> known(r.of(metric), m -> m.last().there().text()))
                .means("Published " + metric.label() + " after so many labels.")
                .column(
                        "end",
                        r -> known(r.of(metric), m -> Shown.signed(m.last().difference())))
                .means("This run's " + metric.label() + " there, less the published one.")
                .column("mean", r -> known(r.of(metric), m -> Shown.signed(m.meanDifference())))
                .means("The same difference, mean of the rounds that both have.");
    }

    private static String known(Optional<Reproduction.Matches> matches, Function<Reproduction.Matches, String> text) {
        return matches.map(text).orElse(Shown.UNKNOWN);
    }
}
