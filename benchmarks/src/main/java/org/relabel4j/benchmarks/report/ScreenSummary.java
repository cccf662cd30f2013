package org.relabel4j.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.text.Counted;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;
import org.relabel4j.pages.TextTable;

/** What a screen has room for of long results: of one model the best strategies, of several models or variants the best of each. */
final class ScreenSummary {
    /** Of the finding, of the caption and header of the table, and of what is left out. */
    private static final int BESIDES = 4;

    private final List<Result> results;
    private final int columns;
    private final int lines;

    /** A model's result, with the run that it is of. */
    private record Result(RunData run, ModelResult model) {
        Metric metric() {
            boolean known = model.strategies().stream()
                    .anyMatch(s -> !s.curve(Metric.CONSENSUS_ACCURACY).isEmpty());
            return known ? Metric.CONSENSUS_ACCURACY : Metric.MODEL_ACCURACY;
        }

        List<StrategyResult> ranked() {
            return model.strategies().stream()
                    .filter(s -> !s.curve(metric()).isEmpty())
                    .sorted(Comparator.comparingDouble(s -> -s.area(metric()).mean()))
                    .toList();
        }

        double best() {
            return ranked().stream()
                    .mapToDouble(s -> s.area(metric()).mean())
                    .findFirst()
                    .orElse(Double.NEGATIVE_INFINITY);
        }
    }

    private ScreenSummary(List<RunData> runs, int columns, int lines) {
        this.results = runs.stream()
                .flatMap(run -> run.models().stream().map(model -> new Result(run, model)))
                .toList();
        this.columns = columns;
        this.lines = lines;
    }

    /**
     * The summary.
     *
     * @param columns width of the screen
     * @param lines its height, what is printed after the summary taken off
     */
    static String of(List<RunData> runs, int columns, int lines) {
        ScreenSummary summary = new ScreenSummary(runs, columns, lines);
        return summary.results.size() == 1 ? summary.strategies() : summary.models();
    }

    private String strategies() {
        Result only = results.get(0);
        String head =
                beginning(only.model().experiment() + ", " + only.model().model() + ". " + Finding.of(only.model()));
        List<StrategyResult> ranked = only.ranked();
        int room = room(head);
        Table table = new TableBuilder<>(ranked)
                .column("strategy", StrategyResult::strategy)
                .accuracies(
                        "consensus, area",
                        s -> s.area(Metric.CONSENSUS_ACCURACY).text())
                .accuracies(
                        "consensus, end",
                        s -> s.curve(Metric.CONSENSUS_ACCURACY).last().text())
                .accuracies(
                        "model, end", s -> s.curve(Metric.MODEL_ACCURACY).last().text())
                .table("The strategies, by the mean over the run");
        return head + "\n" + TextTable.of(table, columns, room) + left(ranked.size() - room, "strategy", "strategies");
    }

    /** A line of the table: a strategy of a result. */
    private record Line(Result of, StrategyResult strategy) {}

    private String models() {
        String head = TextTable.filled(
                Counted.of(results.size(), "result") + " of " + counts()
                        + ": the best of each by the mean over the run.",
                columns);
        int room = room(head);
        List<Result> shown = results.size() <= room ? results : bestOfEachVariant();
        int each = Math.max(1, room / shown.size());
        List<Line> ranked = shown.stream()
                .flatMap(result -> result.ranked().stream().limit(each).map(s -> new Line(result, s)))
                .toList();
        boolean severalRuns = shown.stream().map(Result::run).distinct().count() > 1;
        Table table = new TableBuilder<>(ranked)
                .column("of", line -> (severalRuns ? line.of().run().name() + ", " : "") + name(line.of()))
                .column("strategy", line -> line.strategy().strategy())
                .column("consensus", line -> last(Optional.of(line.strategy()), Metric.CONSENSUS_ACCURACY))
                .column("model", line -> last(Optional.of(line.strategy()), Metric.MODEL_ACCURACY))
                .column(
                        "random",
                        line -> last(line.of().model().baseline(), line.of().metric()))
                .table("Accuracy at the end; random: its "
                        + results.get(0).metric().label());
        int all = results.stream().mapToInt(result -> result.ranked().size()).sum();
        return head + "\n" + TextTable.of(table, columns, room)
                + left(all - Math.min(room, ranked.size()), "row", "rows");
    }

    private String counts() {
        long variants =
                results.stream().map(r -> r.model().experiment()).distinct().count();
        long models = results.stream().map(r -> r.model().model()).distinct().count();
        long strategies = results.stream()
                .flatMap(r -> r.model().strategies().stream().map(StrategyResult::strategy))
                .distinct()
                .count();
        return Stream.of(
                        Counted.of(variants, "experiment or variant", "experiments or variants"),
                        Counted.of(models, "model"),
                        Counted.of(strategies, "strategy", "strategies"))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    private static String name(Result result) {
        String experiment = result.model().experiment();
        return experiment.substring(experiment.indexOf('/') + 1) + ", "
                + result.model().model();
    }

    private List<Result> bestOfEachVariant() {
        return results.stream()
                .filter(result -> results.stream()
                        .filter(other -> other.run() == result.run()
                                && other.model()
                                        .experiment()
                                        .equals(result.model().experiment()))
                        .max(Comparator.comparingDouble(Result::best))
                        .orElseThrow()
                        .equals(result))
                .toList();
    }

    private static String last(Optional<StrategyResult> strategy, Metric metric) {
        return Shown.fraction(strategy.map(s -> s.curve(metric).last().mean()).orElse(Double.NaN));
    }

    /** A text in lines, no more than a third of the screen. */
    private String beginning(String text) {
        List<String> filled = TextTable.filled(text, columns - 3).lines().toList();
        int most = Math.max(1, lines / 3);
        return String.join("\n", filled.subList(0, Math.min(most, filled.size())))
                + (filled.size() > most ? " ..\n" : "\n");
    }

    private int room(String head) {
        return Math.max(1, lines - (int) head.lines().count() - BESIDES);
    }

    /** The last line: what is left out, and where that is. */
    static String left(int more, String one, String many) {
        return "  " + (more > 0 ? Counted.of(more, one, many) + " more, all tables" : "All tables")
                + ": in the report, or \"| cat\"\n";
    }
}
