package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.relabel4j.pages.LineFigure.Line;

/** The names beside the ends of lines, without overlap. */
final class LineNames {
    private static final int SPACING = 18;
    private static final int MAX_WIDTH = 150;

    private LineNames() {}

    /** The room that they take on the right of the plot. */
    static int width(List<Line> lines) {
        double widest = lines.stream()
                .mapToDouble(l -> ChartStyle.width(l.name(), ChartStyle.FONT))
                .max()
                .orElseThrow();
        return (int) Math.ceil(Math.min(widest, MAX_WIDTH)) + 26;
    }

    /** Writes each name from x on at the height where its line ends, moved apart where they would overlap. */
    static void paint(Graphics2D graphics, XYChart chart, List<Line> lines, int x, int height) {
        List<Line> byHeight = lines.stream()
                .sorted(Comparator.comparingDouble(l -> -l.last().value()))
                .toList();
        double[] ends = byHeight.stream()
                .mapToDouble(l -> chart.getScreenYFromChart(l.last().value()))
                .toArray();
        double[] heights = spread(ends, SPACING, 8, height - 8);
        for (int i = 0; i < heights.length; i++) {
            Line line = byHeight.get(i);
            double end = chart.getScreenXFromChart(line.last().labels());
            graphics.setStroke(new BasicStroke(1));
            graphics.setColor(line.style().band());
            graphics.draw(new Line2D.Double(end, ends[i], x, heights[i]));
            graphics.setColor(line.style().color());
            line.style().marker().paint(graphics, x + 6, heights[i], 9);
            ChartStyle.text(graphics, line.name(), ChartStyle.FONT, ChartStyle.TEXT, x + 16, heights[i] + 5, MAX_WIDTH);
        }
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
