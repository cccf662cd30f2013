package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What stands at the points of a curve. A hollow shape is as easy to tell from the full one in grey as in colour. */
public enum Marker {
    CIRCLE,
    SQUARE,
    TRIANGLE_UP,
    DIAMOND,
    TRIANGLE_DOWN,
    HOLLOW_CIRCLE,
    HOLLOW_SQUARE,
    HOLLOW_DIAMOND;

    private static final BasicStroke RIM = new BasicStroke(1.8f);

    /** Paints it around a point, in a colour and as wide as {@code size}. */
    public void paint(Graphics2D graphics, Color color, double x, double y, double size) {
        Shape shape = shape(x, y, size / 2);
        boolean hollow = ordinal() >= HOLLOW_CIRCLE.ordinal();
        graphics.setColor(hollow ? Ink.GROUND.color() : color);
        graphics.fill(shape);
        if (hollow) {
            graphics.setStroke(RIM);
            graphics.setColor(color);
            graphics.draw(shape);
        }
    }

    private Shape shape(double x, double y, double r) {
        return switch (this) {
            case CIRCLE, HOLLOW_CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case SQUARE, HOLLOW_SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case TRIANGLE_UP -> polygon(x - 1.15 * r, y + 0.9 * r, x + 1.15 * r, y + 0.9 * r, x, y - 1.1 * r);
            case TRIANGLE_DOWN -> polygon(x - 1.15 * r, y - 0.9 * r, x + 1.15 * r, y - 0.9 * r, x, y + 1.1 * r);
            case DIAMOND, HOLLOW_DIAMOND -> polygon(x - 1.2 * r, y, x, y - 1.2 * r, x + 1.2 * r, y, x, y + 1.2 * r);
        };
    }

    private static Shape polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int n = 2; n < corners.length; n += 2) {
            path.lineTo(corners[n], corners[n + 1]);
        }
        path.closePath();
        return path;
    }
}
