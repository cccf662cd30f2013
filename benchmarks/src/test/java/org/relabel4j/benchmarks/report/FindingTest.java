package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.OldRows;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.statistics.Metric;

class FindingTest {

    @Test
    void namesWhatTheBestReachesAndRandomDoesNot() {
        ModelResult model = model(
                rows("activelab", 0, 0.8, 0.96), rows("activelab", 1, 0.8, 0.96),
                rows("random", 0, 0.8, 0.91), rows("random", 1, 0.8, 0.91));

        // From 0.80 to 0.96 in 100 labels, a straight line passes 0.95 after 93.75.
        assertEquals(
                "activelab reaches 0.95 consensus accuracy with 94 labels; random never does with 100.",
                Finding.of(model));
    }

    @Test
    void countsLabelsWhereBothGetThere() {
        ModelResult model = model(rows("activelab", 0, 0.8, 0.94, 0.94), rows("random", 0, 0.8, 0.87, 0.94));

        assertEquals(
                "activelab reaches 0.94 consensus accuracy with 100 labels; random needs 200. "
                        + "One trial only, so chance may explain it.",
                Finding.of(model));
    }

    @Test
    void doesNotCallNoiseALead() {
        ModelResult model = model(
                rows("activelab", 0, 0.8, 0.90), rows("activelab", 1, 0.8, 0.96),
                rows("random", 0, 0.8, 0.95), rows("random", 1, 0.8, 0.89));

        assertEquals(
                "No strategy is clearly ahead: mean consensus accuracy over the run is 0.865 ± 0.021 for activelab "
                        + "and 0.860 ± 0.021 for random.",
                Finding.of(model));
    }

    @Test
    void namesWhoIsNotClearlyBehindTheBest() {
        ModelResult model = model(
                rows("activelab", 0, 0.80, 0.961), rows("activelab", 1, 0.82, 0.963),
                rows("margin", 0, 0.80, 0.960), rows("margin", 1, 0.82, 0.962),
                rows("random", 0, 0.80, 0.911), rows("random", 1, 0.82, 0.913));

        // Areas 0.8805 and 0.8915 against 0.880 and 0.891: always ahead, but by 0.0005 only.
        assertEquals(
                "activelab reaches 0.95 consensus accuracy with 92 labels; random never does with 100. Not clearly behind "
                        + "activelab in mean consensus accuracy over the run (0.886 ± 0.008): margin (0.886 ± 0.008).",
                Finding.of(model));
    }

    @Test
    void comparesWithTheSecondWhereRandomIsMissing() {
        ModelResult model = model(rows("entropy", 0, 0.8, 0.9), rows("margin", 0, 0.8, 1.0));

        assertEquals(
                "margin is ahead of entropy: mean consensus accuracy over the run 0.900 against 0.850. "
                        + "One trial only, so chance may explain it.",
                Finding.of(model));
    }

    @Test
    void ignoresStrategiesThatAreBehindInRounds() {
        ModelResult model = model(rows("activelab", 0, 0.99), rows("random", 0, 0.8, 0.9));

        assertEquals(
                "With random, consensus accuracy goes from 0.800 to 0.900 with 100 labels. The run is not finished.",
                Finding.of(model));
    }

    @Test
    void choosesRoundGoalsThatTellStrategiesApart() {
        ModelResult model = model(rows("activelab", 0, 0.88, 0.998), rows("random", 0, 0.882, 0.93));

        // Tenths and twentieths give one and two goals above the start, fiftieths five, of which the last four count.
        assertEquals(List.of(0.92, 0.94, 0.96, 0.98), Thresholds.of(model, Metric.CONSENSUS_ACCURACY));
    }

    private static ModelResult model(RoundRow[]... rows) {
        return ModelResult.all(Arrays.stream(rows).flatMap(Arrays::stream).toList(), 0, List.of())
                .get(0);
    }

    private static RoundRow[] rows(String strategy, int trial, double... accuracies) {
        List<RoundRow> rows = new ArrayList<>();
        for (int round = 0; round < accuracies.length; round++) {
            rows.add(OldRows.row(
                    "e",
                    new LearningCell("m", strategy, trial),
                    round,
                    new RoundRow.Labels(500 + 100 * round, 400, 100),
                    accuracies[round],
                    accuracies[round],
                    Double.NaN,
                    new RoundRow.Bought(OptionalInt.empty(), OptionalInt.empty())));
        }
        return rows.toArray(RoundRow[]::new);
    }
}
