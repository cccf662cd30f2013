package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.pages.SeriesStyle;

class StrategyStylesTest {
    @Test
    void givesStrategiesTheSameLookInEveryReport() {
        Map<String, SeriesStyle> two = StrategyStyles.of(List.of("mine", "activelab"));
        Map<String, SeriesStyle> three = StrategyStyles.of(List.of("random", "activelab", "entropy"));

        assertEquals(two.get("activelab"), three.get("activelab"));
        assertNotEquals(two.get("mine"), two.get("activelab"));
    }

    @Test
    void anOverlayKeepsTheLooksOfTheFirstRun() {
        Map<String, SeriesStyle> alone = StrategyStyles.of(List.of("random", "activelab", "margin"));
        Map<String, SeriesStyle> both =
                StrategyStyles.of(List.of("margin (a)", "activelab (a)", "random (b)", "activelab (b)"));

        assertEquals(alone.get("random"), both.get("random (b)"));
        assertEquals(alone.get("margin"), both.get("margin (a)"));
        assertEquals(alone.get("activelab"), both.get("activelab (a)"));
        assertEquals(4, new HashSet<>(both.values()).size());
    }

    @Test
    void tellsUpToEightCurvesApartByColourAndByMarkerAlone() {
        List<String> names = List.of("activelab", "a", "random", "b", "c", "d", "entropy", "e");

        Map<String, SeriesStyle> styles = StrategyStyles.of(names);

        assertEquals(
                8, styles.values().stream().map(SeriesStyle::color).distinct().count());
        assertEquals(
                8, styles.values().stream().map(SeriesStyle::marker).distinct().count());
    }

    @Test
    void tellsManyCurvesApartByColourAndMarkerTogether() {
        List<String> names = IntStream.range(0, 24).mapToObj(i -> "s" + i).toList();

        assertEquals(24, new HashSet<>(StrategyStyles.of(names).values()).size());
    }
}
