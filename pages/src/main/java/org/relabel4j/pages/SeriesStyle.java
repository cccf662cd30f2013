package org.relabel4j.pages;

import java.awt.Color;
import java.util.List;

/**
 * How a curve looks: colour and marker both tell curves apart, so that colour-blind readers and grey printers manage.
 *
 * @param color colour of line, marker and band
 * @param marker shape at each point
 */
public record SeriesStyle(Color color, Marker marker) {
    private static final List<Ink> COLORS =
            List.of(Ink.BLUE, Ink.GREY, Ink.ORANGE, Ink.GREEN, Ink.PINK, Ink.SKY, Ink.VERMILION, Ink.BLACK);

    /** Styles that differ by colour and by marker alone. */
    public static int count() {
        return COLORS.size();
    }

    /** The style of the curve number {@code slot}; from the ninth on, colours come again with another marker. */
    public static SeriesStyle style(int slot) {
        int shift = slot / count();
        return new SeriesStyle(
                COLORS.get(slot % count()).color(), Marker.values()[(slot + 3 * shift) % Marker.values().length]);
    }

    /** The colour for a band that lies behind lines. */
    public Color band() {
        return faded(38);
    }

    /** The colour of what leads from a line to its name. */
    Color leader() {
        return faded(110);
    }

    private Color faded(int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
