package org.relabel4j.pages;

import java.awt.Graphics2D;
import java.util.function.Consumer;

/**
 * A chart that can be painted on any {@link Graphics2D}, so that all its files show the same. It has no title in it: a page or a
 * paper writes that beside it.
 *
 * @param id name of its files without extension, unique in a report: lower-case letters, digits, hyphens
 * @param title what it shows
 * @param subtitle how to read it
 * @param description what can be seen in it, for those who cannot see it
 * @param width width in points
 * @param height height in points
 * @param painter paints it from (0, 0) to (width, height), on white ground
 */
public record Figure(
        String id,
        String title,
        String subtitle,
        String description,
        int width,
        int height,
        Consumer<Graphics2D> painter) {
    /**
     * A figure and its vector form.
     *
     * @param figure the figure
     * @param svg the figure as an {@code svg} element
     */
    public record Drawing(Figure figure, String svg) {
        /** Draws a figure. */
        public static Drawing of(Figure figure) {
            return new Drawing(figure, FigureWriter.svg(figure));
        }
    }

    /** Paints it with smooth edges, on its ground. */
    void paint(Graphics2D graphics) {
        ChartStyle.smooth(graphics);
        graphics.setColor(Ink.GROUND.color());
        graphics.fillRect(0, 0, width, height);
        painter.accept(graphics);
    }
}
