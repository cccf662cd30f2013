package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.models.registry.Models;

class RoundMetricsTest {
    private static final LearningCell CELL = new LearningCell("a+b", "random", 0);

    private static MemberPredictions member(double[]... testRows) {
        Probabilities pool = DenseProbabilities.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}});
        return new MemberPredictions("m", pool, List.of(DenseProbabilities.of(testRows)), List.of(), Optional.empty());
    }

    /** Examples 0 and 1 are labelled, 0 wrongly; the round asks about 0 again and about 2 for the first time. */
    private static RoundResult result(MemberPredictions... members) {
        Annotations annotations =
                Annotations.builder(3, 1, 2).add(0, 0, 1).add(1, 0, 1).build();
        double[] quality = {1, 1, Double.NaN};
        PoolState state =
                new PoolState(0, annotations, new Consensus(new int[] {1, 1, -1}, quality, quality), List.of(members));
        LabelBatch bought = new LabelBatch(new int[] {0, 2}, new int[] {1, 1}, new int[] {0, 0});
        LoopState next = new LoopState(1, annotations, List.of(), 5, List.of(new RoundSummary(0, 3, 1, 0.25)));
        return new RoundResult(state, Optional.of(bought), next, Optional.of("enough"));
    }

    private static Dataset data() {
        return new Dataset(
                "d",
                FeatureMatrix.ofRowMajor(3, 1, new float[3]),
                new int[] {0, 1, 0},
                FeatureMatrix.ofRowMajor(2, 1, new float[2]),
                new int[] {0, 0},
                List.of("x", "y"),
                "");
    }

    @Test
    void weighsTheModelsOfAnEnsemble() {
        RoundResult result = result(
                member(new double[] {0.6, 0.4}, new double[] {0.6, 0.4}),
                member(new double[] {0.2, 0.8}, new double[] {0.7, 0.3}));

        // The first test example: the mean is (0.4, 0.6), wrong; with weights 4 and 1 it is (0.52, 0.48), right.
        assertEquals(
                0.5,
                new RoundMetrics(result, data(), new double[] {1, 1})
                        .row("e", CELL)
                        .modelAccuracy());
        assertEquals(
                1.0,
                new RoundMetrics(result, data(), new double[] {4, 1})
                        .row("e", CELL)
                        .modelAccuracy());
    }

    /** The predictions of the labelled examples are of class 0 both, their consensus of class 1. */
    @Test
    void saysWhatIsNoBetterThanChance() {
        PoolState state =
                result(member(new double[] {0.6, 0.4}, new double[] {0.1, 0.9})).state();

        String warning = ChanceCheck.warning(state, List.of(Models.trainer("resnet20", Map.of())))
                .orElseThrow();

        assertTrue(
                warning.contains(
                        "2 labelled examples teach it nothing: cross-validated accuracy 0.000, always guessing the most"
                                + " frequent class 1.000"),
                warning);
        assertEquals(Optional.empty(), ChanceCheck.warning(state, List.of(Models.trainer("softmax", Map.of()))));
    }

    @Test
    void countsLabelsCostsAndNoise() {
        RoundRow row = new RoundMetrics(
                        result(member(new double[] {0.6, 0.4}, new double[] {0.1, 0.9})), data(), new double[] {1})
                .row("e", CELL);

        assertEquals(new RoundRow.Labels(2, 2, 0), row.labels());
        assertEquals(1, row.bought().newLabels().getAsInt());
        assertEquals(1, row.bought().repeatLabels().getAsInt());
        assertEquals(3, row.spent());
        assertEquals(Optional.of("enough"), row.stopReason());
        // One wrong label of two, and it is the one that was asked about again.
        assertEquals(new RoundRow.NoiseFound(1, 1, 0.5, 0.25), row.noise());
        assertEquals(0.5, row.modelAccuracy());
    }

    @Test
    void measuresProbabilitiesOnTheTestSet() {
        RoundMetrics metrics = new RoundMetrics(
                result(member(new double[] {0.6, 0.4}, new double[] {0.1, 0.9})), data(), new double[] {1});

        ModelMetrics found = metrics.row("e", CELL).metrics();

        // Both are of class 0. F1 of class 0: 2/3; of class 1, predicted once and never true, 0. All of one class: no
        // area.
        assertEquals(0.333333, found.macroF1());
        assertEquals(0.5, found.balancedAccuracy());
        assertTrue(Double.isNaN(found.auc()));
        // -(ln 0.6 + ln 0.1) / 2, and (0.4^2 + 0.9^2) / 2.
        assertEquals(1.406705, found.logLoss());
        assertEquals(0.485, found.brier());
        assertEquals(0.65, found.ece());
    }
}
