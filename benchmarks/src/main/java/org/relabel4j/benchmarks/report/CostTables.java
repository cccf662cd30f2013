package org.relabel4j.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;

/** Accuracies for the same money, where labels differ in price: at equal numbers of labels one has spent more than another. */
final class CostTables {
    private static final int MOST_AMOUNTS = 6;
    private static final MathContext SHOWN = new MathContext(3);

    private CostTables() {}

    /**
     * What a row is about.
     *
     * @param name in the first column
     * @param result what was bought
     */
    private record Line(String name, StrategyResult result) {
        /** Spent at the end, mean over trials. */
        double spent() {
            return result.rows().stream()
                    .mapToDouble(trial -> trial.get(trial.size() - 1).spent())
                    .average()
                    .orElse(Double.NaN);
        }

        /** Whether a label cost something else than 1. */
        boolean isPriced() {
            return result.rows().stream()
                    .anyMatch(trial -> trial.stream().anyMatch(row -> {
                        int bought = row.labels().annotations()
                                - trial.get(0).labels().annotations();
                        return row.spent() > 0 && row.stopReason().isEmpty() && row.spent() != bought;
                    }));
        }

        MeanSd at(double amount, Metric metric) {
            return MeanSd.of(result.rows().stream()
                    .mapToDouble(trial -> CostTables.at(trial, amount, metric))
                    .toArray());
        }
    }

    /** The strategies of a model, if there are several. */
    static List<Table> of(ModelResult model) {
        return tables(
                "strategy",
                model.model(),
                model.strategies().stream()
                        .map(strategy -> new Line(strategy.strategy(), strategy))
                        .toList());
    }

    /** The variants of a run with one model, and their strategies. */
    static List<Table> sweep(List<ModelResult> variants, String model) {
        boolean several =
                variants.stream().anyMatch(variant -> variant.strategies().size() > 1);
        return tables(
                "variant",
                model,
                variants.stream()
                        .flatMap(variant -> variant.strategies().stream()
                                .map(strategy -> new Line(
                                        ResultTables.variant(variant) + (several ? ", " + strategy.strategy() : ""),
                                        strategy)))
                        .toList());
    }

    private static List<Table> tables(String what, String model, List<Line> lines) {
        double least = lines.stream().mapToDouble(Line::spent).min().orElse(Double.NaN);
        if (lines.size() < 2 || !(least > 0) || lines.stream().noneMatch(Line::isPriced)) {
            return List.of();
        }
        return Stream.of(Metric.CONSENSUS_ACCURACY, Metric.MODEL_ACCURACY)
                .map(metric -> table(what, model, lines, amounts(least), metric))
                .toList();
    }

    private static Table table(String what, String model, List<Line> lines, List<Double> amounts, Metric metric) {
        TableBuilder<Line> table = new TableBuilder<>(lines).column(what, Line::name);
        for (double amount : amounts) {
            table.accuracies(shown(amount), line -> line.at(amount, metric).text())
                    .means(metric.title() + " when so much was spent, mean ± standard deviation over trials.");
        }
        return table.table(
                metric.title() + " by what was spent: " + model,
                "In the unit of the costs, by straight lines between rounds; a trial that ended before keeps its last value.");
    }

    private static String shown(double amount) {
        return amount == Math.rint(amount)
                ? Shown.count(amount)
                : new BigDecimal(amount, SHOWN).stripTrailingZeros().toPlainString();
    }

    /** Up to six round amounts that all reach. */
    private static List<Double> amounts(double least) {
        double step = Math.pow(10, Math.floor(Math.log10(least)) - 1);
        for (int n = 0; least / step >= MOST_AMOUNTS + 1; n++) {
            step *= n % 3 == 1 ? 2.5 : 2; // 1, 2, 5, 10
        }
        double chosen = step;
        return IntStream.rangeClosed(1, (int) (least / step))
                .mapToObj(n -> n * chosen)
                .toList();
    }

    private static double at(List<RoundRow> trial, double amount, Metric metric) {
        for (int r = 0; r < trial.size(); r++) {
            double spent = trial.get(r).spent();
            if (spent >= amount) {
                double before = r == 0 ? spent : trial.get(r - 1).spent();
                double share = spent > before ? (amount - before) / (spent - before) : 1;
                double from = r == 0 ? 0 : (1 - share) * metric.of(trial.get(r - 1));
                return from + share * metric.of(trial.get(r));
            }
        }
        return metric.of(trial.get(trial.size() - 1));
    }
}
