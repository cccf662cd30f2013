package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.statistics.Summary;
import org.relabel4j.core.cleaning.CleaningPoint;

class CleaningResultsTest {
    private static final double EXACT = 1e-12;

    private final List<CurveRow> rows = new ArrayList<>();

    /** Adds a trial's curve at 0, 100 and 200 labels. */
    private void curve(String selector, int trial, double... accuracies) {
        for (int n = 0; n < accuracies.length; n++) {
            rows.add(new CurveRow("e", "0.3", selector, trial, new CleaningPoint(100 * n, accuracies[n], 0, 0, 0)));
        }
    }

    private Optional<Summary> timesFewer(String selector) {
        return CleaningResults.of(rows, List.of()).timesFewer("0.3", selector);
    }

    @Test
    void countsLabelsUntilTheAccuracyThatRandomEndsWith() {
        curve("random", 0, 0.7, 0.75, 0.8);
        curve("random", 1, 0.7, 0.75, 0.8);
        curve("vanilla", 0, 0.7, 0.9, 0.95);
        curve("vanilla", 1, 0.7, 0.8, 0.9);

        // Trial 0 has 0.8 half-way to its first point: 200 / 50 = 4. Trial 1 at it: 200 / 100 = 2.
        Summary vanilla = timesFewer("vanilla").orElseThrow();
        assertEquals(3, vanilla.value().mean(), EXACT);
        assertEquals(Math.sqrt(2), vanilla.value().sd(), EXACT);
        // A quarter of the resamples are of one trial alone.
        assertEquals(2, vanilla.low(), EXACT);
        assertEquals(4, vanilla.high(), EXACT);
        assertEquals(1, timesFewer("random").orElseThrow().value().mean(), EXACT);
        String[] lines =
                CleaningSummary.text("e", CleaningResults.of(rows, List.of())).split("\\R");
        assertTrue(lines[0].endsWith(",times_fewer,times_fewer_sd,times_fewer_low,times_fewer_high"), lines[0]);
        assertTrue(lines[2].endsWith(",3.000000,1.414214,2.000000,4.000000"), lines[2]);
    }

    @Test
    void aSingleTrialHasNoInterval() {
        curve("random", 0, 0.7, 0.75, 0.8);
        curve("vanilla", 0, 0.7, 0.9, 0.95);

        assertEquals(4, timesFewer("vanilla").orElseThrow().value().mean(), EXACT);
        assertTrue(Double.isNaN(timesFewer("vanilla").orElseThrow().low()));
    }

    @Test
    void saysNothingIfATrialNeverHasIt() {
        curve("random", 0, 0.7, 0.75, 0.8);
        curve("random", 1, 0.7, 0.75, 0.8);
        curve("bald", 0, 0.7, 0.9, 0.95);
        curve("bald", 1, 0.7, 0.75, 0.79);

        assertEquals(Optional.empty(), timesFewer("bald"));
        assertEquals(Optional.empty(), timesFewer("vanilla"));
    }
}
