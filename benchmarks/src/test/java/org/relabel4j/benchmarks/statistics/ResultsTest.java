package org.relabel4j.benchmarks.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.OldRows;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.RoundRow;

class ResultsTest {
    private static final String MODEL = "mlp";

    /** A row with the same model and consensus accuracy, and 100 labels a round. */
    private static RoundRow row(String strategy, int trial, int round, double accuracy) {
        return OldRows.row(
                "e",
                new LearningCell(MODEL, strategy, trial),
                round,
                new RoundRow.Labels(500 + 100 * round, 500, 0),
                accuracy,
                accuracy,
                0,
                new RoundRow.Bought(java.util.OptionalInt.empty(), java.util.OptionalInt.empty()));
    }

    private static List<RoundRow> curve(String strategy, int trial, double... accuracies) {
        List<RoundRow> rows = new ArrayList<>();
        for (int round = 0; round < accuracies.length; round++) {
            rows.add(row(strategy, trial, round, accuracies[round]));
        }
        return rows;
    }

    private static Results results() {
        List<RoundRow> rows = new ArrayList<>();
        rows.addAll(curve("activelab", 0, 0.8, 0.9, 1.0));
        rows.addAll(curve("activelab", 1, 0.8, 0.9, 0.98));
        rows.addAll(curve("random", 0, 0.8, 0.84, 0.86));
        rows.addAll(curve("random", 1, 0.8, 0.82, 0.84));
        rows.addAll(curve("random", 2, 0.8, 0.82)); // has not ended
        rows.addAll(curve("entropy", 0, 0.8, 0.82, 0.9));
        rows.addAll(curve("entropy", 1, 0.8, 0.82, 0.9));
        return Results.of(rows);
    }

    @Test
    void summarisesTheLastRoundAndTheArea() {
        Summary last = results()
                .summary("random", Metric.MODEL_ACCURACY, Measure.LAST_ROUND)
                .orElseThrow();
        Summary area = results()
                .summary("entropy", Metric.CONSENSUS_ACCURACY, Measure.AREA)
                .orElseThrow();

        assertEquals(2, last.trials());
        assertEquals(0.85, last.value().mean(), 1e-12);
        assertEquals(Math.sqrt(2 * 0.01 * 0.01), last.value().sd(), 1e-12);
        // Of two values, a resample's mean is one of them with probability 1/4 each, so the interval spans both.
        assertEquals(0.84, last.interval().low(), 1e-12);
        assertEquals(0.86, last.interval().high(), 1e-12);
        // (0.8 + 0.82) / 2 and (0.82 + 0.9) / 2, averaged.
        assertEquals(0.835, area.value().mean(), 1e-12);
    }

    @Test
    void comparesTrialsInPairs() {
        List<Comparison> comparisons = results().compare("activelab", Metric.MODEL_ACCURACY, Measure.LAST_ROUND);

        assertEquals(
                List.of("random", "entropy"),
                comparisons.stream().map(Comparison::other).toList());
        Comparison random = comparisons.get(0);
        assertEquals(2, random.trials());
        assertEquals(0.14, random.meanDifference(), 1e-12); // (1 - 0.86 + 0.98 - 0.84) / 2
        assertEquals(0.5, random.wilcoxon().single(), 1e-12); // two of four signs
        assertEquals(1, random.wilcoxon().corrected(), 1e-12); // times two comparisons
        assertTrue(random.tTest().corrected() >= random.tTest().single());
    }

    @Test
    void countsTheLabelsSaved() {
        Results results = results();

        // Random ends at 0.85 with 700 labels; ActiveLab's mean curve passes 0.85 halfway from 500 to 600.
        assertEquals(
                150,
                results.labelsSaved("activelab", "random", Metric.MODEL_ACCURACY)
                        .orElseThrow(),
                1e-9);
        assertEquals(OptionalDouble.empty(), results.labelsSaved("random", "activelab", Metric.MODEL_ACCURACY));
        assertEquals(OptionalDouble.empty(), results.labelsSaved("random", "bald", Metric.MODEL_ACCURACY));
    }

    @Test
    void namesTheBestCompetitor() {
        assertEquals(
                Optional.of("entropy"), results().bestOther("activelab", Metric.MODEL_ACCURACY, Measure.LAST_ROUND));
    }

    @Test
    void leavesOutCellsThatHaveNotEnded() {
        assertEquals(2, results().trials("random").size());
        assertEquals(List.of("activelab", "random", "entropy"), results().strategies());
    }

    private static List<RoundRow> stopped(String strategy, int trial, double... accuracies) {
        List<RoundRow> rows = curve(strategy, trial, accuracies);
        RoundRow last = rows.remove(rows.size() - 1);
        rows.add(new RoundRow(
                last.experiment(),
                last.cell(),
                last.round(),
                last.labels(),
                last.modelAccuracy(),
                last.consensusAccuracy(),
                last.metrics(),
                last.bought(),
                0,
                Optional.of("estimated noise is low"),
                last.noise()));
        return rows;
    }

