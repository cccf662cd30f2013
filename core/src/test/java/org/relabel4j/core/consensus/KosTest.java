package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;

class KosTest {
    private static Consensus infer(Annotations annotations) {
        return new Kos().infer(annotations, List.of(), new SplittableRandom(1));
    }

    @Test
    void messagesAreWorkedByHand() {
        // Labels + + and + - of annotators 0 and 1. Beginning with y = 1: x_00 = A_01 = 1, x_01 = A_00 = 1, x_10 = A_11
        // = -1,
        // x_11 = A_10 = 1; then y_00 = A_10 x_10 = -1, y_01 = A_00 x_00 = 1, y_10 = A_11 x_11 = -1, y_11 = A_01 x_01 =
        // 1.
        // Again: x_00 = A_01 y_10 = -1, x_01 = A_00 y_00 = -1, x_10 = A_11 y_11 = -1, x_11 = A_10 y_01 = 1; y_00 = A_10
        // x_10 = -1,
        // y_01 = A_00 x_00 = -1, y_10 = A_11 x_11 = -1, y_11 = A_01 x_01 = -1: all are -1, the beginning with its sign
        // turned. So
        // after 100 iterations, 50 such pairs, all are 1.
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0}, {0, 1}});

        double[] reliability = Kos.reliabilities(annotations, new int[] {1, 1, 1, -1}, new int[2]);

        assertArrayEquals(new double[] {1, 1, 1, 1}, reliability, 0);
        assertEquals(0, infer(annotations).label(0));
        assertEquals(0.5, infer(annotations).quality(1));
    }

    @Test
    void messagesOfKnownExamplesAreWorkedByHand() {
        // As above, and example 0 is known to be -. Beginning with y = 1 the largest sum of messages to an example is
        // 2:
        // x_00 = x_01 = -2, x_10 = A_11 = -1, x_11 = A_10 = 1; y_00 = A_10 x_10 = -1, y_01 = A_00 x_00 = -2, y_10 =
        // A_11
        // x_11 = -1, y_11 = A_01 x_01 = -2. The largest sum is now 4, and x_10 = A_11 y_11 = 2, x_11 = A_10 y_01 = -2:
        // y_00 = 2, y_01 = -4, y_10 = 2, y_11 = -4. Then the sum is 8 and x_10 = 4, x_11 = -4: all twice as large, and
        // so on.
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0}, {0, 1}});

        double[] reliability = Kos.reliabilities(annotations, new int[] {1, 1, 1, -1}, new int[] {-1, 0});

        assertArrayEquals(
                new double[] {1, 1, -2, -2},
                Arrays.stream(reliability).map(y -> y / reliability[0]).toArray(),
                0);
    }

    @Test
    void knownLabelsMayBeOfTheClassThatNobodyGave() {
        Annotations annotations = MajorityVoteTest.table(3, new int[][] {{1, 1}, {1, 1}});
        KnownLabels known = KnownLabels.of(new int[] {2, -1});

        Consensus consensus = new Kos()
                .analyse(annotations, List.of(), known, new SplittableRandom(1))
                .consensus();

        assertEquals(2, consensus.label(0));
        assertEquals(2, consensus.label(1));
        KnownLabels third = KnownLabels.of(new int[] {2, 0});
        assertThrows(
                IllegalArgumentException.class,
                () -> new Kos().analyse(annotations, List.of(), third, new SplittableRandom(1)));
    }

    @Test
    void misleadingAnnotatorsCountAgainstTheirLabel() {
        int[][] rows = new int[31][];
        for (int i = 0; i < 30; i++) {
            int truth = i % 2;
            rows[i] = new int[] {truth, truth, truth, 1 - truth, truth};
        }
        rows[30] = new int[] {-1, -1, -1, 1, -1};

        assertEquals(0, infer(MajorityVoteTest.table(2, rows)).label(30));
    }

    @Test
    void refusesMoreClassesButNotUnusedOnes() {
        assertEquals(
                2, infer(MajorityVoteTest.table(5, new int[][] {{2, 4, 2}})).label(0));

        var error = assertThrows(
                IllegalArgumentException.class, () -> infer(MajorityVoteTest.table(3, new int[][] {{0, 1, 2}})));

        assertEquals(
                "kos is for labels of two classes, and these are of 0, 1 and 2; use one-coin, mace or dawid-skene",
                error.getMessage());
    }
}
