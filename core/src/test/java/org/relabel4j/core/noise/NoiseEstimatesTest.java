package org.relabel4j.core.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.simulation.NoiseMatrix;
import org.relabel4j.core.simulation.SimulatedAnnotators;

class NoiseEstimatesTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void confidentJointCountsClassesThatReachTheirThresholds() {
        int[] labels = {0, 0, 0, 1, 1, -1};
        Probabilities p = DenseProbabilities.of(
                new double[][] {{0.9, 0.1}, {0.8, 0.2}, {0.1, 0.9}, {0.2, 0.8}, {0.4, 0.6}, {0, 1}});

        ConfidentJoint joint = ConfidentJoint.estimate(labels, p);

        // Thresholds: (0.9 + 0.8 + 0.1) / 3 = 0.6 and (0.8 + 0.6) / 2 = 0.7. Counted: 0 and 1 as (0, 0), 2 as (0, 1), 3
        // as
        // (1, 1); 4 reaches no threshold. Rows stretched to 3 and 2 examples: 2, 1 and 0, 2.
        assertEquals(2, joint.count(0, 0), TOLERANCE);
        assertEquals(1, joint.count(0, 1), TOLERANCE);
        assertEquals(2, joint.count(1, 1), TOLERANCE);
        assertEquals(0.2, joint.noiseRate(), TOLERANCE);
        assertEquals(1, joint.numSuspects());
    }

    @Test
    void partsCountedApartGiveTheSameJoint() {
        PoolState state = noisy(0.2, 1);
        int[] labels = state.consensus().labels();
        double[] thresholds = ClassThresholds.of(labels, state.meanPredProbs());
        ConfidentJointTally all = new ConfidentJointTally(thresholds);
        for (int part = 0; part < 3; part++) {
            int[] ofPart = labels.clone();
            for (int i = 0; i < ofPart.length; i++) {
                ofPart[i] = i % 3 == part ? ofPart[i] : -1;
            }
            ConfidentJointTally tally = new ConfidentJointTally(thresholds);
            tally.add(new ThresholdTally.Part(ofPart, state.meanPredProbs()));
            all.merge(tally);
        }

        ConfidentJoint expected = ConfidentJoint.estimate(labels, state.meanPredProbs());
        ConfidentJoint joint = all.finish();
        assertTrue(joint.numSuspects() > 0);
        assertEquals(expected.numSuspects(), joint.numSuspects());
        assertEquals(expected.noiseRate(), joint.noiseRate());
        assertEquals(expected.count(0, 1), joint.count(0, 1));
    }

    @Test
    void confidentJointOfNothingIsUndefined() {
        Probabilities p = DenseProbabilities.of(new double[][] {{0.9, 0.1}});

        assertTrue(Double.isNaN(ConfidentJoint.estimate(new int[] {-1}, p).noiseRate()));
        assertEquals(0, ConfidentJoint.estimate(new int[] {1}, p).noiseRate());
        assertThrows(IllegalArgumentException.class, () -> ConfidentJoint.estimate(new int[2], p));
    }

    /** Predictions of a competent model: 0.9 for the true class of nine in ten examples, for the other one of the rest. */
    private static PoolState noisy(double noiseRate, int labelsEach) {
        int n = 2000;
        int[] truth = new int[n];
        double[][] predProbs = new double[n][];
        SplittableRandom rng = new SplittableRandom(9);
        for (int i = 0; i < n; i++) {
            truth[i] = i % 2;
            boolean first = (truth[i] == 0) == (rng.nextDouble() < 0.9);
            predProbs[i] = first ? new double[] {0.9, 0.1} : new double[] {0.1, 0.9};
        }
        SimulatedAnnotators annotators = SimulatedAnnotators.alike(
                3, AnnotatorModel.confusing(NoiseMatrix.uniform(2, noiseRate), truth), labelsEach);
        AnnotationsBuilder builder = Annotations.builder(n, labelsEach, 2);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < labelsEach; j++) {
                builder.add(i, j, annotators.label(j, i));
            }
        }
        return PoolStates.of(builder.build(), predProbs);
    }

    @Test
    void estimateFromPredictionsGrowsWithTheNoise() {
        // A model wrong on a tenth inflates the estimate: r (1 - e) + e (1 - r) = 0.1 + 0.8 r.
        assertEquals(
                0.1 + 0.8 * 0.05, NoiseEstimates.fromPredictions(noisy(0.05, 1)).orElseThrow(), 0.03);
        assertEquals(
                0.1 + 0.8 * 0.3, NoiseEstimates.fromPredictions(noisy(0.3, 1)).orElseThrow(), 0.03);
    }

    @Test
    void estimateFromTheQualityOfDawidSkeneIsCloseToTheTruth() {
        Consensus consensus = new DawidSkene().infer(noisy(0.2, 3).annotations(), List.of(), new SplittableRandom(1));

        // Majority of three labels, each wrong with probability 0.2: 3 · 0.04 · 0.8 + 0.008 = 0.104.
        double estimate = NoiseEstimates.fromQuality(consensus).orElseThrow();

        assertEquals(0.104, estimate, 0.03);
    }

    @Test
    void estimatesNeedLabels() {
        PoolState unlabelled = PoolStates.random(new PoolStates.Shape(5, 2, 1, 0, 0), 1);

        assertEquals(OptionalDouble.empty(), NoiseEstimates.fromPredictions(unlabelled));
        assertEquals(OptionalDouble.empty(), NoiseEstimates.fromQuality(unlabelled.consensus()));
    }

    @Test
    void estimateFromQualityIsOneLessItsMean() {
        double[] quality = {0.9, 0.7, Double.NaN};

        assertEquals(
                0.2,
                NoiseEstimates.fromQuality(new Consensus(new int[] {0, 1, -1}, quality, quality))
                        .orElseThrow(),
                TOLERANCE);
    }

    @Test
    void relabelOutcomeCountsWrongLabels() {
        double[] quality = {1, 1, 1, 1, Double.NaN};
        Consensus before = new Consensus(new int[] {0, 1, 1, 0, -1}, quality, quality);
        int[] truth = {0, 0, 0, 0, 0};

        RelabelOutcome outcome = RelabelOutcome.of(new int[] {1, 3, 4}, before, truth);

        assertEquals(new RelabelOutcome(2, 1, 2, 4), outcome);
        assertEquals(
                outcome, RelabelOutcome.of(new int[] {1, 1, 1, 3, 4}, before, truth), "several people, one example");
        assertEquals(0.5, outcome.precision());
        assertEquals(0.5, outcome.recall());
        assertEquals(0.5, outcome.noiseRate());
        assertTrue(Double.isNaN(RelabelOutcome.of(new int[] {4}, before, truth).precision()));
        assertThrows(IllegalArgumentException.class, () -> RelabelOutcome.of(new int[0], before, new int[2]));
    }
}
