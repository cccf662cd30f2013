package org.relabel4j.core.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.ActiveLearningLoop;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundResult;
import org.relabel4j.core.metric.Accuracy;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.simulation.InitialLabels;
import org.relabel4j.core.simulation.NoiseMatrix;
import org.relabel4j.core.simulation.SimulatedAnnotators;
import org.relabel4j.core.simulation.SimulatedLabelSource;
import org.relabel4j.core.training.CentroidTrainer;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.validation.CrossValidation;

/** DARL in whole runs: three Gaussian classes, three in ten labels wrong. */
class DarlLoopTest {
    private static final int N = 600;
    private static final double NOISE = 0.3;
    private static final int[] TRUTH = IntStream.range(0, N).map(i -> i % 3).toArray();

    private static FeatureMatrix features() {
        SplittableRandom rng = new SplittableRandom(5);
        float[] values = new float[2 * N];
        for (int i = 0; i < N; i++) {
            values[2 * i] = (float) (2.5 * Math.cos(2 * Math.PI * TRUTH[i] / 3) + rng.nextGaussian());
            values[2 * i + 1] = (float) (2.5 * Math.sin(2 * Math.PI * TRUTH[i] / 3) + rng.nextGaussian());
        }
        return FeatureMatrix.ofRowMajor(N, 2, values);
    }

    private static List<RoundResult> run(String strategy, Map<String, String> options) {
        StrategyInfo info = Strategies.byName(strategy);
        SimulatedAnnotators annotators =
                SimulatedAnnotators.alike(7, AnnotatorModel.confusing(NoiseMatrix.uniform(3, NOISE), TRUTH), 20);
        Annotations initial = new InitialLabels(new double[] {1}, 1)
                .assign(annotators, IntStream.range(0, 150).toArray(), N, 3, 3);
        List<RoundResult> rounds = new ArrayList<>();
        new ActiveLearningLoop(
                        new ActiveLearningLoop.Steps(
                                ConsensusMethods.byName(info.consensus(options)),
                                new CrossValidation(new CrossValidation.Scheme(
                                        List.of(new CentroidTrainer()),
                                        features(),
                                        FeatureMatrix.ofRowMajor(0, 2, new float[0]),
                                        5,
                                        false,
                                        true)),
                                info.create(options),
                                new SimulatedLabelSource(annotators, 1)),
                        new ActiveLearningLoop.Plan(9, 30, 11))
                .run(LoopState.start(initial), List.of(rounds::add));
        return rounds;
    }

    private static double noiseLeft(List<RoundResult> rounds) {
        return 1 - Accuracy.ofConsensus(rounds.get(rounds.size() - 1).state().consensus(), TRUTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "confidence", "neighbour"})
    void samplersFindWrongLabels(String sampler) {
        List<RoundResult> rounds = run("darl", Map.of("sampler", sampler, "ratio", "0.5"));

        RelabelOutcome first = RelabelOutcome.of(
                rounds.get(0).labels().orElseThrow().examples(),
                rounds.get(0).state().consensus(),
                TRUTH);
        assertEquals(15, first.asked());
        // At random 4 or 5 of 15 would be wrong.
        assertTrue(first.precision() >= 0.8, first::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accumulate", "replace"})
    void leavesLessNoiseThanItsBaseAlone(String mode) {
        double darl = noiseLeft(run("darl", Map.of("base", "entropy", "ratio", "0.5", "mode", mode)));
        // Entropy spends all 240 labels where it wills, with the same initial labels and answers.
        double base = noiseLeft(run("entropy", Map.of()));

        assertTrue(darl < base - 0.05, () -> "noise " + darl + " against " + base);
    }

    @Test
    void adaptiveScheduleBuysNewLabelsOnlyWhenNothingIsSuspect() {
        for (RoundResult round : run("darl", Map.of("schedule", "adaptive", "ratio", "1"))) {
            long suspects = ConfidentJoint.estimate(
                            round.state().consensus().labels(), round.state().meanPredProbs())
                    .numSuspects();
            round.labels().ifPresent(labels -> {
                long repeats = IntStream.of(labels.examples())
                        .filter(i -> round.state().annotations().isLabelled(i))
                        .count();
                assertEquals(Math.min(30, suspects), repeats);
            });
        }
    }

    @Test
    void estimatedNoiseFollowsTheTrueOne() {
        for (RoundResult round : run("darl", Map.of("ratio", "0.5"))) {
            double truth = 1 - Accuracy.ofConsensus(round.state().consensus(), TRUTH);
            double estimate = NoiseEstimates.fromPredictions(round.state()).orElseThrow();

            assertEquals(truth, estimate, 0.12, () -> "round " + round.round());
        }
    }
}
