package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** Two axes around the area of a chart, and a quiet grid in it. All letters are text, for figures that are printed and searched. */
public final class Axes {
    private static final Font TICKS = ChartStyle.FONT.deriveFont(13.5f);
    private static final BasicStroke THIN = new BasicStroke(1);
    private static final int MARGIN = 8;
    private static final int TITLE = 20;
    private static final int TICK = 4;
    private static final int BELOW = MARGIN + TITLE + 20;

    private final Axis across;
    private final Axis up;
    private final double left;
    private final double top;
    private final double width;
    private final double height;

    /**
     * @param across the horizontal axis
     * @param up the vertical one
     * @param width of the chart, from the title of the vertical axis to the right end of the area, in points
     * @param height from the top of the chart to below the title of the horizontal axis
     */
    public Axes(Axis across, Axis up, double width, double height) {
        this.across = across;
        this.up = up;
        double widest = up.ticks().stream()
                .mapToDouble(tick -> ChartStyle.width(up.label(tick), TICKS))
                .max()
                .orElse(0);
        this.left = MARGIN + TITLE + widest + TICK + 2;
        this.top = MARGIN;
        this.width = width - left;
        this.height = height - top - BELOW;
    }

    /** Where a value of the horizontal axis is, in points. */
    public double x(double value) {
        return left + width * across.place(value);
    }

    /** Where a value of the vertical axis is. */
    public double y(double value) {
        return top + height * (1 - up.place(value));
    }

    /** Paints grid, numbers and titles. */
    public void paint(Graphics2D graphics) {
        graphics.setStroke(THIN);
        for (double tick : up.ticks()) {
            graphics.setColor(Ink.GRID.color());
            graphics.draw(new Line2D.Double(left, y(tick), left + width, y(tick)));
            String label = up.label(tick);
            write(graphics, label, TICKS, left - TICK - 2 - ChartStyle.width(label, TICKS), y(tick) + 5);
        }
        double bottom = top + height;
        graphics.setColor(Ink.AXIS.color());
        graphics.draw(new Line2D.Double(left, bottom, left + width, bottom));
        for (double tick : across.ticks()) {
            graphics.setColor(Ink.AXIS.color());
            graphics.draw(new Line2D.Double(x(tick), bottom, x(tick), bottom + TICK));
            String label = across.label(tick);
            write(graphics, label, TICKS, x(tick) - ChartStyle.width(label, TICKS) / 2, bottom + TICK + 14);
        }
        double middle = left + (width - ChartStyle.width(across.title(), ChartStyle.FONT)) / 2;
        write(graphics, across.title(), ChartStyle.FONT, middle, bottom + BELOW - MARGIN);
        double beside = top + (height + ChartStyle.width(up.title(), ChartStyle.FONT)) / 2;
        graphics.translate(MARGIN + 10, beside);
        graphics.rotate(-Math.PI / 2);
        write(graphics, up.title(), ChartStyle.FONT, 0, 0);
        graphics.rotate(Math.PI / 2);
        graphics.translate(-MARGIN - 10, -beside);
    }

    private static void write(Graphics2D graphics, String text, Font font, double x, double y) {
        ChartStyle.text(graphics, text, font, Ink.TEXT.color(), x, y, Double.MAX_VALUE);
    }
}
