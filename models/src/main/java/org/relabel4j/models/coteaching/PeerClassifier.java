package org.relabel4j.models.coteaching;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.RawFeatures;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** One trained network. Holds native memory until it is closed. */
record PeerClassifier(MultiLayerNetwork network, int exampleLength, int numClasses) implements Savable {
    private static final String FEATURES = "features";
    private static final String HIDDEN = "hidden";
    private static final String WEIGHTS = "weights";

    /** Examples to pass through a network at a time, so that a large pool needs no large activations. */
    private static final int BLOCK = 1024;

    /** Reads a network that a file holds. */
    static PeerClassifier read(StateReader in) {
        int features = in.count(FEATURES, 1, Integer.MAX_VALUE);
        int hidden = in.count(HIDDEN, 1, Integer.MAX_VALUE);
        int numClasses = in.numClasses();
        // As many as the file holds, before native memory is asked for them.
        float[] weights =
                in.floats(WEIGHTS, Math.toIntExact(hidden * ((long) features + 1) + numClasses * ((long) hidden + 1)));
        return Backends.onOneThread(() -> {
            MultiLayerNetwork network = new TableNetwork(hidden, 1).create(new int[] {features}, numClasses, 0);
            try (INDArray parameters = Nd4j.create(weights, new long[] {1, weights.length}, 'c')) {
                network.setParams(parameters);
            }
            return new PeerClassifier(network, features, numClasses);
        });
    }

    @Override
    public String kind() {
        return TableNetwork.KIND;
    }

    @Override
    public void save(StateWriter out) {
        out.text(FEATURES, exampleLength);
        out.text(HIDDEN, network.layerSize(0));
        float[] weights = network.params().dup().data().asFloat();
        out.floats(WEIGHTS, weights, weights.length);
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

    /** Examples as a network wants them, shape (rows.length, length of an example). */
    static INDArray input(Examples examples, int[] rows) {
        return Nd4j.create(RawFeatures.values(examples, rows), new long[] {rows.length, examples.length()}, 'c');
    }

    /** The activations before the output layer, shape (examples, dimension). */
    private INDArray embed(INDArray input) {
        int last = network.getnLayers() - 1;
        return network.feedForwardToLayer(last - 1, input, false).get(last);
    }

    private float[] predictBlock(Examples examples, int[] block) {
        try (INDArray input = input(examples, block);
                INDArray output = network.output(input, false)) {
            return output.ravel().toFloatVector();
        }
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        FeatureChecks.sameLength("co-teaching", exampleLength, examples);
        return Backends.onOneThread(() -> {
            try (INDArray input = input(examples, rows);
                    INDArray embedding = embed(input)) {
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
