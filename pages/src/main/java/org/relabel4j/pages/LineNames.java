package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.pages.LineFigure.Line;
import org.relabel4j.pages.LineFigure.Point;

/**
 * What stands right of the lines: their intervals at the end, where there are many lines, and their names, without overlap; below
 * these, what the dashed lines are.
 *
 * @param lines the lines, from the highest end to the lowest
 * @param dashed what the dashed lines are; empty if there are none
 */
record LineNames(List<Line> lines, String dashed) {
    private static final int SPACING = 18;
    private static final int MAX_WIDTH = 300;
    private static final int MARGIN = 8;

    /** Room for a line's interval. */
    private static final int INTERVAL = 6;

    private static final BasicStroke THIN = new BasicStroke(1);
    private static final BasicStroke THICK = new BasicStroke(2);

    /** The room that they take on the right of the plot. */
    int width() {
        double widest = Stream.concat(lines.stream().map(Line::name), Stream.of(dashed))
                .mapToDouble(name -> ChartStyle.width(name, ChartStyle.FONT))
                .max()
                .orElseThrow();
        return (int) Math.ceil(Math.min(widest, MAX_WIDTH)) + 28 + intervals();
    }

    /** The room that they take above each other. */
    int height() {
        return SPACING * lines.size() + key() + 2 * MARGIN;
    }

    private int key() {
        return dashed.isEmpty() ? 0 : SPACING;
    }

    private int intervals() {
        return lines.size() <= LineFigure.MOST_BANDS || lines.stream().noneMatch(Line::hasBand)
                ? 0
                : INTERVAL * lines.size() + MARGIN;
    }

    /** Writes each name from x on at the height where its line ends, moved apart where they would overlap. */
    void paint(Graphics2D graphics, Axes axes, int x, int height) {
        double[] ends =
                lines.stream().mapToDouble(l -> axes.y(l.last().value())).toArray();
        double[] heights = spread(ends, SPACING, MARGIN, height - MARGIN - key());
        int names = x + intervals();
        for (int i = 0; i < heights.length; i++) {
            Line line = lines.get(i);
            double from = axes.x(line.last().labels());
            if (intervals() > 0) {
                from = x + MARGIN + INTERVAL * i;
                interval(graphics, axes, line, from);
            }
            graphics.setStroke(THIN);
            graphics.setColor(line.style().leader());
            graphics.draw(new Line2D.Double(from, ends[i], names + 2, heights[i]));
            line.style().marker().paint(graphics, line.style().color(), names + 8, heights[i], 9);
            name(graphics, line.name(), names, heights[i]);
        }
        if (!dashed.isEmpty()) {
            double y = height - MARGIN - 4;
            graphics.setStroke(LinePainter.DASHED);
            graphics.setColor(Ink.TEXT.color());
            graphics.draw(new Line2D.Double(names - 9, y, names + 14, y));
            name(graphics, dashed, names, y);
        }
    }

    private static void name(Graphics2D graphics, String name, double x, double y) {
        ChartStyle.text(graphics, name, ChartStyle.FONT, Ink.TEXT.color(), x + 18, y + 5, MAX_WIDTH);
    }

    private static void interval(Graphics2D graphics, Axes axes, Line line, double x) {
        Point last = line.last();
        graphics.setStroke(THICK);
        graphics.setColor(line.style().color());
        graphics.draw(new Line2D.Double(x, axes.y(last.low()), x, axes.y(last.high())));
        graphics.draw(new Line2D.Double(x - 2, axes.y(last.value()), x + 2, axes.y(last.value())));
    }

    /**
     * Moves positions apart.
     *
     * @param wanted wanted positions, ascending
     * @param spacing least distance between neighbours
     * @param low lowest position allowed
     * @param high highest position allowed; wins over {@code low} if there are too many labels, as does {@code spacing}
     * @return positions, ascending, in the same order
     */
    static double[] spread(double[] wanted, double spacing, double low, double high) {
        double[] placed = wanted.clone();
        double floor = low;
        for (int i = 0; i < placed.length; i++) {
            placed[i] = Math.max(placed[i], floor);
            floor = placed[i] + spacing;
        }
        double ceiling = high;
        for (int i = placed.length - 1; i >= 0; i--) {
            placed[i] = Math.min(placed[i], ceiling);
            ceiling = placed[i] - spacing;
        }
        return placed;
    }
}
