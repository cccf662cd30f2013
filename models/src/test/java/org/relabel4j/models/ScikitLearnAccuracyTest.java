package org.relabel4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.models.registry.Models;

/**
 * Accuracy on the Wall Robot data is scikit-learn's within its own spread over seeds. The numbers are those of {@code
 * benchmarks/peers/sklearn_models.py} with scikit-learn 1.9.1, ten seeds, the same splits. Needs the folder of data that the
 * environment variable RELABEL4J_DATA names.
 */
@Tag("slow")
class ScikitLearnAccuracyTest {
    private static final int TRAIN = 1600;
    private static final int SEEDS = 10;
    private static final List<String> CLASSES =
            List.of("Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn");

    @ParameterizedTest
    @CsvSource({"mlp, 0.9732, 0.0038", "extra-trees, 0.9856, 0.0019", "knn, 0.9330, 0.0038"})
    void meanAccuracyIsWithinTheSpread(String model, double mean, double standardDeviation) throws IOException {
        String folder = System.getenv("RELABEL4J_DATA");
        assumeTrue(folder != null, "RELABEL4J_DATA is not set");
        List<String> lines = Files.readAllLines(Path.of(folder, "wall-robot", "sensor_readings_4.data"));
        int[] labels = lines.stream()
                .mapToInt(line -> CLASSES.indexOf(line.split(",")[4]))
                .toArray();
        FeatureMatrix examples = features(lines);

        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            sum += accuracy(model, examples, labels, seed);
        }

        assertEquals(mean, sum / SEEDS, standardDeviation);
    }

    private static double accuracy(String model, FeatureMatrix examples, int[] labels, long seed) {
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(mix(seed * 1_000_003 + a), mix(seed * 1_000_003 + b)))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] train = IntStream.range(0, TRAIN).map(n -> order[n]).toArray();
        int[] test = IntStream.range(TRAIN, order.length).map(n -> order[n]).toArray();
        int[] trainLabels = IntStream.of(train).map(i -> labels[i]).toArray();
        Probabilities p = Models.trainer(model, Map.of())
                .train(examples, train, trainLabels, CLASSES.size(), seed)
                .predict(examples, test);
        int right = 0;
        for (int n = 0; n < test.length; n++) {
            int row = n;
            int best = IntStream.range(0, CLASSES.size())
                    .reduce((a, b) -> p.get(row, b) > p.get(row, a) ? b : a)
                    .orElseThrow();
            right += best == labels[test[n]] ? 1 : 0;
        }
        return (double) right / test.length;
    }

    private static FeatureMatrix features(List<String> lines) {
        float[] values = new float[lines.size() * 4];
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",");
            for (int f = 0; f < 4; f++) {
                values[i * 4 + f] = Float.parseFloat(cells[f]);
            }
        }
        return FeatureMatrix.ofRowMajor(lines.size(), 4, values);
    }

    /** The same order of examples as the script's, without sharing a generator. */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
