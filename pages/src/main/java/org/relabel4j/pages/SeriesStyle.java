package org.relabel4j.pages;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a curve looks: colour and marker both tell curves apart, so that colour-blind readers and grey printers manage.
 *
 * <p>The colours are those of Okabe and Ito 2008, "Color Universal Design", without yellow, which is too pale for a line
 * on white, and with a grey.
 *
 * @param color colour of line, marker and band
 * @param marker shape at each point
 */
public record SeriesStyle(Color color, Marker marker) {

    private static final List<SeriesStyle> STYLES = List.of(
            new SeriesStyle(new Color(0x0072B2), SeriesMarkers.CIRCLE),
            new SeriesStyle(new Color(0x666666), SeriesMarkers.SQUARE),
            new SeriesStyle(new Color(0xE69F00), SeriesMarkers.TRIANGLE_UP),
            new SeriesStyle(new Color(0x009E73), SeriesMarkers.DIAMOND),
            new SeriesStyle(new Color(0xCC79A7), SeriesMarkers.TRIANGLE_DOWN),
            new SeriesStyle(new Color(0x56B4E9), new HollowMarker(SeriesMarkers.CIRCLE)),
            new SeriesStyle(new Color(0xD55E00), new HollowMarker(SeriesMarkers.SQUARE)),
            new SeriesStyle(Color.BLACK, new HollowMarker(SeriesMarkers.DIAMOND)));

    /** Styles that differ by colour and by marker alone. */
    public static int count() {
        return STYLES.size();
    }

    /** The style of the curve number {@code slot}; from the ninth on, colours come again with another marker. */
    public static SeriesStyle style(int slot) {
        int size = STYLES.size();
        int shift = slot / size;
        return new SeriesStyle(
                STYLES.get(slot % size).color(),
                STYLES.get((slot + 3 * shift) % size).marker());
    }

    /** The colour for a band that lies behind lines. */
    public Color band() {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 38);
    }
}
