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
import org.relabel4j.core.consensus.CrowdLab.ConsensusRule;
import org.relabel4j.core.consensus.CrowdLab.QualityRule;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class CrowdLabTest {
    private static final int NONE = -1;

    /** A handful of divisions and sums of numbers near 1. */
    private static final double ROUNDING = 1e-14;

    /*
     * By hand. Four examples, three annotators, two classes:
     *
     *   example  labels   majority  agreeing  model
     *   0        0 0 -    0         1         0.9 0.1   class 0, right
     *   1        1 1 0    1         2/3       0.4 0.6   class 1, right
     *   2        0 - 0    0         1         0.3 0.7   class 1, wrong
     *   3        1 - -    1         (single)  0.2 0.8
     *
     * P = (1 + 2/3 + 1) / 3 = 8/9. Most likely class among the shared ones: 0, error 1/3.
     * Model error 1/3, so w_M = max(1 - 1, 1e-6) * sqrt(8/4) = 1e-6 * sqrt 2.
     * Pairs: annotator 0 with 1 in examples 0 and 1 (both agree), with 2 in examples 1 (not) and 2 (agrees): g_0 = 3/4.
     * Annotator 1: with 0 twice (agree), with 2 in example 1 (not): g_1 = 2/3. Annotator 2: one of three: g_2 = 1/3.
     * w_0 = 1 - (1/4) / (1/3) = 1/4; w_1 = 1 - (1/3) / (1/3) = 0, clipped to 1e-6; w_2 likewise 1e-6.
     */
    private static final Annotations LABELS =
            MajorityVoteTest.table(2, new int[][] {{0, 0, NONE}, {1, 1, 0}, {0, NONE, 0}, {1, NONE, NONE}});

    private static final Probabilities MODEL =
            DenseProbabilities.of(new double[][] {{0.9, 0.1}, {0.4, 0.6}, {0.3, 0.7}, {0.2, 0.8}});

    private static CrowdLabResult analyse(CrowdLab crowdLab, Annotations annotations, Probabilities... models) {
        return crowdLab.analyse(annotations, List.of(models), new SplittableRandom(1));
    }

    @Test
    void weighsModelAndAnnotatorsAsWorkedByHand() {
        CrowdLabResult result = analyse(new CrowdLab().withConsensus(ConsensusRule.MAJORITY_VOTE), LABELS, MODEL);

        CrowdLabWeights weights = result.weights().orElseThrow();
        assertEquals(8.0 / 9, weights.consensusLikelihood(), ROUNDING);
        assertEquals(0, weights.mostLikelyClass());
        assertEquals(1.0 / 3, weights.mostLikelyClassError(), ROUNDING);
        assertArrayEquals(new double[] {1.0 / 3}, weights.modelErrors(), ROUNDING);
        assertArrayEquals(new double[] {1e-6 * Math.sqrt(2)}, result.modelWeights(), 1e-20);
        assertArrayEquals(new double[] {0.75, 2.0 / 3, 1.0 / 3}, weights.annotatorAgreements(), ROUNDING);
        assertArrayEquals(new double[] {0.25, 1e-6, 1e-6}, result.annotatorWeights(), ROUNDING);
        assertEquals(2, weights.meanNumAnnotations());
        assertEquals((0.25 + 2e-6) / 3, weights.meanAnnotatorWeight(), ROUNDING);
    }

    @Test
    void posteriorIsTheWeightedMeanWorkedByHand() {
        CrowdLabResult result = analyse(new CrowdLab().withConsensus(ConsensusRule.MAJORITY_VOTE), LABELS, MODEL);

        // Example 1: model 0.6, annotators 0 and 1 say 1 (8/9 each), annotator 2 says 0 (1/9).
        double model = 1e-6 * Math.sqrt(2);
        double expected = (model * 0.6 + (0.25 + 1e-6) * 8 / 9 + 1e-6 / 9) / (model + 0.25 + 2e-6);
        assertEquals(expected, result.consensus().quality(1), ROUNDING);
        assertEquals(expected, result.posterior().get(1, 1), ROUNDING);
        assertEquals(1 - expected, result.posterior().get(1, 0), ROUNDING);
        assertEquals(1 - expected, result.annotationQualities()[LABELS.rowStart(1) + 2], ROUNDING);
    }

    @Test
    void annotatorQualityMixesLabelQualityAndAgreementAsWorkedByHand() {
        CrowdLabResult result = analyse(new CrowdLab().withConsensus(ConsensusRule.MAJORITY_VOTE), LABELS, MODEL);

        AnnotatorStats stats = result.annotatorStats();

        // Annotator 1 gave the labels of examples 0 and 1, both the consensus. Share of the label quality:
        // w_M / (w_M + mean w_j * 2 labels per example).
        double model = 1e-6 * Math.sqrt(2);
        double share = model / (model + (0.25 + 2e-6) / 3 * 2);
        double labelQuality =
                (result.consensus().quality(0) + result.consensus().quality(1)) / 2;
        assertEquals(share * labelQuality + (1 - share), stats.quality()[1], ROUNDING);
        assertArrayEquals(new double[] {1, 1, 0.5}, stats.agreementWithConsensus());
        assertArrayEquals(new int[] {4, 2, 2}, stats.numExamplesLabelled());
        // Annotator 2 said 0 twice, once rightly. Annotators 0 and 1 are always right: more labels, then higher
        // quality, decide.
        assertEquals(0, stats.worstClass()[2]);
        assertEquals(2, stats.order()[0]);
    }

    @Test
    void agreementQualityCountsVotes() {
        CrowdLabResult result = analyse(new CrowdLab().withQuality(QualityRule.AGREEMENT), LABELS, MODEL);

        assertArrayEquals(new double[] {1, 2.0 / 3, 1, 1}, result.consensus().qualities(), ROUNDING);
        assertArrayEquals(new double[] {1, 1, 0.5}, result.annotatorStats().quality(), ROUNDING);
        assertTrue(result.weights().isEmpty());
    }

    @Test
    void anExactTieOfThePosteriorKeepsTheMajorityLabel() {
        // Annotators 0 and 1 agree in examples 1 to 4 and so weigh the same; in example 0 they differ and the model is
        // torn.
        // The majority vote there takes class 1, the rarer one.
        Annotations labels = MajorityVoteTest.table(2, new int[][] {{0, 1}, {0, 0}, {0, 0}, {1, 1}});
        Probabilities model = DenseProbabilities.of(new double[][] {{0.5, 0.5}, {0.8, 0.2}, {0.7, 0.3}, {0.4, 0.6}});

        assertEquals(1, analyse(new CrowdLab(), labels, model).consensus().label(0));
    }

    @Test
    void withoutSharedExamplesTheModelAloneJudges() {
        Annotations labels = MajorityVoteTest.table(2, new int[][] {{0, NONE}, {NONE, 1}});
        Probabilities first = DenseProbabilities.of(new double[][] {{0.9, 0.1}, {0.4, 0.6}});
        Probabilities second = DenseProbabilities.of(new double[][] {{0.7, 0.3}, {0.6, 0.4}});

        CrowdLabResult result = analyse(new CrowdLab().withCalibration(), labels, first, second);

        assertArrayEquals(new int[] {0, 1}, result.consensus().labels());
        assertArrayEquals(new double[] {0.8, 0.5}, result.consensus().qualities(), ROUNDING);
        assertArrayEquals(new double[] {1, 1}, result.temperatures());
        assertArrayEquals(new double[] {1, 1}, result.modelWeights());
        assertArrayEquals(new double[] {0.8, 0.5}, result.annotatorStats().quality(), ROUNDING);
    }

    @Test
    void annotatorsWithoutALabelCountForNothing() {
        AnnotationsBuilder builder = Annotations.builder(4, 5, 2);
        for (int i = 0; i < 4; i++) {
            for (int a = LABELS.rowStart(i); a < LABELS.rowEnd(i); a++) {
                builder.add(i, LABELS.annotatorAt(a) + 1, LABELS.labelAt(a));
            }
        }

        CrowdLabResult alone = analyse(new CrowdLab(), LABELS, MODEL);
        CrowdLabResult withIdle = analyse(new CrowdLab(), builder.build(), MODEL);

        assertEquals(alone.consensus(), withIdle.consensus());
        assertEquals(
                alone.weights().orElseThrow().meanAnnotatorWeight(),
                withIdle.weights().orElseThrow().meanAnnotatorWeight());
        assertTrue(Double.isNaN(withIdle.annotatorWeights()[0]));
        AnnotatorStats stats = withIdle.annotatorStats();
        assertEquals(-1, stats.worstClass()[4]);
        assertTrue(Double.isNaN(stats.quality()[4]));
        assertEquals(4, stats.order()[4]);
        assertEquals(alone.annotatorStats().quality()[1], stats.quality()[2]);
    }

    @Test
    void withoutAModelTheMajorityDecides() {
        Consensus consensus = new CrowdLab().infer(LABELS, List.of(), new SplittableRandom(1));

        assertEquals(new MajorityVote().infer(LABELS, List.of(), new SplittableRandom(1)), consensus);
        assertThrows(IllegalArgumentException.class, () -> analyse(new CrowdLab(), LABELS));
    }

    @Test
    void statisticsForAnyConsensusAreOfTheSameExamples() {
        Consensus two = new Consensus(new int[2], new double[2], new double[2]);

        assertThrows(IllegalArgumentException.class, () -> AnnotatorStats.of(LABELS, two));
    }
}