    @Test
    void carriesTheLastValueOfATrialThatALimitEndedForward() {
        List<RoundRow> rows = new ArrayList<>();
        rows.addAll(stopped("activelab", 0, 0.8, 0.9));
        rows.addAll(curve("activelab", 1, 0.8, 0.88, 0.9, 0.9));
        rows.addAll(curve("random", 0, 0.8, 0.82, 0.84, 0.86));
        rows.addAll(curve("random", 1, 0.8, 0.82)); // was interrupted

        Results results = Results.of(rows);

        assertEquals(2, results.trials("activelab").size());
        assertEquals(1, results.trials("random").size());
        // At 500, 600, 700 and 800 labels: 0.8, 0.9, 0.9, 0.9 and 0.8, 0.88, 0.9, 0.9.
        assertEquals(
                ((0.85 + 0.9 + 0.9) / 3 + (0.84 + 0.89 + 0.9) / 3) / 2,
                results.summary("activelab", Metric.MODEL_ACCURACY, Measure.AREA)
                        .orElseThrow()
                        .value()
                        .mean(),
                1e-12);
        assertEquals(
                0.9,
                results.summary("activelab", Metric.MODEL_ACCURACY, Measure.LAST_ROUND)
                        .orElseThrow()
                        .value()
                        .mean(),
                1e-12);
        // Of trial 0, that both have: random ends at 0.86 with 800 labels; ActiveLab passes 0.86 with 560.
        assertEquals(
                240,
                results.labelsSaved("activelab", "random", Metric.MODEL_ACCURACY)
                        .orElseThrow(),
                1e-9);
    }

    @Test
    void addsNothingWhereEveryTrialReachesTheLastRound() {
        List<RoundRow> rows = new ArrayList<>(stopped("activelab", 0, 0.8, 0.9));
        rows.addAll(curve("random", 0, 0.8, 0.9));

        assertSame(rows, StoppedTrials.carriedOn(rows));
    }

    @Test
    void oneTrialHasNoDeviationAndNoEvidence() {
        List<RoundRow> rows = new ArrayList<>(curve("a", 0, 0.5, 0.6));
        rows.addAll(curve("b", 0, 0.5, 0.7));
        Results results = Results.of(rows);

        Summary summary =
                results.summary("a", Metric.MODEL_ACCURACY, Measure.LAST_ROUND).orElseThrow();
        Comparison comparison =
                results.compare("a", Metric.MODEL_ACCURACY, Measure.LAST_ROUND).get(0);

        assertTrue(Double.isNaN(summary.value().sd()));
        assertEquals(new Interval(0.6, 0.6), summary.interval());
        assertTrue(Double.isNaN(comparison.tTest().corrected()));
        assertEquals(-0.1, comparison.meanDifference(), 1e-12);
    }

    @Test
    void isAheadOnlyByMoreThanANearTie() {
        List<RoundRow> rows = new ArrayList<>();
        double[] chance = {0.001, -0.001, 0.002, 0, -0.002};
        for (int trial = 0; trial < 5; trial++) {
            double data = 0.8 + 0.02 * trial; // trials differ by far more than strategies
            rows.addAll(curve("base", trial, data));
            rows.addAll(curve("better", trial, data + 0.01 + chance[trial]));
            rows.addAll(curve("alike", trial, data + 0.003 + chance[trial] / 10));
            rows.addAll(curve("luckier", trial, data + 0.006 + 10 * chance[trial]));
        }
        Results results = Results.of(rows);

        // By 0.010 ± 0.0016; by 0.003, however sure; by 0.006 ± 0.016, which chance explains.
        assertTrue(ahead(results, "better", "base"));
        assertFalse(ahead(results, "alike", "base"));
        assertFalse(ahead(results, "luckier", "base"));
        assertFalse(ahead(results, "base", "better"));
    }

    @Test
    void oneTrialMustBeAheadByMore() {
        List<RoundRow> rows = new ArrayList<>(curve("base", 0, 0.8));
        rows.addAll(curve("a", 0, 0.811));
        rows.addAll(curve("b", 0, 0.809));

        assertTrue(ahead(Results.of(rows), "a", "base"));
        assertFalse(ahead(Results.of(rows), "b", "base"));
    }

    private static boolean ahead(Results results, String strategy, String other) {
        return results.compare(strategy, other, Metric.MODEL_ACCURACY, Measure.AREA)
                .orElseThrow()
                .isAhead();
    }

    @Test
    void saysNothingOfWhatIsUnknown() {
        Results results = Results.of(curve("a", 0, Double.NaN, Double.NaN));

        assertEquals(Optional.empty(), results.summary("a", Metric.MODEL_ACCURACY, Measure.LAST_ROUND));
        assertEquals(Optional.empty(), results.bestOther("b", Metric.MODEL_ACCURACY, Measure.AREA));
        assertEquals(List.of(), results.compare("a", Metric.MODEL_ACCURACY, Measure.AREA));
    }

    @Test
    void intervalsCoverTheMeanAndNarrowWithMoreValues() {
        double[] few = {0, 1, 0, 1};
        double[] many = new double[400];
        for (int n = 0; n < many.length; n++) {
            many[n] = n % 2;
        }
        Interval wide = Interval.ofMean(few, 3);
        Interval narrow = Interval.ofMean(many, 3);

        assertEquals(wide, Interval.ofMean(few, 3));
        assertTrue(wide.low() <= 0.5 && 0.5 <= wide.high());
        // The standard error of 400 such values is 0.025, so the interval is about 0.5 ± 0.049.
        assertEquals(0.451, narrow.low(), 0.005);
        assertEquals(0.549, narrow.high(), 0.005);
        assertThrows(IllegalArgumentException.class, () -> Interval.ofMean(new double[0], 1));
    }
}
