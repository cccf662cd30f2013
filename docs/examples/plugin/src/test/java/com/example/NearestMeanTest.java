package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.TrainerContract;

/** The tests that every trainer of tables has to pass come with the interface. */
class NearestMeanTest implements TrainerContract {
    @Override
    public Trainer trainer() {
        return new NearestMean();
    }

    @Test
    void probabilitiesFallWithTheSquaredDistance() {
        // Class 0 has its mean at 1, class 2 at 3; nobody says class 1.
        Examples examples = FeatureMatrix.ofRowMajor(4, 1, new float[] {0, 2, 3, 1.5f});

        try (Classifier classifier =
                new NearestMean().train(examples, new int[] {0, 1, 2}, new int[] {0, 0, 2}, 3, 1)) {
            Probabilities p = classifier.predict(examples, new int[] {3});

            // Distances 0.5 and 1.5, squares 0.25 and 2.25: odds of e^2.
            assertEquals(1 / (1 + Math.exp(-2)), p.get(0, 0), 1e-15);
            assertEquals(0, p.get(0, 1));
        }
    }
}
