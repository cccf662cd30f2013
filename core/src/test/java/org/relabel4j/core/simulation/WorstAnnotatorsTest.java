package org.relabel4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

class WorstAnnotatorsTest {
    /** Annotator j labels ten examples of 100 from 7 j on; his labels are wrong for j of them. */
    private static Annotations crowd(int[] trueLabels) {
        AnnotationsBuilder builder = Annotations.builder(100, 10, 2);
        for (int j = 0; j < 10; j++) {
            for (int n = 0; n < 10; n++) {
                int i = (7 * j + n) % 100;
                builder.add(i, j, n < j ? 1 - trueLabels[i] : trueLabels[i]);
            }
        }
        return builder.build();
    }

    /** 200 examples with twelve labels each by 60 annotators. */
    private static Annotations dense() {
        SplittableRandom random = new SplittableRandom(5);
        AnnotationsBuilder builder = Annotations.builder(200, 60, 3);
        for (int i = 0; i < 200; i++) {
            int offset = random.nextInt(60);
            for (int n = 0; n < 12; n++) {
                builder.add(i, (offset + 5 * n) % 60, random.nextInt(3));
            }
        }
        return builder.build();
    }

    private static int[] truth(int size) {
        return IntStream.range(0, size).map(i -> i % 2).toArray();
    }

    @Test
    void theWorstGiveAllTheirLabels() {
        int[] truth = truth(100);
        Annotations real = crowd(truth);
        int[] labelledByTheWorst = IntStream.range(56, 73).toArray();

        Annotations chosen =
                new WorstAnnotators(2, 3, 0).choose(real, truth, labelledByTheWorst, new SplittableRandom(1));

        // Annotators 9 (63 to 72) and 8 (56 to 65) label all 17, sharing three; nobody else is needed.
        assertEquals(2, chosen.numAnnotators());
        assertEquals(20, chosen.size());
        assertEquals(17, chosen.numLabelled());
        for (int i = 63; i < 73; i++) {
            assertEquals(real.labelBy(i, 9), chosen.labelBy(i, 0), "annotator 9, the worst, is number 0");
        }
    }

    @Test
    void othersFollowUntilEveryExampleHasALabel() {
        int[] truth = truth(100);
        int[] examples = IntStream.range(20, 73).toArray();

        Annotations chosen =
                new WorstAnnotators(1, 3, 0).choose(crowd(truth), truth, examples, new SplittableRandom(1));

        for (int i : examples) {
            assertTrue(chosen.isLabelled(i), "example " + i);
        }
        // Annotators 9 to 2 label them all between them; of 2's examples, 14 to 23, four are asked about.
        assertEquals(8, chosen.numAnnotators());
        assertEquals(0, chosen.count(19));
    }

    /** Two groups of annotators that share no example: the published code would go on for ever. */
    @Test
    void endsWhereAnnotatorsShareNothing() {
        AnnotationsBuilder builder = Annotations.builder(4, 2, 2);
        builder.add(0, 0, 1).add(1, 0, 1).add(2, 1, 0).add(3, 1, 1);

        Annotations chosen = WorstAnnotators.published()
                .choose(builder.build(), truth(4), new int[] {0, 1, 2, 3}, new SplittableRandom(1));
        Annotations one = new WorstAnnotators(1, 3, 1)
                .choose(builder.build(), truth(4), new int[] {3, 1, 2, 0}, new SplittableRandom(1));

        assertEquals(4, chosen.numLabelled());
        assertEquals(4, one.numLabelled());
    }

    /** Many labels per example: dropping leaves at least one of each, and nobody alone. */
    @Test
    void thinsOutWithoutIsolatingAnybody() {
        Annotations real = dense();
        int[] truth = IntStream.range(0, 200).map(i -> i % 3).toArray();
        int[] examples = IntStream.range(0, 200).toArray();

        Annotations all = new WorstAnnotators(40, 3, 0).choose(real, truth, examples, new SplittableRandom(2));
        Annotations thin = new WorstAnnotators(40, 3, 0.95).choose(real, truth, examples, new SplittableRandom(2));

        assertEquals(200, thin.numLabelled());
        assertTrue(thin.size() < all.size() / 2, thin + " of " + all);
        int[] shared = new int[thin.numAnnotators()];
        for (int i = 0; i < 200; i++) {
            for (int a = thin.rowStart(i); a < thin.rowEnd(i); a++) {
                shared[thin.annotatorAt(a)] += thin.count(i) > 1 ? 1 : 0;
            }
        }
        assertTrue(Arrays.stream(shared).filter(count -> count > 0).count() > 0.9 * shared.length);
    }

    @Test
    void aSeedAlwaysChoosesTheSame() {
        int[] examples = IntStream.range(0, 200).toArray();
        WorstAnnotators rule = WorstAnnotators.published();

        Annotations once = rule.choose(dense(), truth(200), examples, new SplittableRandom(3));

        assertEquals(once, rule.choose(dense(), truth(200), examples, new SplittableRandom(3)));
        assertNotEquals(once, rule.choose(dense(), truth(200), examples, new SplittableRandom(4)));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new WorstAnnotators(0, 3, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new WorstAnnotators(1, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new WorstAnnotators(1, 1, 1.5));
    }
}
