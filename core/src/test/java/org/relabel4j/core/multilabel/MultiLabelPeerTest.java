package org.relabel4j.core.multilabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.multilabel.Combination.Rule;

/**
 * Multi-label ActiveLab and CROWDLAB against cleanlab 2.9.0, applied class by class and combined by its
 * {@code exponential_moving_average}. Made by {@code benchmarks/peers/cleanlab_multilabel.py}, with the formulas here.
 */
class MultiLabelPeerTest {
    /** Both programs search the same temperatures, so only rounding differs, by some 1e-15. */
    private static final double TOLERANCE = 1e-12;

    private static final int EXAMPLES = 14;
    private static final int LABELLED = 10;
    private static final int ANNOTATORS = 4;
    private static final int CLASSES = 3;

    private final ClassSets sets = sets();
    private final SetProbabilities predProbs = SetProbabilities.ofColumns(IntStream.range(0, CLASSES)
            .mapToObj(k -> IntStream.range(0, EXAMPLES)
                    .mapToDouble(i -> probability(i, k))
                    .toArray())
            .toArray(double[][]::new));

    private static double probability(int i, int k) {
        return ((13 * i + 29 * k) % 19 + 1) / 21.0;
    }

    private static ClassSets sets() {
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < LABELLED; i++) {
            for (int j = 0; j < ANNOTATORS; j++) {
                for (int k = -1; k < CLASSES && (i + j) % 3 != 0; k++) {
                    boolean slips = (5 * i + 7 * j + 3 * k) % 9 == 0;
                    if (k < 0 || probability(i, k) > 0.5 != slips) {
                        rows.add(new int[] {i, j, k});
                    }
                }
            }
        }
        return ClassSets.ofColumns(
                ClassSets.empty(EXAMPLES, ANNOTATORS, CLASSES),
                rows.size(),
                n -> rows.get(n)[0],
                n -> rows.get(n)[1],
                n -> rows.get(n)[2]);
    }

    @Test
    void activeLabScoresAreCleanlabs() {
        assertScores(
                Combination.PAPER,
                0.7085064053641303,
                0.7794265970625379,
                0.7746238427443759,
                0.745970998371289,
                0.8161327320524385,
                0.6446459732476889,
                0.7800333796348453,
                0.7410030393320117,
                0.6448469099171155,
                0.8089305878122376,
                0.7100495489769276,
                0.5932502912041453,
                0.7842113019528213,
                0.6595940906453075);
        // cleanlab's alpha of None is 2 / (K + 1).
        assertScores(
                new Combination(Rule.EMA, 0.5),
                0.781494239015482,
                0.8138787259911453,
                0.7897191836382849,
                0.8045416122422426,
                0.8355620372504915,
                0.7220255696411244,
                0.824914361482366,
                0.8012600340410833,
                0.7129372638722664,
                0.8410161902504103,
                0.7764584130093075,
                0.6625024579242691,
                0.814177268058772,
                0.7460784268590382);
        assertScores(
                new Combination(Rule.MIN, 0.8),
                0.6616753042751357,
                0.7579268798658764,
                0.7711709018761443,
                0.7089574661070642,
                0.8075330162902761,
                0.6041642334618472,
                0.7525758094138307,
                0.7022161355447891,
                0.6175937091557734,
                0.7907528302155278,
                0.6686632726971756,
                0.5691186499662563,
                0.7710244312995995,
                0.604796113435845);
    }

    private void assertScores(Combination combination, double... expected) {
        List<PoolState> questions = IntStream.range(0, CLASSES)
                .mapToObj(k -> PoolStates.of(sets.ofClass(k), List.of(PoolStates.member(predProbs.ofClass(k)))))
                .toList();

        double[] scores = PerClass.of(ActiveLab.single(), combination)
                .score(PoolState.of(questions), new SplittableRandom(1))
                .toArray();

        assertArrayEquals(expected, scores, TOLERANCE);
    }

    @Test
    void crowdLabIsCleanlabs() {
        SetConsensus consensus = new PerClassConsensus(new CrowdLab(), Combination.PAPER)
                .analyse(sets, List.of(predProbs), new SplittableRandom(1));

        int[][] labels = {{0, 1, 0, 0, 1, 0, 0, 1, 0, 0}, {1, 0, 1, 1, 0, 1, 1, 0, 0, 1}, {0, 1, 0, 0, 1, 0, 0, 1, 1, 0}
        };
        double[] qualities = {
            0.7288385039952125,
            0.7138014255917923,
            0.7550545702266026,
            0.7463013521703694,
            0.7315163742885538,
            0.633012637227431,
            0.7637642003455266,
            0.7046732716823647,
            0.6335976806817303,
            0.7812270485206836
        };
        for (int i = 0; i < LABELLED; i++) {
            int example = i;
            assertArrayEquals(
                    IntStream.range(0, CLASSES)
                            .filter(k -> labels[k][example] == 1)
                            .toArray(),
                    consensus.set(i));
            assertEquals(qualities[i], consensus.quality(i), TOLERANCE);
        }
        assertArrayEquals(
                new double[] {0.8705797632650354, 0.8021649569535122, 0.8001818134930353, 0.8705797632650354},
                consensus.annotatorStats().quality(),
                TOLERANCE);
    }
}
