package org.relabel4j.models.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FeatureMatrix;

/**
 * The same numbers as scikit-learn 1.9.1 from the same start, written by {@code benchmarks/peers/mlp_fixture.py}: 20 examples
 * in one batch, so that the order of examples makes no difference.
 */
class ScikitLearnParityTest {
    private static final int FEATURES = 3;
    private static final int HIDDEN = 7;
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 20;

    private int epochs;
    private int[] labels;
    private double[] losses;
    private final List<double[]> probabilities = new ArrayList<>();

    @BeforeEach
    void readFixture() throws IOException {
        try (InputStream in = ScikitLearnParityTest.class.getResourceAsStream("sklearn-mlp.csv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split(",");
                double[] values = Arrays.stream(cells)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                switch (cells[0]) {
                    case "epochs" -> epochs = (int) values[0];
                    case "labels" ->
                        labels = Arrays.stream(values).mapToInt(v -> (int) v).toArray();
                    case "losses" -> losses = values;
                    default -> probabilities.add(values);
                }
            }
        }
    }

    @Test
    void lossesAndProbabilitiesAreScikitLearns() {
        MlpConfig config = new MlpConfig(HIDDEN, 0.02, 200, BatchSplit.EVEN, 0.01, 500, 0.003, 10, MlpEngine.JAVA);
        TrainingSet set = trainingSet();
        MiniBatches batches = new MiniBatches(EXAMPLES, config.batchSize(), config.batchSplit(), 1);
        JavaNetwork network = new JavaNetwork(config, start(), EXAMPLES);
        Convergence stopping = new Convergence(config);

        List<Double> found = new ArrayList<>();
        double loss;
        do {
            batches.startEpoch();
            loss = network.step(set, batches, 0);
            found.add(loss);
        } while (!stopping.stopAfter(loss));

        assertEquals(epochs, stopping.epochs());
        // Both compute in double precision; 50 steps of rounding.
        assertArrayEquals(losses, found.stream().mapToDouble(v -> v).toArray(), 1e-10);
        Probabilities p = new MlpClassifier(network.parameters()).predict(set.examples(), set.rows());
        for (int i = 0; i < EXAMPLES; i++) {
            for (int k = 0; k < CLASSES; k++) {
                // Probabilities are handed out as floats.
                assertEquals(probabilities.get(i)[k], p.get(i, k), 1e-7);
            }
        }
    }

    private TrainingSet trainingSet() {
        float[] values = new float[EXAMPLES * FEATURES];
        for (int i = 0; i < EXAMPLES; i++) {
            for (int f = 0; f < FEATURES; f++) {
                values[i * FEATURES + f] = (float) Math.cos(0.9 * i + 2.1 * f);
            }
        }
        int[] rows = IntStream.range(0, EXAMPLES).toArray();
        return new TrainingSet(FeatureMatrix.ofRowMajor(EXAMPLES, FEATURES, values), rows, labels, CLASSES, 1);
    }

    /** Parameters from a formula, in the order in which scikit-learn draws them: weights from input to output, biases. */
    private static MlpParameters start() {
        MlpParameters p = new MlpParameters(FEATURES, HIDDEN, CLASSES);
        int index = 0;
        for (int f = 0; f < FEATURES; f++) {
            for (int u = 0; u < HIDDEN; u++) {
                p.hiddenWeights[f][u] = weight(index++);
            }
        }
        for (int u = 0; u < HIDDEN; u++) {
            p.hiddenBias[u] = weight(index++);
        }
        for (int u = 0; u < HIDDEN; u++) {
            for (int k = 0; k < CLASSES; k++) {
                p.outputWeights[k][u] = weight(index++);
            }
        }
        for (int k = 0; k < CLASSES; k++) {
            p.outputBias[k] = weight(index++);
        }
        return p;
    }

    private static double weight(int index) {
        return 0.5 * Math.sin(1.7 * index + 0.3);
    }
}
