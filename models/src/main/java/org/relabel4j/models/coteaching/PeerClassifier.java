package org.relabel4j.models.coteaching;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.backend.Backends;

/** One trained network. Holds native memory until it is closed. */
final class PeerClassifier implements Classifier {
    /** Examples to pass through a network at a time, so that a large pool needs no large activations. */
    private static final int BLOCK = 1024;

    private final PeerFactory factory;
    private final PeerNetwork network;
    private final int exampleLength;
    private final int numClasses;

    PeerClassifier(PeerFactory factory, PeerNetwork network, int exampleLength, int numClasses) {
        this.factory = factory;
        this.network = network;
        this.exampleLength = exampleLength;
        this.numClasses = numClasses;
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        FeatureChecks.sameLength("co-teaching", exampleLength, examples);
        float[] values = new float[Math.multiplyExact(rows.length, numClasses)];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
            float[] predicted = Backends.onOneThread(() -> predictBlock(examples, block));
            System.arraycopy(predicted, 0, values, from * numClasses, predicted.length);
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, values);
    }

    private float[] predictBlock(Examples examples, int[] block) {
        try (INDArray input = factory.input(examples, block);
                INDArray output = network.output(input, false)) {
            return output.ravel().toFloatVector();
        }
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        FeatureChecks.sameLength("co-teaching", exampleLength, examples);
        return Backends.onOneThread(() -> {
            try (INDArray input = factory.input(examples, rows);
                    INDArray embedding = network.embed(input)) {
                return Embeddings.ofRowMajor(
                        rows.length, (int) embedding.size(1), embedding.ravel().toFloatVector());
            }
        });
    }

    @Override
    public void close() {
        network.close();
    }
}
