package org.relabel4j.models.coteaching;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;

/** Two trained networks, whose mean is the prediction. Holds native memory until it is closed. */
final class CoTeachingClassifier implements Classifier {
    /** Examples to pass through a network at a time, so that a large pool needs no large activations. */
    private static final int BLOCK = 1024;

    private final PeerFactory factory;
    private final List<PeerNetwork> networks;
    private final int exampleLength;
    private final int numClasses;

    CoTeachingClassifier(PeerFactory factory, List<PeerNetwork> networks, int exampleLength, int numClasses) {
        this.factory = factory;
        this.networks = networks;
        this.exampleLength = exampleLength;
        this.numClasses = numClasses;
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        FeatureChecks.sameLength("co-teaching", exampleLength, examples);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
            try (INDArray input = factory.input(examples, block)) {
                for (PeerNetwork network : networks) {
                    try (INDArray output = network.output(input, false)) {
                        addMean(output.ravel().toFloatVector(), values, from * numClasses);
                    }
                }
            }
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }

    private void addMean(float[] from, float[] to, int offset) {
        for (int n = 0; n < from.length; n++) {
            to[offset + n] += from[n] / networks.size();
        }
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        FeatureChecks.sameLength("co-teaching", exampleLength, examples);
        try (INDArray input = factory.input(examples, rows)) {
            float[][] halves = new float[networks.size()][];
            for (int n = 0; n < halves.length; n++) {
                try (INDArray embedding = networks.get(n).embed(input)) {
                    halves[n] = embedding.ravel().toFloatVector();
                }
            }
            return Embeddings.ofRowMajor(
                    rows.length, halves.length * halves[0].length / rows.length, beside(halves, rows));
        }
    }

    private static float[] beside(float[][] halves, int[] rows) {
        int width = halves[0].length / rows.length;
        float[] values = new float[halves.length * halves[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int n = 0; n < halves.length; n++) {
                System.arraycopy(halves[n], i * width, values, (i * halves.length + n) * width, width);
            }
        }
        return values;
    }

    @Override
    public void close() {
        networks.forEach(PeerNetwork::close);
    }
}
