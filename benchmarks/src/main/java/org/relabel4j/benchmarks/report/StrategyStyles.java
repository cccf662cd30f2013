package org.relabel4j.benchmarks.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.pages.SeriesStyle;

/** Which style each strategy's curve has. */
final class StrategyStyles {
    /** Strategies that look the same in every report. */
    private static final List<String> FIXED =
            List.of("activelab", "random", "good-random", "entropy", "uncertainty", "margin", "active-label-cleaning");

    private StrategyStyles() {}

    /**
     * A style for each strategy: the well-known ones always have the same, others take what is left over. In an overlay this holds of
     * the first run that has the strategy.
     */
    static Map<String, SeriesStyle> of(Collection<String> strategies) {
        Map<String, Integer> known = new HashMap<>();
        for (String strategy : strategies) {
            int slot = FIXED.indexOf(Overlay.strategy(strategy));
            if (slot >= 0 && !known.containsValue(slot)) {
                known.put(strategy, slot);
            }
        }
        int fixed = FIXED.size();
        int all = SeriesStyle.count();
        Iterator<Integer> free = Stream.of(
                        IntStream.range(fixed, all),
                        IntStream.range(0, fixed).filter(slot -> !known.containsValue(slot)),
                        IntStream.range(all, all + strategies.size()))
                .flatMap(IntStream::boxed)
                .iterator();
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        for (String strategy : strategies) {
            styles.put(strategy, SeriesStyle.style(known.containsKey(strategy) ? known.get(strategy) : free.next()));
        }
        return styles;
    }
}
