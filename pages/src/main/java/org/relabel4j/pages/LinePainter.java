package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.relabel4j.pages.LineFigure.Line;
import org.relabel4j.pages.LineFigure.Point;

/** Paints lines into the area of a chart: bands behind all, then dashed lines, then lines with their markers. */
final class LinePainter {
    private static final BasicStroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

    /** Markers of a line; of each of many lines fewer, at other places than those of its neighbours. */
    private static final int MOST_MARKERS = 21;

    private static final int FEW_MARKERS = 8;
    private static final int MARKER_SIZE = 8;

    private final Graphics2D graphics;
    private final Axes axes;
    private final List<Line> lines;

    LinePainter(Graphics2D graphics, Axes axes, List<Line> lines) {
        this.graphics = graphics;
        this.axes = axes;
        this.lines = lines;
    }

    void paint() {
        if (lines.size() <= LineFigure.MOST_BANDS) {
            lines.forEach(this::band);
        }
        graphics.setStroke(DASHED);
        lines.forEach(line -> draw(line, line.dashed()));
        // The highest last, so that it lies above the others.
        for (int n = lines.size() - 1; n >= 0; n--) {
            graphics.setStroke(LINE);
            draw(lines.get(n), lines.get(n).points());
            markers(lines.get(n), n);
        }
    }

    private void band(Line line) {
        if (line.points().size() > 1 && line.hasBand()) {
            List<Point> points = line.points();
            Path2D band = path(points, Point::high);
            for (int i = points.size() - 1; i >= 0; i--) {
                band.lineTo(axes.x(points.get(i).labels()), axes.y(points.get(i).low()));
            }
            band.closePath();
            graphics.setColor(line.style().band());
            graphics.fill(band);
        }
    }

    private void draw(Line line, List<Point> points) {
        if (!points.isEmpty()) {
            graphics.setColor(line.style().color());
            graphics.draw(path(points, Point::value));
        }
    }

    private Path2D path(List<Point> points, ToDoubleFunction<Point> height) {
        Path2D path = new Path2D.Double();
        for (Point point : points) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(axes.x(point.labels()), axes.y(height.applyAsDouble(point)));
            } else {
                path.lineTo(axes.x(point.labels()), axes.y(height.applyAsDouble(point)));
            }
        }
        return path;
    }

    private void markers(Line line, int n) {
        boolean many = lines.size() > LineFigure.MOST_BANDS;
        int most = many ? FEW_MARKERS : MOST_MARKERS;
        int step = Math.max(1, (line.points().size() + most - 1) / most);
        for (int i = many ? n % step : 0; i < line.points().size(); i += step) {
            Point point = line.points().get(i);
            line.style()
                    .marker()
                    .paint(graphics, line.style().color(), axes.x(point.labels()), axes.y(point.value()), MARKER_SIZE);
        }
    }
}
