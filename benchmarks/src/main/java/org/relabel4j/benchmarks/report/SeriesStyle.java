package org.relabel4j.benchmarks.report;

import java.awt.Color;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** A style for each strategy: the well-known ones always have the same, others take what is left over. */
    static Map<String, SeriesStyle> ofStrategies(Collection<String> strategies) {
        int fixed = FIXED.size();
        int all = STYLES.size();
        Iterator<Integer> free = Stream.of(
                        IntStream.range(fixed, all),
                        IntStream.range(0, fixed).filter(slot -> !strategies.contains(FIXED.get(slot))),
                        IntStream.range(all, all + strategies.size()))
                .flatMap(IntStream::boxed)
                .iterator();
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        for (String strategy : strategies) {
            int slot = FIXED.indexOf(strategy);
            styles.put(strategy, style(slot >= 0 ? slot : free.next()));
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
