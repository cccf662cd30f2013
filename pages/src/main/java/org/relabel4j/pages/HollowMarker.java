package org.relabel4j.pages;

import java.awt.Color;
import java.awt.Graphics2D;
import org.knowm.xchart.style.markers.Marker;

/** The outline of a shape, filled with white: as easy to tell from the full shape in grey as in colour. */
public final class HollowMarker extends Marker {

    private static final int RIM = 4;

    private final Marker shape;

    /** The outline of a shape. */
    public HollowMarker(Marker shape) {
        this.shape = shape;
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
        shape.paint(graphics, x, y, size + 1);
        Color color = graphics.getColor();
        graphics.setColor(Color.WHITE);
        shape.paint(graphics, x, y, size + 1 - RIM);
        graphics.setColor(color);
    }
}
