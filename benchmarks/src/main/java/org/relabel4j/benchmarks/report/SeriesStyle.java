package org.relabel4j.benchmarks.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
record SeriesStyle(Color color, Marker marker) {

    private static final List<SeriesStyle> STYLES = List.of(
            new SeriesStyle(new Color(0x0072B2), SeriesMarkers.CIRCLE),
            new SeriesStyle(new Color(0x666666), SeriesMarkers.SQUARE),
            new SeriesStyle(new Color(0xE69F00), SeriesMarkers.TRIANGLE_UP),
            new SeriesStyle(new Color(0x009E73), SeriesMarkers.DIAMOND),
            new SeriesStyle(new Color(0xCC79A7), SeriesMarkers.TRIANGLE_DOWN),
            new SeriesStyle(new Color(0x56B4E9), new HollowMarker(SeriesMarkers.CIRCLE)),
            new SeriesStyle(new Color(0xD55E00), new HollowMarker(SeriesMarkers.SQUARE)),
            new SeriesStyle(Color.BLACK, new HollowMarker(SeriesMarkers.DIAMOND)));

    /** Strategies that look the same in every report. */
    private static final List<String> FIXED =
            List.of("activelab", "random", "good-random", "entropy", "uncertainty", "margin", "active-label-cleaning");

    /** A style for each strategy: the well-known ones always have the same. */
    static Map<String, SeriesStyle> ofStrategies(Collection<String> strategies) {
        List<Integer> free = new ArrayList<>();
        for (int slot = 0; slot < STYLES.size() + strategies.size(); slot++) {
            if (slot >= FIXED.size() || !strategies.contains(FIXED.get(slot))) {
                free.add(slot);
            }
        }
        // Strategies that have no fixed style start behind those that have.
        free.sort((a, b) -> Boolean.compare(a < FIXED.size(), b < FIXED.size()) == 0
                ? Integer.compare(a, b)
                : Boolean.compare(a < FIXED.size() || a >= STYLES.size(), b < FIXED.size() || b >= STYLES.size()));
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        for (String strategy : strategies) {
            int fixed = FIXED.indexOf(strategy);
            styles.put(strategy, style(fixed >= 0 ? fixed : free.remove(0)));
        }
        return styles;
    }

    /** The style of the curve number {@code slot}; from the ninth on, colours come again with another marker. */
    static SeriesStyle style(int slot) {
        int size = STYLES.size();
        int shift = slot / size;
        return new SeriesStyle(
                STYLES.get(slot % size).color(),
                STYLES.get((slot + 3 * shift) % size).marker());
    }

    /** The colour for a band that lies behind lines. */
    Color band() {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 38);
    }
}
