package org.relabel4j.labeling.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.StoppingRule;

class OutlookTest {
    /** A round with 100 labels more than the one before, which cost 2 each; a tenth of its consensus labels is wrong. */
    private static RoundFacts round(int number, String model, double quality) {
        int labels = 100 * (number - 1);
        return new RoundFacts(
                number,
                "",
                "",
                Map.of(),
                Map.of(),
                model,
                "",
                1000,
                labels / 2,
                labels,
                3,
                0,
                0.5,
                0.2,
                1,
                ModelQuality.UNKNOWN,
                quality,
                0.1,
                0,
                2.0 * labels,
                List.of());
    }

    private static List<RoundFacts> rounds(double... qualities) {
        return IntStream.range(0, qualities.length)
                .mapToObj(n -> round(n + 1, Double.isNaN(qualities[n]) ? "" : "knn", qualities[n]))
                .toList();
    }

    @Test
    void expectsTheSlopeOfTheLastRoundsWithItsRange() {
        // Points (100, 0.5), (200, 0.7), (300, 0.6): slope 0.05 per 100 labels; residuals -0.05, 0.1, -0.05 leave a sum
        // of
        // squares of 0.015 on one degree of freedom, and the labels vary by 20,000, so the slope's standard error is
        // sqrt(0.015 / 20,000) = 0.000866; t(0.975; 1) = 12.7062; times 10 labels that is 0.11004.
        Outlook outlook = Outlook.of(rounds(Double.NaN, 0.5, 0.7, 0.6), 600, Limits.none(), 10);

        assertEquals(3, outlook.rounds());
        assertEquals(0.005, outlook.gain(), 1e-12);
        assertEquals(0.005 - 0.11004, outlook.low(), 1e-5);
        assertEquals(0.005 + 0.11004, outlook.high(), 1e-5);
        assertEquals(0.1 * 150, outlook.wrong(), 1e-12);
        assertEquals(Optional.empty(), outlook.stop());
    }

    @Test
    void looksAtTheLastFiveRoundsOnly() {
        double[] flat = {Double.NaN, 0.1, 0.5, 0.8, 0.8, 0.8, 0.8, 0.8};

        Outlook outlook = Outlook.of(rounds(flat), 0, Limits.none(), 50);

        assertEquals(Outlook.WINDOW, outlook.rounds());
        assertEquals(0, outlook.gain(), 1e-12);
        assertEquals(0, outlook.high(), 1e-9);
    }

    @Test
    void expectsNoQualityAboveOne() {
        Outlook outlook = Outlook.of(rounds(Double.NaN, 0.5, 0.9), 0, Limits.none(), 100);

        assertEquals(0.1, outlook.gain(), 1e-12);
        assertTrue(Double.isNaN(outlook.low()), "two points leave no range");
    }

    @Test
    void comparesRoundsOfOneModelOnly() {
        List<RoundFacts> rounds = List.of(round(1, "hog", 0.9), round(2, "onnx", 0.5), round(3, "onnx", 0.6));

        assertEquals(0.05, Outlook.of(rounds, 0, Limits.none(), 50).gain(), 1e-12);
        assertTrue(Double.isNaN(
                Outlook.of(rounds.subList(0, 2), 0, Limits.none(), 50).gain()));
    }

    @Test
    void doesNotStretchALineThroughFewLabels() {
        List<RoundFacts> near = rounds(Double.NaN, 0.5, 0.6);

        assertTrue(Double.isNaN(Outlook.of(near, 0, Limits.none(), 201).gain()));
        assertEquals(0.2, Outlook.of(near, 0, Limits.none(), 200).gain(), 1e-12);
    }

    @Test
    void knowsNothingBeforeTwoRoundsWithAModel() {
        Outlook none = Outlook.of(List.of(), 0, Limits.none(), 10);
        Outlook one = Outlook.of(rounds(Double.NaN, 0.5), 0, Limits.none(), 10);

        assertTrue(Double.isNaN(none.gain()) && Double.isNaN(none.wrong()));
        assertTrue(Double.isNaN(one.gain()));
        assertEquals(Double.POSITIVE_INFINITY, none.batchesLeft());
    }

    @Test
    void countsTheBatchesThatTheBudgetHasRoomFor() {
        // 400 of 1,000 are spent; a label cost 2 so far, a batch of 25 costs 50: 12 more.
        Limits limits = new Limits(new Costs("EUR", 1, 3, List.of()), 1000, List.of());

        assertEquals(
                12, Outlook.of(rounds(Double.NaN, 0.5, 0.6), 400, limits, 25).batchesLeft());
        // Before any label the price of a first one counts: 1,000 / 25.
        assertEquals(40, Outlook.of(rounds(Double.NaN), 0, limits, 25).batchesLeft());
    }

    @Test
    void stopsByTheRulesAndByWhatIsSpentNow() {
        Limits plateau = new Limits(Costs.labels(), 1000, List.of(StoppingRule.plateau(2, 0.01)));
        List<RoundFacts> flat = rounds(Double.NaN, 0.8, 0.8, 0.8);

        assertTrue(Outlook.of(flat, 10, plateau, 5).stop().orElseThrow().contains("has not risen by 0.01 in 2 rounds"));
        assertEquals(
                Optional.of("the budget of 1000.0 label is spent"),
                Outlook.of(flat, 1000, plateau, 5).stop());
        assertEquals(
                Optional.empty(),
                Outlook.of(rounds(Double.NaN, 0.5, 0.6, 0.7), 10, plateau, 5).stop());
    }
}
