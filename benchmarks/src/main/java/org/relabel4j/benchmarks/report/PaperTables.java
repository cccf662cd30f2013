package org.relabel4j.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.benchmarks.statistics.Results;
import org.relabel4j.benchmarks.statistics.Summary;
import org.relabel4j.core.text.Counted;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.Table.Entry;
import org.relabel4j.pages.TableBuilder;

/**
 * The tables of a model as papers print them: mean and standard deviation over the finished trials; in bold the best of a
 * column and what is not significantly worse.
 */
final class PaperTables {
    private static final double SIGNIFICANCE = 0.05;

    private final ModelResult model;
    private final Results results;

    private PaperTables(ModelResult model) {
        this.model = model;
        this.results = model.results();
    }

    /** The tables; none if no two strategies have finished a trial. */
    static Stream<Table> of(ModelResult model) {
        PaperTables tables = new PaperTables(model);
        return tables.results.strategies().size() < 2
                ? Stream.of()
                : Stream.concat(Stream.of(tables.accuracies()), tables.further().stream());
    }

    private Table accuracies() {
        TableBuilder<String> table = strategies();
        for (Measure measure : List.of(Measure.LAST_ROUND, Measure.AREA)) {
            for (Metric metric : Metric.ACCURACIES) {
                String name = (metric == Metric.MODEL_ACCURACY ? "model" : "consensus")
                        + (measure == Measure.AREA ? ", area" : ", end");
                table.entries(name, strategy -> entry(strategy, metric, measure));
            }
        }
        return table.table(
                caption("Accuracy of the model and of the consensus labels"),
                "End: after the last round; area: mean height of the curve over the labels bought.",
                bold());
    }

    private Optional<Table> further() {
        List<Metric> known = Metric.FURTHER.stream()
                .filter(metric ->
                        results.bestOther("", metric, Measure.LAST_ROUND).isPresent())
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        TableBuilder<String> table = strategies();
        known.forEach(metric -> table.entries(metric.label(), strategy -> entry(strategy, metric, Measure.LAST_ROUND)));
        return Optional.of(table.table(caption("The model on the test set after the last round"), bold()));
    }

    private TableBuilder<String> strategies() {
        return new TableBuilder<>(results.strategies()).column("strategy", strategy -> strategy);
    }

    private String caption(String what) {
        return what + ", " + model.experiment() + ", " + model.model();
    }

    private String bold() {
        int trials = results.strategies().stream()
                .mapToInt(strategy -> results.trials(strategy).size())
                .min()
                .orElseThrow();
        return trials == 1
                ? "One trial: no test is possible; the best is bold."
                : String.format(
                        "Mean ± standard deviation of %s; bold: the best, and what a paired t-test does not tell from it"
                                + " (p ≥ %s, Holm-corrected).",
                        Counted.of(trials, "trial"), SIGNIFICANCE);
    }

    private Entry entry(String strategy, Metric metric, Measure measure) {
        return results.summary(strategy, metric, measure)
                .map(summary -> Entry.of(summary.value().text(), isBold(strategy, summary, metric, measure)))
                .orElse(Entry.of(Shown.UNKNOWN));
    }

    private boolean isBold(String strategy, Summary summary, Metric metric, Measure measure) {
        String best = results.bestOther("", metric, measure).orElseThrow();
        Summary highest = results.summary(best, metric, measure).orElseThrow();
        // A p-value that is not known, of a single trial in common, tells nothing apart and holds nothing together.
        return printed(summary).equals(printed(highest))
                || results.compare(best, strategy, metric, measure)
                        .filter(c -> c.tTest().corrected() >= SIGNIFICANCE)
                        .isPresent();
    }

    /** What prints like the best is marked like it. */
    private static String printed(Summary summary) {
        return Shown.fraction(summary.value().mean());
    }
}
