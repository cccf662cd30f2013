package org.relabel4j.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.statistics.Comparison;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;

/**
 * Says in a sentence or two what a comparison found: the strategy with the largest area under its curve against random.
 *
 * <p>A strategy counts as ahead only where {@link org.relabel4j.benchmarks.statistics.Comparison#isAhead} says so of the areas.
 * Strategies that the best one is not ahead of are named with it.
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
                return finding.sentence() + finding.rivals() + finding.caution() + finding.unlikePublished();
            }
        }
        return "No accuracy is known in this run.";
    }

    private String unlikePublished() {
        return model.isUnlikePublished()
                ? " Published results do not stand beside it, since it starts from something else: "
                        + String.join("; ", model.departures()) + "."
                : "";
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
                    best.ended().trials() == best.trials()
                            ? best.ended().bought().mean()
                            : best.curve(metric).lastBought());
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
        return model.results()
                .compare(best.strategy(), other.strategy(), metric, Measure.AREA)
                .map(Comparison::isAhead)
                .orElse(false);
    }

    /** The strategies, random aside, that the best one is not ahead of, where it is ahead of random. */
    private String rivals() {
        StrategyResult best = ranked.get(0);
        boolean leads =
                ranked.stream().anyMatch(s -> s != best && s.strategy().equals(ModelResult.BASELINE) && ahead(best, s));
        List<String> rivals = ranked.stream()
                .filter(s -> leads && s != best && best.rounds() > 1 && !ahead(best, s))
                .map(s -> s.strategy() + " (" + s.area(metric).text() + ")")
                .toList();
        return rivals.isEmpty()
                ? ""
                : String.format(
                        " Not clearly behind %s in mean %s over the run (%s): %s.",
                        best.strategy(), metric.label(), best.area(metric).text(), String.join(", ", rivals));
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
        String carried = comparison && model.hasLimits()
                ? " Trials that a limit ended keep their last value at more labels than they bought."
                : "";
        return carried
                + (comparison && ranked.get(0).trials() == 1 ? " One trial only, so chance may explain it." : "");
    }

    /** Two decimals, or three where it takes them. */
    static String accuracy(double value) {
        String two = String.format(Locale.ROOT, "%.2f", value);
        return Math.abs(Double.parseDouble(two) - value) < 1e-9 ? two : String.format(Locale.ROOT, "%.3f", value);
    }
}
