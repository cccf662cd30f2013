package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.ExtremeStates;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.registry.ConsensusMethods;

/** Whatever the labels and probabilities, no result is infinite or no number, but where it says that it can be. */
class FiniteResultsTest {
    private static void assertProbability(double value, String what) {
        // Rows may sum to 1.001.
        assertTrue(value >= 0 && value <= 1.002, what + " is " + value);
    }

    @Test
    void qualitiesAreFinite() {
        for (String name : ConsensusMethods.names()) {
            for (int seed = 0; seed < 300; seed++) {
                SplittableRandom rng = new SplittableRandom(seed);
                Annotations annotations = ExtremeStates.annotations(rng);
                if (ConsensusMethods.byName(name).isBinary() && annotations.numClasses() > 2) {
                    continue;
                }
                List<Probabilities> models = List.of(
                        ExtremeStates.probabilities(annotations, rng), ExtremeStates.probabilities(annotations, rng));

                Consensus consensus =
                        ConsensusMethods.byName(name).infer(annotations, models.subList(0, 1 + seed % 2), rng);

                for (int i = 0; i < annotations.numExamples(); i++) {
                    if (annotations.isLabelled(i)) {
                        assertProbability(consensus.quality(i), name + " with seed " + seed + ": quality of " + i);
                        assertProbability(consensus.agreement(i), name + " with seed " + seed + ": agreement of " + i);
                    }
                }
            }
        }
    }

    @Test
    void weightsAndTemperaturesAreFinite() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom rng = new SplittableRandom(seed);
            Annotations annotations = ExtremeStates.annotations(rng);
            List<Probabilities> models = List.of(
                    ExtremeStates.probabilities(annotations, rng), ExtremeStates.probabilities(annotations, rng));

            ActiveLabResult result = ActiveLab.ensemble().analyse(annotations, models, rng);

            for (double weight : result.modelWeights()) {
                assertTrue(weight > 0 && Double.isFinite(weight), "seed " + seed + " gives " + weight);
            }
            for (double temperature : result.temperatures()) {
                assertTrue(temperature > 0 && temperature <= 8, "seed " + seed + " gives " + temperature);
            }
            double[] weights = result.annotatorWeights();
            for (int a = 0; a < annotations.size(); a++) {
                assertTrue(weights[annotations.annotatorAt(a)] > 0, "seed " + seed + ": a weight is not positive");
                assertTrue(Double.isFinite(weights[annotations.annotatorAt(a)]), "seed " + seed);
            }
        }
    }
}
