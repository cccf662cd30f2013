package org.relabel4j.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.relabel4j.benchmarks.statistics.Metric;

/** Learning curves: lines with bands of one standard deviation, published curves dashed, names beside the line ends. */
final class LearningFigure {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 390;
    private static final int HEADING = 48;
    private static final int MOST_MARKERS = 21;
    private static final BasicStroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

    /**
     * What the curves are.
     *
     * @param label name in running text, lower case
     * @param isFraction whether it lies between 0 and 1; otherwise it counts something
     */
    record Axis(String label, boolean isFraction) {
        static Axis of(Metric metric) {
            return new Axis(metric.label(), true);
        }

        String title() {
            return Character.toUpperCase(label.charAt(0)) + label.substring(1);
        }
    }

    /**
     * One strategy, or one run, in the figure.
     *
     * @param name written beside the end of the line
     * @param style colour and marker
     * @param curve the curve; not empty
     * @param published drawn dashed in the same colour
     */
    record Line(String name, SeriesStyle style, Curve curve, Optional<Curve> published) {}

    private final String title;
    private final Axis metric;
    private final List<Line> lines;
    private final Range bought;
    private final Range accuracy;

    private LearningFigure(String title, Axis metric, List<Line> lines) {
        this.title = title;
        this.metric = metric;
        this.lines = lines;
        this.bought = Range.of(allPoints().map(Curve.Point::bought).toList()).padded(0.02, 1);
        Range shown = Range.of(
                        allPoints().flatMap(p -> Stream.of(p.low(), p.high())).toList())
                .padded(0.04, metric.isFraction() ? 0.02 : 1);
        this.accuracy = metric.isFraction() ? shown.within(-0.004, 1.004) : shown.within(0, Double.MAX_VALUE);
    }

    /**
     * The figure, or empty if there is nothing to draw.
     *
     * @param id see {@link Figure}
     * @param title what it shows
     * @param metric what the curves are
     * @param lines the curves; those without a known point are left out
     */
    static Optional<Figure> of(String id, String title, Axis metric, List<Line> lines) {
        List<Line> known = lines.stream().filter(l -> !l.curve().isEmpty()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        LearningFigure figure = new LearningFigure(title, metric, known);
        return Optional.of(new Figure(id, title, figure.description(), WIDTH, HEIGHT, figure::paint));
    }

    private Stream<Curve.Point> allPoints() {
        return lines.stream()
                .flatMap(line -> Stream.concat(Stream.of(line.curve()), line.published().stream()))
                .flatMap(curve -> curve.points().stream());
    }

    private String description() {
        return metric.title() + " against labels bought. "
                + lines.stream()
                        .map(line -> String.format(
                                Locale.ROOT,
                                metric.isFraction()
                                        ? "%s: from %.3f to %.3f after %,.0f labels"
                                        : "%s: from %,.0f to %,.0f after %,.0f labels",
                                line.name(),
                                line.curve().first().mean(),
                                line.curve().last().mean(),
                                line.curve().lastBought()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private String subtitle() {
        List<String> parts = new ArrayList<>();
        boolean spread = lines.stream().anyMatch(l -> l.curve().hasSpread());
        parts.add(spread ? "line: mean of trials" : "line: one trial");
        if (spread) {
            parts.add("band: ± 1 standard deviation");
        }
        if (lines.stream().anyMatch(l -> l.published().isPresent())) {
            parts.add("dashed: published");
        }
        return String.join("   ·   ", parts);
    }

    private void paint(Graphics2D graphics) {
        ChartStyle.heading(graphics, WIDTH, HEIGHT, title, subtitle());
        int plotWidth = WIDTH - LineNames.width(lines);
        XYChart chart = chart(plotWidth);
        graphics.translate(0, HEADING);
        chart.paint(graphics, plotWidth, HEIGHT - HEADING);
        graphics.setClip(null);
        LineNames.paint(graphics, chart, lines, plotWidth, HEIGHT - HEADING);
        graphics.translate(0, -HEADING);
    }

    private XYChart chart(int plotWidth) {
        XYChart chart = new XYChartBuilder()
                .width(plotWidth)
                .height(HEIGHT - HEADING)
                .xAxisTitle("labels bought")
                .yAxisTitle(metric.label())
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setXAxisMin(bought.low()).setXAxisMax(bought.high());
        chart.getStyler().setYAxisMin(accuracy.low()).setYAxisMax(accuracy.high());
        chart.getStyler()
                .setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern(
                        !metric.isFraction() ? "#,##0" : accuracy.high() - accuracy.low() < 0.08 ? "0.000" : "0.00");
        // Names of series never show, so they are numbers: XChart wants them unique and would take TeX in them
        // seriously.
        if (lines.stream().anyMatch(line -> line.curve().points().size() > MOST_MARKERS)) {
            addUnevenTicks(chart);
        }
        for (int i = 0; i < lines.size(); i++) {
            addBand(chart, "band" + i, lines.get(i));
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String id = "published" + i;
            line.published().ifPresent(curve -> addLine(chart, id, curve, line, DASHED));
        }
        for (int i = 0; i < lines.size(); i++) {
            addLine(chart, "line" + i, lines.get(i).curve(), lines.get(i), LINE);
            addMarkers(chart, "marker" + i, lines.get(i));
        }
        return chart;
    }

    /**
     * XChart puts ticks at some of the points if these are at equal distances, which crowds them when there are many. An
     * invisible point between two others makes it choose round numbers.
     */
    private void addUnevenTicks(XYChart chart) {
        double[] x = lines.stream()
                .flatMap(line -> line.curve().points().stream())
                .mapToDouble(Curve.Point::bought)
                .distinct()
                .sorted()
                .limit(2)
                .toArray();
        if (x.length < 2) {
            return;
        }
        add(chart, "ticks", new double[] {(x[0] + x[1]) / 2}, new double[] {accuracy.low()});
    }

    /** A series without markers and without a line, which the caller adds where wanted. */
    private static XYSeries add(XYChart chart, String id, double[] x, double[] y) {
        XYSeries series = chart.addSeries(id, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(SeriesLines.NONE);
        return series;
    }

    private static XYSeries add(XYChart chart, String id, Curve curve) {
        return add(
                chart,
                id,
                curve.points().stream().mapToDouble(Curve.Point::bought).toArray(),
                curve.points().stream().mapToDouble(p -> p.value().mean()).toArray());
    }

    private static void addBand(XYChart chart, String id, Line line) {
        List<Curve.Point> points = line.curve().points();
        int n = points.size();
        if (n < 2 || !line.curve().hasSpread()) {
            return;
        }
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = points.get(i).bought();
            y[i] = points.get(i).high();
            x[2 * n - 1 - i] = x[i];
            y[2 * n - 1 - i] = points.get(i).low();
        }
        XYSeries band = add(chart, id, x, y);
        band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        band.setFillColor(line.style().band());
    }

    private static void addLine(XYChart chart, String id, Curve curve, Line line, BasicStroke stroke) {
        XYSeries series = add(chart, id, curve);
        series.setLineStyle(stroke);
        series.setLineColor(line.style().color());
    }

    /** On their own, so that they lie on the line: XChart draws each marker before the stretch that follows it. */
    private static void addMarkers(XYChart chart, String id, Line line) {
        XYSeries series = add(chart, id, line.curve().thinned(MOST_MARKERS));
        series.setMarker(line.style().marker());
        series.setMarkerColor(line.style().color());
    }
}
