package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class MajorityVoteTest {
    private static final int NONE = -1;

    /** A table of labels, one row per example. */
    static Annotations table(int numClasses, int[][] rows) {
        AnnotationsBuilder builder = Annotations.builder(rows.length, rows[0].length, numClasses);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                if (rows[i][j] != NONE) {
                    builder.add(i, j, rows[i][j]);
                }
            }
        }
        return builder.build();
    }

    private static int[] vote(Annotations annotations, List<Probabilities> predProbs) {
        return new MajorityVote()
                .infer(annotations, predProbs, new SplittableRandom(1))
                .labels();
    }

    @Test
    void takesTheMostFrequentLabelAndItsShare() {
        Annotations annotations = table(3, new int[][] {{2, 2, 1}, {NONE, NONE, NONE}, {0, NONE, NONE}});

        Consensus consensus = new MajorityVote().infer(annotations, List.of(), new SplittableRandom(1));

        assertArrayEquals(new int[] {2, -1, 0}, consensus.labels());
        assertArrayEquals(new double[] {2.0 / 3, Double.NaN, 1}, consensus.qualities());
        assertEquals(2.0 / 3, consensus.agreement(0));
    }

    @Test
    void breaksTiesByTheMeanProbabilityOverModels() {
        Annotations annotations = table(3, new int[][] {{0, 1}});
        // Class 2 is likeliest but nobody chose it. Means: class 0 has 0.25, class 1 has 0.3.
        Probabilities first = DenseProbabilities.of(new double[][] {{0.4, 0.1, 0.5}});
        Probabilities second = DenseProbabilities.of(new double[][] {{0.1, 0.5, 0.4}});

        assertArrayEquals(new int[] {0}, vote(annotations, List.of(first)));
        assertArrayEquals(new int[] {1}, vote(annotations, List.of(first, second)));
    }

    @Test
    void breaksRemainingTiesByTheRarestClass() {
        // Labels: class 0 three times, class 1 twice.
        Annotations annotations = table(2, new int[][] {{0, 1}, {0, 0}, {1, NONE}});
        Annotations swapped = table(2, new int[][] {{0, 1}, {1, 1}, {0, NONE}});

        assertEquals(1, vote(annotations, List.of())[0]);
        assertEquals(0, vote(swapped, List.of())[0]);
    }

    @Test
    void breaksRemainingTiesByTheQualityOfTheVoters() {
        // Each class has five labels. Example 0 ties annotator 0 (class 0) with annotator 1 (class 1). Without a tie
        // are example
        // 1 (0, 0, 1: annotators 0, 2, 3 vote) and example 2 (1, 1, 0: annotators 2, 0, 1 vote), so annotator 0 is
        // right in
        // both and annotator 1 wrong in its one.
        Annotations annotations = table(2, new int[][] {
            {0, 1, NONE, NONE}, {0, NONE, 0, 1}, {1, 0, 1, NONE}, {NONE, NONE, 1, NONE}, {0, NONE, NONE, NONE}
        });

        assertEquals(0, vote(annotations, List.of())[0]);
    }

    @Test
    void annotatorsWhoOnlyHaveTiesCountAsTheMean() {
        // Example 0 ties annotator 0, who is seen in nothing else, with annotator 1, who agrees with the majority in
        // example 1
        // and not in example 2: quality 1/2. Annotators 2 and 3 have 1. Mean of the three: 5/6 > 1/2. Labels: five of
        // each.
        Annotations annotations = table(2, new int[][] {
            {0, 1, NONE, NONE}, {NONE, 0, 0, 0}, {NONE, 0, 1, 1}, {NONE, NONE, 1, NONE}, {NONE, NONE, NONE, 1}
        });

        assertEquals(0, vote(annotations, List.of())[0]);
    }

    @Test
    void drawsWhenNothingElseDecides() {
        Annotations annotations = table(2, new int[][] {{0, 1}});

        long zeros = IntStream.range(0, 200)
                .filter(seed -> new MajorityVote()
                                .infer(annotations, List.of(), new SplittableRandom(seed))
                                .label(0)
                        == 0)
                .count();

        // 200 fair draws: 60 to 140 is more than five standard deviations.
        assertTrue(zeros > 60 && zeros < 140, "zeros: " + zeros);
    }

    @Test
    void namesBothShapesWhenTheyDiffer() {
        Annotations annotations = table(2, new int[][] {{0, 1}});
        Probabilities wide = DenseProbabilities.of(new double[][] {{0.2, 0.3, 0.5}});

        var error = assertThrows(IllegalArgumentException.class, () -> vote(annotations, List.of(wide)));

        assertTrue(error.getMessage().startsWith("predProbs of model 0 is (1, 3) but the annotations are for (1, 2)"));
    }
}
