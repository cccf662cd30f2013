package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Figure;
import org.relabel4j.pages.LineFigure;
import org.relabel4j.pages.LineFigure.Quantity;
import org.relabel4j.pages.SeriesStyle;

/** Learning curves: lines with bands of one standard deviation, published curves dashed. */
final class LearningFigure {

    private LearningFigure() {}

    /**
     * One strategy, or one run, in the figure.
     *
     * @param name written beside the end of the line
     * @param style colour and marker
     * @param curve the curve
     * @param published drawn dashed in the same colour, as far as the curves of the figure go
     */
    record Line(String name, SeriesStyle style, Curve curve, Optional<Curve> published) {
        private LineFigure.Line drawn(double end) {
            return new LineFigure.Line(
                    name,
                    style,
                    points(curve),
                    curve.hasSpread(),
                    published.map(p -> points(p.upTo(end))).orElse(List.of()));
        }

        private static List<LineFigure.Point> points(Curve curve) {
            return curve.points().stream()
                    .map(p -> new LineFigure.Point(p.bought(), p.value().mean(), p.low(), p.high()))
                    .toList();
        }
    }

    static Quantity quantity(Metric metric) {
        return new Quantity(metric.label(), true, metric.isFraction() ? 1 : Double.MAX_VALUE);
    }

    /**
     * The figure, or empty if there is nothing to draw.
     *
     * @param id see {@link Figure}
     * @param title what it shows
     * @param metric what the curves are
     * @param lines the curves; those without a known point are left out
     */
    static Optional<Figure> of(String id, String title, Quantity metric, List<Line> lines) {
        List<Line> known = lines.stream().filter(l -> !l.curve().isEmpty()).toList();
        double end =
                known.stream().mapToDouble(l -> l.curve().lastBought()).max().orElse(0);
        return LineFigure.of(
                id,
                new LineFigure.Frame(title, subtitle(known), "labels bought", "published"),
                metric,
                known.stream().map(line -> line.drawn(end)).toList());
    }

    private static String subtitle(List<Line> lines) {
        List<String> parts = new ArrayList<>();
        boolean spread = lines.stream().anyMatch(l -> l.curve().hasSpread());
        parts.add(spread ? "line: mean of trials" : "line: one trial");
        if (spread) {
            parts.add(
                    (lines.size() > LineFigure.MOST_BANDS ? "bars: last value" : "band:") + " ± 1 standard deviation");
        }
        return String.join("   ·   ", parts);
    }
}
