package org.relabel4j.labeling.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.labeling.round.ModelQuality;
import org.relabel4j.labeling.round.Outlook;
import org.relabel4j.labeling.round.RoundFacts;

class RoundTextTest {
    private static RoundFacts round(int number, int labels, double quality, String... warnings) {
        boolean known = labels > 0;
        return new RoundFacts(
                number,
                "",
                "",
                Map.of(),
                Map.of(),
                known ? "knn" : "",
                known ? "lowest log loss" : "",
                600,
                labels / 2,
                labels,
                known ? 4 : 0,
                1,
                known ? 0.7 : Double.NaN,
                known ? 0.25 : Double.NaN,
                Double.NaN,
                known ? new ModelQuality(0.61, 0.62, Double.NaN, 0.43, 0.04) : ModelQuality.UNKNOWN,
                quality,
                known ? 0.1 : Double.NaN,
                0,
                labels,
                List.of(warnings));
    }

    @Test
    void showsTheLastRoundsSideBySide() {
        List<RoundFacts> rounds = List.of(round(1, 0, Double.NaN), round(2, 1200, 0.8, "the batch is short"));

        assertEquals("""
                600 examples, 1 known answer
                  round                                           1      2
                  labels                                          0  1,200
                  people                                          0      4
                  labelled examples                               0    600
                  model accuracy, by cross-validation, estimated  ?  0.700
                  ... of always guessing the most frequent class  ?  0.250
                  macro F1, against the consensus                 ?  0.610
                  balanced accuracy, likewise                     ?  0.620
                  Brier score, likewise                           ?  0.430
                  calibration error, likewise                     ?  0.040
                  consensus quality                               ?  0.800
                  consensus labels that are wrong, estimated      ?     60
                  Model: knn (lowest log loss)
                  Note: the batch is short.
                """.replace('?', '-'), RoundText.of(rounds));
    }

    @Test
    void leavesOutWhatNoRoundKnows() {
        assertEquals("""
                600 examples, 1 known answer
                  round              1
                  labels             0
                  people             0
                  labelled examples  0
                """, RoundText.of(List.of(round(1, 0, Double.NaN))));
    }

    @Test
    void saysWhetherToGoOn() {
        List<RoundFacts> rounds = List.of(round(1, 100, 0.7), round(2, 200, 0.8));
        Limits limits = new Limits(new Costs("EUR", 0.5, 0.5, List.of()), 150, List.of());

        assertEquals(
                """
                Another batch of 50 labels: consensus quality from 0.800 to about 0.820 (0.790 to 0.850), by the last 2 rounds.
                Budget: 100.50 of 150 spent (unit: EUR); enough for 1 more batch.
                Go on: no stopping rule says otherwise (budget, stop.plateau-rounds and stop.noise-below set them).
                """,
                RoundText.of(new Outlook(50, 2, 0.02, -0.01, 0.05, 10, 1, Optional.empty()), rounds, 100.5, limits));
        assertEquals(
                """
                What another batch brings shows after rounds with one model, with half a batch of labels between.
                Stop: enough.
                """,
                RoundText.of(
                        new Outlook(50, 1, Double.NaN, Double.NaN, Double.NaN, 10, 1, Optional.of("enough")),
                        rounds,
                        100,
                        Limits.none()));
    }
}
