package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Shown;

/**
 * A strategy of this run beside its published results, where both evaluate the same numbers of bought labels.
 *
 * @param experiment name of the experiment
 * @param model name of the model
 * @param strategy name of the strategy here
 * @param metrics what is known of each metric
 */
record Reproduction(String experiment, String model, String strategy, Map<Metric, Matches> metrics) {
    /** Differences up to here count as reproduced. */
    private static final double CLOSE = 0.01;

    Reproduction {
        metrics = Map.copyOf(metrics);
    }

    /**
     * A metric in the rounds that both evaluate, at least one.
     *
     * @param rounds in ascending order of labels; "here" is this run, "there" the published one
     */
    record Matches(List<Curve.Matched> rounds) {
        Matches {
            rounds = List.copyOf(rounds);
        }

        Curve.Matched last() {
            return rounds.get(rounds.size() - 1);
        }

        double meanHere() {
            return mean(match -> match.here().mean());
        }

        double meanPublished() {
            return mean(match -> match.there().mean());
        }

        double meanDifference() {
            return meanHere() - meanPublished();
        }

        private double mean(ToDoubleFunction<Curve.Matched> value) {
            return MeanSd.of(rounds.stream().mapToDouble(value).toArray()).mean();
        }
    }

    /** Those of a model, in the order of its strategies; without those that were not published. */
    static List<Reproduction> all(ModelResult model) {
        List<Reproduction> all = new ArrayList<>();
        for (StrategyResult strategy : model.strategies()) {
            Map<Metric, Matches> metrics = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.ACCURACIES) {
                model.published(strategy.strategy(), metric)
                        .map(strategy.curve(metric)::matches)
                        .filter(matches -> !matches.isEmpty())
                        .ifPresent(matches -> metrics.put(metric, new Matches(matches)));
            }
            if (!metrics.isEmpty()) {
                all.add(new Reproduction(model.experiment(), model.model(), strategy.strategy(), metrics));
            }
        }
        return all;
    }

    Optional<Matches> of(Metric metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /** Labels bought at the end of what both evaluate. */
    double labels() {
        return metrics.values().stream()
                .mapToDouble(matches -> matches.last().bought())
                .max()
                .orElseThrow();
    }

    /** How many differences are close, and which are not. */
    static String verdict(List<Reproduction> all) {
        List<String> far = new ArrayList<>();
        int number = 0;
        for (Reproduction one : all) {
            for (Metric metric : Metric.ACCURACIES) {
                Optional<Matches> matches = one.of(metric);
                if (matches.isPresent()) {
                    number += 2;
                    one.addIfFar(far, metric, "end", matches.get().last().difference());
                    one.addIfFar(far, metric, "mean", matches.get().meanDifference());
                }
            }
        }
        return String.format(Locale.ROOT, "%d of %d differences are within %s", number - far.size(), number, CLOSE)
                + (far.isEmpty() ? "." : "; not: " + String.join(", ", far) + ".");
    }

    private void addIfFar(List<String> far, Metric metric, String measure, double difference) {
        // Rounded as shown, so that nobody wonders about a 0.010.
        if (Math.round(Math.abs(difference) * 1000) > CLOSE * 1000) {
            far.add(strategy + " " + metric.label() + ", " + measure + " " + Shown.signed(difference));
        }
    }
}
