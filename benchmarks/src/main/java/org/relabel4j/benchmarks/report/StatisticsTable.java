package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.Results;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;

/** How sure the differences between the strategies of a model are: areas, trial by trial, against random and the best other. */
final class StatisticsTable {
    /** Below it, Wilcoxon's test cannot fall under 0.05, whatever the data. */
    private static final int TRIALS_FOR_RANKS = 6;

    private final ModelResult model;
    private final Results results;
    private final Metric metric;

    private StatisticsTable(ModelResult model, Metric metric) {
        this.model = model;
        this.results = model.results();
        this.metric = metric;
    }

    /** The table of a metric; empty if fewer than two strategies have finished trials in which it is known. */
    static Optional<Table> of(ModelResult model, Metric metric) {
        return new StatisticsTable(model, metric).table();
    }

    private Optional<Table> table() {
        List<Row> rows = new ArrayList<>();
        for (String strategy : results.strategies()) {
            results.summary(strategy, metric, Measure.AREA)
                    .ifPresent(summary -> rows.add(new Row(
                            strategy,
                            Shown.fraction(summary.value().mean()) + summary.intervalText(),
                            against(strategy, Optional.of(ModelResult.BASELINE)),
                            against(strategy, results.bestOther(strategy, metric, Measure.AREA)))));
        }
        if (rows.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new TableBuilder<>(rows)
                .column("strategy", Row::strategy)
                .column("mean [95 %]", Row::mean)
                .means("Mean area under the curve over trials, with a 95 % bootstrap interval.")
                .column("− random", row -> row.random.difference)
                .means("The same less random's, trial by trial.")
                .column("p", row -> row.random.p)
                .means(
                        "Of a paired t-test against random, corrected after Holm: how probable so large a difference is by chance.")
                .column("saves", row -> row.random.saved)
                .means("Labels with which random first has its last value, less this strategy's.")
                .column("− best other", row -> row.best.difference)
                .means("Against the best of all others, as against random.")
                .column("p", row -> row.best.p)
                .means("Of a paired t-test against it.")
                .column("saves", row -> row.best.saved)
                .means("Labels with which it first has its last value, less this strategy's.")
                .withoutUnknown()
                .table("Differences trial by trial, " + metric.label() + ", area: " + model.model(), notes()));
    }

    private record Row(String strategy, String mean, Against random, Against best) {}

    private record Against(String difference, String p, String saved) {
        static final Against NOBODY = new Against(Shown.UNKNOWN, Shown.UNKNOWN, Shown.UNKNOWN);
    }

    private Against against(String strategy, Optional<String> other) {
        // Asked of the one that all others are compared with, so that p is corrected for their number.
        return other.flatMap(o -> results.compare(o, strategy, metric, Measure.AREA))
                .map(reversed -> {
                    OptionalDouble saved = results.labelsSaved(strategy, other.orElseThrow(), metric);
                    return new Against(
                            Shown.signed(-reversed.meanDifference()),
                            pValue(reversed.tTest().corrected()),
                            saved.isPresent() ? Shown.count(saved.getAsDouble()) : Shown.UNKNOWN);
                })
                .orElse(Against.NOBODY);
    }

    private static String pValue(double p) {
        return p < 0.001 ? "<0.001" : Shown.fraction(p);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        String best = results.bestOther("", metric, Measure.AREA).orElseThrow();
        results.bestOther(best, metric, Measure.AREA)
                .ifPresent(second -> notes.add(String.format(
                        "Best other: %s for %s, %s for the rest. Saves: labels with which the other first has its last value, "
                                + "less this one's; – where this one never has it.",
                        second, best, best)));
        int trials = results.strategies().stream()
                .mapToInt(s -> results.trials(s).size())
                .min()
                .orElse(0);
        notes.add(evidence(trials));
        return notes;
    }

    private static String evidence(int trials) {
        if (trials == 1) {
            return "One trial: no test and no interval is possible, and chance may explain any difference.";
        }
        String test = "p: paired t-test over trials, Holm-corrected for the number of strategies; brackets: bootstrap.";
        return trials >= TRIALS_FOR_RANKS
                ? test
                : test
                        + String.format(
                                Locale.ROOT,
                                " %d trials are few: the test supposes normal differences, the intervals are too narrow, and "
                                        + "Wilcoxon's test, which supposes less, cannot fall below %.3f.",
                                trials,
                                Math.pow(2, 1 - trials));
    }
}
