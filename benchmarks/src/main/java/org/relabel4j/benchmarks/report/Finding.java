package org.relabel4j.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Says in a sentence or two what a comparison found: the strategy with the largest area under its curve against random.
 *
 * <p>A strategy counts as ahead only if its area exceeds the other's by more than the larger of their standard
 * deviations over trials; a reader's rule of thumb, not a test of significance.
 */
final class Finding {

    private final ModelResult model;
    private final Metric metric;
    private final List<StrategyResult> ranked;

    private Finding(ModelResult model, Metric metric) {
        this.model = model;
        this.metric = metric;
        int rounds = model.strategies().stream()
                .mapToInt(StrategyResult::rounds)
                .max()
                .orElse(0);
        this.ranked = model.strategies().stream()
                .filter(s -> s.rounds() == rounds && !s.curve(metric).isEmpty())
                .sorted(Comparator.comparingDouble(s -> -s.area(metric).mean()))
                .toList();
    }

    /** The finding about consensus accuracy, or about model accuracy where the former is unknown. */
    static String of(ModelResult model) {
        for (Metric metric : List.of(Metric.CONSENSUS_ACCURACY, Metric.MODEL_ACCURACY)) {
            Finding finding = new Finding(model, metric);
            if (!finding.ranked.isEmpty()) {
                return finding.sentence() + finding.caution();
            }
        }
        return "No accuracy is known in this run.";
    }

    private String sentence() {
        StrategyResult best = ranked.get(0);
        if (best.rounds() == 1) {
            return String.format(
                    Locale.ROOT,
                    "No label has been bought yet: %s starts at %.3f.",
                    metric.label(),
                    best.curve(metric).first().mean());
        }
        if (ranked.size() == 1) {
            return String.format(
                    Locale.ROOT,
                    "With %s, %s goes from %.3f to %.3f with %,.0f labels.",
                    best.strategy(),
                    metric.label(),
                    best.curve(metric).first().mean(),
                    best.curve(metric).last().mean(),
                    best.curve(metric).lastBought());
        }
        Optional<StrategyResult> random = ranked.stream()
                .filter(s -> s.strategy().equals(ModelResult.BASELINE))
                .findFirst();
        if (random.isPresent() && random.get() != best) {
            return ahead(best, random.get()) ? lead(best, random.get()) : tie(best, random.get());
        }
        StrategyResult second = ranked.get(1);
        return ahead(best, second) ? overall(best, second) : tie(best, second);
    }

    private boolean ahead(StrategyResult best, StrategyResult other) {
        double noise = Math.max(spread(best), spread(other));
        return best.area(metric).mean() - other.area(metric).mean() > noise;
    }

    private double spread(StrategyResult result) {
        double sd = result.area(metric).sd();
        return Double.isNaN(sd) ? 0 : sd;
    }

    private String lead(StrategyResult best, StrategyResult random) {
        Curve curve = best.curve(metric);
        Curve other = random.curve(metric);
        double beyond = Thresholds.between(curve, other);
        if (!Double.isNaN(beyond)) {
            return String.format(
                    Locale.ROOT,
                    "%s reaches %s %s with %,.0f labels; %s never does with %,.0f.",
                    best.strategy(),
                    accuracy(beyond),
                    metric.label(),
                    curve.boughtToReach(beyond).orElseThrow(),
                    random.strategy(),
                    other.lastBought());
        }
        List<Double> shared = Thresholds.of(model, metric).stream()
                .filter(t -> other.boughtToReach(t).isPresent())
                .toList();
        if (shared.isEmpty()) {
            return overall(best, random);
        }
        double goal = shared.get(shared.size() - 1);
        OptionalDouble bought = curve.boughtToReach(goal);
        double needed = other.boughtToReach(goal).orElseThrow();
        if (bought.isEmpty() || bought.getAsDouble() >= needed) {
            return overall(best, random);
        }
        return String.format(
                Locale.ROOT,
                "%s reaches %s %s with %,.0f labels; %s needs %,.0f.",
                best.strategy(),
                accuracy(goal),
                metric.label(),
                bought.getAsDouble(),
                random.strategy(),
                needed);
    }

    private String overall(StrategyResult best, StrategyResult other) {
        return String.format(
                Locale.ROOT,
                "%s is ahead of %s: mean %s over the run %s against %s.",
                best.strategy(),
                other.strategy(),
                metric.label(),
                best.area(metric).text(),
                other.area(metric).text());
    }

    private String tie(StrategyResult best, StrategyResult other) {
        return String.format(
                Locale.ROOT,
                "No strategy is clearly ahead: mean %s over the run is %s for %s and %s for %s.",
                metric.label(),
                best.area(metric).text(),
                best.strategy(),
                other.area(metric).text(),
                other.strategy());
    }

    private String caution() {
        if (!model.finished()) {
            return " The run is not finished.";
        }
        boolean comparison = ranked.size() > 1 && ranked.get(0).rounds() > 1;
        return comparison && ranked.get(0).trials() == 1 ? " One trial only, so chance may explain it." : "";
    }

    /** Two decimals, or three where it takes them. */
    static String accuracy(double value) {
        String two = String.format(Locale.ROOT, "%.2f", value);
        return Math.abs(Double.parseDouble(two) - value) < 1e-9 ? two : String.format(Locale.ROOT, "%.3f", value);
    }
}
