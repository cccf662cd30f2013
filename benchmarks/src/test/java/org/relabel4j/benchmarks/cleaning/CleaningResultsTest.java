package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.statistics.MeanSd;
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

    private MeanSd timesFewer(String selector) {
        return CleaningResults.of(rows, List.of()).timesFewer("0.3", selector);
    }

    @Test
    void countsLabelsUntilTheAccuracyThatRandomEndsWith() {
        curve("random", 0, 0.7, 0.75, 0.8);
        curve("random", 1, 0.7, 0.75, 0.8);
        curve("vanilla", 0, 0.7, 0.9, 0.95);
        curve("vanilla", 1, 0.7, 0.8, 0.9);

        // Trial 0 has 0.8 half-way to its first point: 200 / 50 = 4. Trial 1 at it: 200 / 100 = 2.
        assertEquals(3, timesFewer("vanilla").mean(), EXACT);
        assertEquals(Math.sqrt(2), timesFewer("vanilla").sd(), EXACT);
        assertEquals(1, timesFewer("random").mean(), EXACT);
    }

    @Test
    void saysNothingIfATrialNeverHasIt() {
        curve("random", 0, 0.7, 0.75, 0.8);
        curve("random", 1, 0.7, 0.75, 0.8);
        curve("bald", 0, 0.7, 0.9, 0.95);
        curve("bald", 1, 0.7, 0.75, 0.79);

        assertEquals(MeanSd.NONE, timesFewer("bald"));
        assertEquals(MeanSd.NONE, timesFewer("vanilla"));
    }
}
