package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Measure;

/**
 * A learning curve: an accuracy, mean over trials, against the labels bought.
 *
 * @param points in order of labels bought; rounds in which the accuracy is unknown are left out
 */
record Curve(List<Point> points) {

    /** Means of decimals such as 0.9 can fall short of 0.9 by rounding alone. */
    private static final double ROUNDING = 1e-12;

    /**
     * One evaluated round.
     *
     * @param bought labels bought so far, those from the start not counted; mean over trials
     * @param value accuracy over the trials
     */
    record Point(double bought, MeanSd value) {
        double low() {
            return value.mean() - spread();
        }

        double high() {
            return value.mean() + spread();
        }

        private double spread() {
            return Double.isNaN(value.sd()) ? 0 : value.sd();
        }
    }

    Curve {
        points = List.copyOf(points);
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    boolean hasSpread() {
        return points.stream().anyMatch(p -> !Double.isNaN(p.value().sd()));
    }

    /** Accuracy at the first point; NONE for an empty curve. */
    MeanSd first() {
        return isEmpty() ? MeanSd.NONE : points.get(0).value();
    }

    /** Accuracy at the last point; NONE for an empty curve. */
    MeanSd last() {
        return isEmpty() ? MeanSd.NONE : points.get(points.size() - 1).value();
    }

    /** Labels bought at the last point; NaN for an empty curve. */
    double lastBought() {
        return isEmpty() ? Double.NaN : points.get(points.size() - 1).bought();
    }

    /** The part up to so many labels bought; nothing where that is no more than a point, which is no line. */
    Curve upTo(double bought) {
        List<Point> part =
                points.stream().filter(p -> p.bought() < bought + 0.5).toList();
        return new Curve(part.size() < 2 ? List.of() : part);
    }

    /** The mean over the points; NaN for an empty curve. */
    double mean() {
        return MeanSd.of(points.stream().mapToDouble(p -> p.value().mean()).toArray())
                .mean();
    }

    /** The highest mean; NaN for an empty curve. */
    double highest() {
        return points.stream().mapToDouble(p -> p.value().mean()).max().orElse(Double.NaN);
    }

    /** Labels at which the mean first reaches an accuracy, by straight lines between rounds; empty if it never does. */
    OptionalDouble boughtToReach(double accuracy) {
        if (isEmpty()) {
            return OptionalDouble.empty();
        }
        return Measure.curve(
                        points.stream().mapToDouble(Point::bought).toArray(),
                        points.stream().mapToDouble(p -> p.value().mean()).toArray())
                .labelsToReach(accuracy - ROUNDING);
    }

    /** The points that both curves evaluate at the same number of bought labels, as (this, other). */
    List<Matched> matches(Curve other) {
        List<Matched> matches = new ArrayList<>();
        for (Point mine : points) {
            other.points.stream()
                    .filter(p -> Math.abs(p.bought() - mine.bought()) < 0.5)
                    .findFirst()
                    .ifPresent(theirs -> matches.add(new Matched(mine.bought(), mine.value(), theirs.value())));
        }
        return matches;
    }

    /**
     * Two curves at the same number of bought labels.
     *
     * @param bought labels bought
     * @param here value of the one curve
     * @param there value of the other
     */
    record Matched(double bought, MeanSd here, MeanSd there) {
        double difference() {
            return here.mean() - there.mean();
        }
    }
}
