package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.Room;

class IntervalThresholdTest implements PairChoiceContract {
    /** Student's distribution with 3 degrees of freedom has its 97.5 % quantile here, as tables have it. */
    private static final double T3 = 3.182446;

    @Override
    public PairChoice choice() {
        return IntervalThreshold.usual();
    }

    /** Annotators 0 and 1 agree twice and 2 never does; example 2 is a tie of 3 and 4. */
    private static Annotations labels() {
        return Annotations.builder(5, 5, 3)
                .add(0, 0, 1)
                .add(0, 1, 1)
                .add(0, 2, 0)
                .add(1, 0, 2)
                .add(1, 1, 2)
                .add(1, 2, 1)
                .add(2, 3, 0)
                .add(2, 4, 2)
                .build();
    }

    @Test
    void estimatesIntervalsByHand() {
        List<IntervalEstimates> all = IntervalEstimates.of(labels(), 0.05);

        // Rewards 1, 1 and the imaginary 1 and 0: mean 3/4, deviation √(3/16), of four.
        assertEquals(0.75, all.get(0).mean(), 1e-12);
        assertEquals(0.75 + T3 * Math.sqrt(3.0 / 16) / 2, all.get(0).high(), 1e-6, "table of six digits");
        assertEquals(0.75 - T3 * Math.sqrt(3.0 / 16) / 2, all.get(0).low(), 1e-6);
        assertEquals(0.25, all.get(2).mean(), 1e-12);
        // Half a reward for a tie: (1/2 + 1) / 3.
        assertEquals(0.5, all.get(3).mean(), 1e-12);
        assertEquals(all.get(3), all.get(4));
    }

    @Test
    void asksAllWhoMayBeAsGoodAsTheBestWhoIsThere() {
        Askable askable = new Askable(labels(), Collections.nCopies(5, new int[0]));
        List<AnnotatorEstimate> unread = Collections.nCopies(5, new AnnotatorEstimate(0.5, 0.4, 0.6));
        Scores scores = Scores.of(new double[5]);

        // The upper ends are 1.44, 1.44, 0.94, 1.74 and 1.74 (with two degrees of freedom, t is 4.303): 3 and 4 are
        // above
        // 0.9 · 1.74 = 1.57, and 0 and 1 above 0.9 · 1.44 where those are not there.
        List<Pair> pairs = new IntervalThreshold(0.9, 0.05)
                .choose(
                        new int[] {3, 4},
                        scores,
                        new Crowd(askable, unread, List.of(5, 5, 5, 1, 1)),
                        Room.of(9),
                        new Random(1));

        assertEquals(List.of(3, 3, 4, 4), pairs.stream().map(Pair::example).toList());
        assertEquals(
                List.of(0, 1, 3, 4),
                pairs.stream().map(Pair::annotator).sorted().toList());
    }

    @Test
    void refusesShares() {
        assertEquals(
                "epsilon is 1.5, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> new IntervalThreshold(1.5, 0.05))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> IntervalEstimates.of(labels(), 1));
    }
}
