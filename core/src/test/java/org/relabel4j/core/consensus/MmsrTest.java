package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

class MmsrTest {
    /** Of 16 examples, annotators 0 and 1 agree on 14, 0 and 2 on 12, 1 and 2 on 12: C = 3/4, 1/2, 1/2. */
    private static Annotations table() {
        int[][] rows = new int[16][];
        for (int i = 0; i < 16; i++) {
            rows[i] = new int[] {0, i < 2 ? 1 : 0, i >= 1 && i < 5 ? 1 : 0};
        }
        return MajorityVoteTest.table(2, rows);
    }

    @Test
    void rankOneMatrixIsCompleted() {
        // 0 and 1 differ on examples 0 and 1; 0 and 2 on 1 to 4; 1 and 2 on 0, 2, 3, 4. So x_0 x_1 = 3/4 and x_0 x_2 =
        // x_1 x_2 =
        // 1/2: x_0 = x_1 = sqrt(3/4), x_2 = (1/2) / sqrt(3/4).
        double first = Math.sqrt(0.75);

        double[] x = Mmsr.completed(new SharedExamples(table()), table());

        // The iteration ends where a step changes the matrix by less than 1e-10.
        assertArrayEquals(new double[] {first, first, 0.5 / first}, x, 1e-8);
    }

    @Test
    void misleadingAnnotatorsHaveTheOtherSign() {
        int[][] rows = new int[40][];
        for (int i = 0; i < 40; i++) {
            int truth = i % 2;
            rows[i] = new int[] {truth, i % 7 == 0 ? 1 - truth : truth, 1 - truth, i % 5 == 0 ? 1 - truth : truth};
        }
        Annotations annotations = MajorityVoteTest.table(2, rows);

        double[] x = {1, 1, 1, 1};

        Mmsr.sign(x, Mmsr.eigenvector(new SharedExamples(annotations), 4));

        assertArrayEquals(new double[] {1, 1, -1, 1}, x, 0);
    }

    @Test
    void adversariesAreTrimmed() {
        // Nine annotators who are right nine times in ten, and two who answer together, always 0.
        SplittableRandom rng = new SplittableRandom(3);
        int[] truth = new int[400];
        int[][] rows = new int[truth.length][11];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = rng.nextInt(3);
            for (int j = 0; j < 9; j++) {
                rows[i][j] = rng.nextDouble() < 0.9 ? truth[i] : (truth[i] + 1 + rng.nextInt(2)) % 3;
            }
        }
        Annotations annotations = MajorityVoteTest.table(3, rows);

        double[] x = Mmsr.completed(new SharedExamples(annotations), annotations);

        // Right 90 times in 100 is x = (3 0.9 - 1) / 2 = 0.85; the two agree with each other always, with others by
        // chance.
        // 400 labels tell x to about 0.03.
        for (int j = 0; j < 9; j++) {
            assertEquals(0.85, x[j], 0.1);
        }
        assertTrue(x[9] < 0.2, "adversary at " + x[9]);
    }

    @Test
    void theMatrixCountsAsFourKnownLabels() {
        // Of three classes, examples 0 and 1 are known: annotator 0 has both wrong, which is -1/2 each, annotator 1 one
        // of each,
        // 1 - 1/2, and annotator 2 labelled neither.
        Annotations annotations = MajorityVoteTest.table(3, new int[][] {{0, 1, -1}, {0, 2, -1}, {0, 0, 0}, {1, 1, 1}});
        double[] x = {0.8, -0.6, 0.4};

        Mmsr.learn(x, annotations, KnownLabels.of(new int[] {1, 1, -1, -1}));

        assertArrayEquals(new double[] {(4 * 0.8 - 1) / 6, (4 * -0.6 + 0.5) / 6, 0.4}, x, 1e-15);
    }

    @Test
    void theOnlyExampleMayBeKnown() {
        Annotations annotations = MajorityVoteTest.table(2, new int[][] {{0, 0, 1}});

        Consensus consensus = new Mmsr()
                .analyse(annotations, List.of(), KnownLabels.of(new int[] {1}), new SplittableRandom(1))
                .consensus();

        assertEquals(1, consensus.label(0));
        assertEquals(1, consensus.quality(0));
    }

    @Test
    void votesDecideOnOneExample() {
        Consensus split = infer(MajorityVoteTest.table(2, new int[][] {{1, 0, 1, 0, 1}}));
        assertEquals(1, split.label(0));
        assertEquals(0.6, split.quality(0), 1e-12);
        assertEquals(
                1, infer(MajorityVoteTest.table(2, new int[][] {{0, 0, 0}})).quality(0), 1e-12);
    }

    @Test
    void iterationsHaveABudgetOfVisits() {
        assertEquals(10_000, Mmsr.maxIterations(0));
        assertEquals(400, Mmsr.maxIterations(250_000));
        assertEquals(20, Mmsr.maxIterations(5_000_000));
    }

    @Test
    void refusesTooManyPairs() {
        refuses(
                2_300,
                "m-msr compares any two annotators who share an example, here more than 2500000 pairs, expected at most"
                        + " 2500000; use one-coin, mace or dawid-skene");
        refuses(
                100_000,
                "m-msr compares any two labels of an example, here 5000000000 pairs, expected at most 1000000000; use"
                        + " one-coin, mace or dawid-skene");
    }

    private static void refuses(int numAnnotators, String message) {
        AnnotationsBuilder builder = Annotations.builder(1, numAnnotators, 2).reserve(numAnnotators);
        for (int j = 0; j < numAnnotators; j++) {
            builder.add(0, j, j % 2);
        }
        Annotations annotations = builder.build();

        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> infer(annotations))
                        .getMessage());
    }

    private static Consensus infer(Annotations annotations) {
        return new Mmsr().infer(annotations, List.of(), new SplittableRandom(1));
    }
}
