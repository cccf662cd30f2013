package org.relabel4j.benchmarks.report;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.statistics.Metric;

/** Round accuracies that make good goalposts for the labels needed to reach them. */
final class Thresholds {

    private static final int MOST = 4;
    private static final int ENOUGH = 3;

    /** Steps between goalposts, in thousandths, coarse ones first. */
    private static final int[] STEPS = {100, 50, 20, 10, 5, 2, 1};

    private Thresholds() {}

    /** Up to four accuracies, ascending, above where all strategies start and within reach of at least one of them. */
    static List<Double> of(ModelResult model, Metric metric) {
        List<Curve> curves = curves(model, metric);
        double start = curves.stream().mapToDouble(c -> c.first().mean()).max().orElse(1);
        double best = curves.stream().mapToDouble(Curve::highest).max().orElse(0);
        List<Double> found = List.of();
        for (int step : STEPS) {
            found = multiples(step, t -> t > start && t <= best);
            if (found.size() >= ENOUGH) {
                break;
            }
        }
        return found.subList(Math.max(0, found.size() - MOST), found.size());
    }

    /** The lowest round accuracy that one curve reaches and the other does not; NaN if there is none. */
    static double between(Curve reaching, Curve failing) {
        for (int step : new int[] {50, 10, 5, 1}) {
            List<Double> found = multiples(step, t -> t <= reaching.highest() && t > failing.highest());
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        return Double.NaN;
    }

    private static List<Curve> curves(ModelResult model, Metric metric) {
        return model.strategies().stream()
                .map(s -> s.curve(metric))
                .filter(c -> !c.isEmpty())
                .toList();
    }

    private static List<Double> multiples(int step, Predicate<Double> wanted) {
        return IntStream.rangeClosed(1, 1000 / step)
                .mapToObj(i -> i * step / 1000.0)
                .filter(wanted)
                .toList();
    }
}
