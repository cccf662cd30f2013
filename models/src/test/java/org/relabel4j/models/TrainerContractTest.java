package org.relabel4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.TrainerContract;
import org.relabel4j.models.registry.Models;

/** What every single model of tables promises. */
class TrainerContractTest {
    /** The contract of all trainers, and what ours say besides. */
    interface OurContract extends TrainerContract {
        @Override
        default Trainer trainer() {
            return Models.trainer(model(), settings());
        }

        String model();

        default Map<String, String> settings() {
            return Map.of();
        }

        /** Of its embeddings; by default the features themselves. */
        default int dimension() {
            return PROBLEM.examples().length();
        }

        @Test
        default void isNamedAsInTheRegistryAndHasEmbeddings() {
            assertEquals(model(), trainer().name());
            assertTrue(trainer().hasEmbeddings());
            int[] rows = PROBLEM.rows(0, 90);
            Classifier classifier = trainer().train(PROBLEM.examples(), rows, PROBLEM.labelsOf(rows), 3, 1);
            assertEquals(
                    dimension(),
                    classifier.embed(PROBLEM.examples(), new int[] {9, 4}).dimension());
            FeatureMatrix other = FeatureMatrix.ofRowMajor(1, 4, new float[4]);
            assertRejected("3 values, but these have 4", () -> classifier.predict(other, new int[] {0}));
        }

        @Test
        default void saysWhatItCannotTrainOn() {
            Trainer trainer = trainer();
            FeatureMatrix x = PROBLEM.examples();

            assertRejected("no example", () -> trainer.train(x, new int[0], new int[0], 3, 1));
            assertRejected("2 examples but 1 label", () -> trainer.train(x, new int[] {0, 1}, new int[] {0}, 3, 1));
            assertRejected("label 3 for example 1", () -> trainer.train(x, new int[] {0, 1}, new int[] {0, 3}, 3, 1));
            assertRejected("example 150 of 150", () -> trainer.train(x, new int[] {0, 150}, new int[] {0, 1}, 3, 1));
            assertRejected("1 class,", () -> trainer.train(x, new int[] {0, 1}, new int[] {0, 0}, 1, 1));
        }

        private static void assertRejected(String part, Executable call) {
            var error = assertThrows(IllegalArgumentException.class, call);
            assertTrue(error.getMessage().contains(part), error::getMessage);
        }
    }

    /** A network that learns in few steps. */
    interface NetworkContract extends OurContract {
        @Override
        default Map<String, String> settings() {
            return Map.of("epochs", "40", "lr", "0.01");
        }
    }

    @Nested
    class Mlp implements NetworkContract {
        @Override
        public String model() {
            return "mlp";
        }

        @Override
        public int dimension() {
            return 100;
        }
    }

    @Nested
    class CoTeaching implements NetworkContract {
        @Override
        public String model() {
            return "co-teaching";
        }

        @Override
        public int dimension() {
            return 200;
        }
    }

    @Nested
    class ExtraTrees implements OurContract {
        @Override
        public String model() {
            return "extra-trees";
        }
    }

    @Nested
    class Knn implements OurContract {
        @Override
        public String model() {
            return "knn";
        }
    }

    @Nested
    class Softmax implements OurContract {
        @Override
        public String model() {
            return "softmax";
        }
    }
}
