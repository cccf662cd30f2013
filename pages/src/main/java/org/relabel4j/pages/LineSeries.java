package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.relabel4j.pages.LineFigure.Line;
import org.relabel4j.pages.LineFigure.Point;

/** The series of a chart that make up lines. */
final class LineSeries {
    static final int MOST_MARKERS = 21;

    private LineSeries() {}

    /** A series without markers and without a line, which the caller adds where wanted. */
    static XYSeries add(XYChart chart, String id, double[] x, double[] y) {
        XYSeries series = chart.addSeries(id, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(SeriesLines.NONE);
        return series;
    }

    private static XYSeries add(XYChart chart, String id, List<Point> points) {
        return add(
                chart,
                id,
                points.stream().mapToDouble(Point::labels).toArray(),
                points.stream().mapToDouble(Point::value).toArray());
    }

    static void addBand(XYChart chart, String id, Line line) {
        List<Point> points = line.points();
        int n = points.size();
        if (n < 2 || !line.hasBand()) {
            return;
        }
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = points.get(i).labels();
            y[i] = points.get(i).high();
            x[2 * n - 1 - i] = x[i];
            y[2 * n - 1 - i] = points.get(i).low();
        }
        XYSeries band = add(chart, id, x, y);
        band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        band.setFillColor(line.style().band());
    }

    static void addLine(XYChart chart, String id, List<Point> points, Line line, BasicStroke stroke) {
        XYSeries series = add(chart, id, points);
        series.setLineStyle(stroke);
        series.setLineColor(line.style().color());
    }

    /** On their own, so that they lie on the line: XChart draws each marker before the stretch that follows it. */
    static void addMarkers(XYChart chart, String id, Line line) {
        XYSeries series = add(chart, id, thinned(line.points()));
        series.setMarker(line.style().marker());
        series.setMarkerColor(line.style().color());
    }

    /** Every n-th point alone, from the first on, n being such that at most {@link #MOST_MARKERS} remain. */
    private static List<Point> thinned(List<Point> points) {
        int step = Math.max(1, (points.size() + MOST_MARKERS - 1) / MOST_MARKERS);
        return IntStream.range(0, points.size())
                .filter(i -> i % step == 0)
                .mapToObj(points::get)
                .toList();
    }
}
