package org.relabel4j.core.assignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.loop.Room;

/**
 * Pairs of scikit-activeml 1.0.1 on the same labels and probabilities, as {@code benchmarks/peers/annotator_pairs.py} prints them.
 */
class PeerPairsTest {
    private static final int EXAMPLES = 60;
    private static final int ANNOTATORS = 6;
    private static final int CLASSES = 4;
    private static final int LABELLED = 36;

    private static final Annotations ANNOTATIONS = annotations();
    private static final Scores SCORES = leastConfident();

    private static Annotations annotations() {
        AnnotationsBuilder builder = Annotations.builder(EXAMPLES, ANNOTATORS, CLASSES);
        for (int i = 0; i < LABELLED; i++) {
            for (int j = 0; j < ANNOTATORS; j++) {
                if ((i + j * 5) % 3 != 0) {
                    boolean wrong = (i * 3 + j * 11) % 7 < j;
                    builder.add(i, j, (i + (wrong ? 1 + (i + j) % 3 : 0)) % CLASSES);
                }
            }
        }
        return builder.build();
    }

    /** The largest probability of each example. */
    private static Scores leastConfident() {
        double[] scores = new double[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                double raw = 1 + (i * i * 31 + k * 17 + i * k * 7) % 997;
                sum += raw;
                scores[i] = Math.max(scores[i], raw);
            }
            scores[i] /= sum;
        }
        return Scores.of(scores);
    }

    private static double worth(int i, int j) {
        return (i * i * 13 + j * j * 29 + i * j * 7) % 101 / 101.0;
    }

    private static int[][] pairs(PairChoice choice, int[] candidates, int batchSize) {
        Crowd crowd = new Crowd(
                new Askable(ANNOTATIONS, Collections.nCopies(ANNOTATORS, new int[0])),
                Collections.nCopies(ANNOTATORS, new AnnotatorEstimate(0.8, 0.7, 0.9)));
        int[] ranked = BatchSelector.lowest(SCORES, candidates, candidates.length, new Random(1));
        return choice.choose(ranked, SCORES, crowd, Room.of(batchSize), new Random(1)).stream()
                .map(pair -> new int[] {pair.example(), pair.annotator()})
                .toArray(int[][]::new);
    }

    private static int[] from(int first) {
        return IntStream.range(first, EXAMPLES).toArray();
    }

    @Test
    void pairsExamplesAndAnnotatorsAsSingleAnnotatorWrapper() {
        assertArrayEquals(
                new int[][] {{5, 5}, {4, 4}, {7, 4}, {3, 3}, {9, 3}, {12, 3}, {2, 2}, {20, 5}, {45, 4}, {23, 2}},
                pairs(RankedPairs.by(PeerPairsTest::worth, 1), from(0), 10),
                "one each, best for each example");
        assertArrayEquals(
                new int[][] {{5, 5}, {5, 2}, {4, 4}, {4, 1}, {7, 4}, {7, 1}, {3, 3}, {3, 0}, {9, 3}},
                pairs(RankedPairs.by((i, j) -> worth(0, j), 2), from(0), 9),
                "two each, best of all");
        assertArrayEquals(
                new int[][] {{5, 5}, {5, 2}, {4, 4}, {7, 4}, {7, 1}, {3, 3}, {3, 0}, {9, 3}, {9, 0}},
                pairs(RankedPairs.by(PeerPairsTest::worth, 3, 1, 2), from(0), 9),
                "three, one, two");
        assertArrayEquals(
                new int[][] {
                    {7, 4}, {7, 1}, {1, 1}, {1, 4}, {50, 2}, {50, 0}, {50, 3}, {50, 1}, {40, 5}, {40, 0}, {40, 3}
                },
                pairs(RankedPairs.by(PeerPairsTest::worth, 1), new int[] {1, 7, 40, 50}, 11),
                "few examples");
    }

    @Test
    void estimatesIntervalsAsIntervalEstimationAnnotModel() {
        double[][] peers = {
            {0.8838637036280643, 0.9615384615384616, 1.0392132194488588},
            {0.7004230826964875, 0.8461538461538461, 0.9918846096112048},
            {0.505888273322739, 0.6923076923076923, 0.8787271112926456},
            {0.37737301075296464, 0.5769230769230769, 0.776473143093189},
            {0.18811206325615565, 0.38461538461538464, 0.5811187059746137},
            {0.12127288870735439, 0.3076923076923077, 0.494111726677261}
        };

        List<IntervalEstimates> ours = IntervalEstimates.of(ANNOTATIONS, 0.05);

        for (int j = 0; j < ANNOTATORS; j++) {
            double[] own = {ours.get(j).low(), ours.get(j).mean(), ours.get(j).high()};
            // Two libraries' quantiles of Student's distribution, each right to about 1e-10.
            assertArrayEquals(peers[j], own, 1e-9, "annotator " + j);
        }
        assertEquals(ANNOTATORS, ours.size());
    }

    /** At 0.95 the peer's threshold is passed by the same annotators as the paper's; it is another one (docs/FIDELITY.md). */
    @Test
    void asksAboutUnlabelledExamplesAsIntervalEstimationThreshold() {
        assertArrayEquals(
                new int[][] {{45, 0}, {45, 1}},
                pairs(new IntervalThreshold(0.95, 0.05), from(LABELLED), 2),
                "adaptive");
        assertArrayEquals(
                new int[][] {
                    {45, 0}, {45, 1}, {45, 2}, {45, 3}, {45, 4}, {45, 5}, {51, 0}, {51, 1}, {51, 2}, {51, 3}, {51, 4},
                    {51, 5}, {46, 0}, {46, 1}, {46, 2}
                },
                pairs(new IntervalThreshold(0, 0.05), from(LABELLED), 15),
                "15 pairs");
    }

    @Test
    void comparesUpperEndsAsThePaper() {
        // The upper ends are 1.04, 0.99, 0.88 and less; 0.9 times the largest is 0.935.
        assertArrayEquals(
                new int[][] {{45, 0}, {45, 1}, {51, 0}, {51, 1}, {46, 0}},
                pairs(IntervalThreshold.usual(), from(LABELLED), 5));
    }
}
