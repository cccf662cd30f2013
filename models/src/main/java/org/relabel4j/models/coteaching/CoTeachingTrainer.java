package org.relabel4j.models.coteaching;

import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.EmbeddingTrainer;
import org.relabel4j.models.FeatureChecks;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.mlp.BatchSplit;
import org.relabel4j.models.mlp.MiniBatches;

/**
 * Trains two networks on noisy labels: in each batch, each network names the examples on which its loss is smallest, whose
 * labels are likeliest right, and the other one learns from those alone. Networks learn regularities before they learn noise
 * by heart, and the two err differently, so neither confirms itself in its mistakes. The prediction is the mean of the two.
 *
 * <p>Source: Han et al. 2018, arXiv:1804.06872, algorithm 1; the warm-up of Bernhardt et al. 2022, arXiv:2109.00574. Losses are
 * those of a forward pass in training mode, as published; batches are of equal size, where the published code drops the last
 * short one.
 *
 * @param config how to train
 * @param networks makes the two networks
 */
public record CoTeachingTrainer(CoTeachingConfig config, PeerFactory networks) implements EmbeddingTrainer {
    private static final String NAME = "co-teaching";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        FeatureChecks.trainingSet(NAME, examples, rows, labels, numClasses);
        return Backends.onOneThread(() -> train(new TableBatch(examples, rows, labels, numClasses), seed));
    }

    private Classifier train(TableBatch all, long seed) {
        Examples examples = all.examples;
        int numClasses = all.numClasses;
        MultiLayerNetwork first = networks.create(examples.shape(), numClasses, Seeds.derive(seed, "first network"));
        MultiLayerNetwork second;
        try {
            second = networks.create(examples.shape(), numClasses, Seeds.derive(seed, "second network"));
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
        CoTeachingClassifier classifier = new CoTeachingClassifier(Stream.of(first, second)
                .map(network -> new PeerClassifier(network, examples.length(), numClasses))
                .toList());
        try {
            train(first, second, all, seed);
            return classifier;
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    /** The examples that a network learns from, with their labels. */
    @SuppressWarnings("ArrayRecordComponent") // private and short-lived: the arrays are only read
    private record TableBatch(Examples examples, int[] rows, int[] labels, int numClasses)
            implements Peers.Batch<TableBatch> {
        @Override
        public TableBatch at(int[] places) {
            return new TableBatch(examples, Peers.at(places, rows), Peers.at(places, labels), numClasses);
        }
    }

    private void train(MultiLayerNetwork first, MultiLayerNetwork second, TableBatch all, long seed) {
        Peers<TableBatch> peers = new Peers<>(new TableLearner(first), new TableLearner(second));
        MiniBatches batches = new MiniBatches(all.rows.length, config.batchSize(), BatchSplit.EVEN, seed);
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            batches.startEpoch();
            for (int n = 0; n < batches.count(); n++) {
                int[] places = new int[batches.size(n)];
                for (int b = 0; b < places.length; b++) {
                    places[b] = batches.position(n, b);
                }
                peers.step(all.at(places), config.kept(epoch, places.length));
            }
        }
    }

    /** One of the networks, given batches as it wants them. */
    private static final class TableLearner implements Peers.Learner<TableBatch> {
        private final MultiLayerNetwork network;

        TableLearner(MultiLayerNetwork network) {
            this.network = network;
        }

        @Override
        public float[] probabilities(TableBatch batch) {
            try (INDArray input = PeerClassifier.input(batch.examples, batch.rows);
                    INDArray output = network.output(input, true)) {
                return output.ravel().toFloatVector();
            }
        }

        @Override
        public void fit(TableBatch batch) {
            float[] oneHot = new float[batch.rows.length * batch.numClasses];
            for (int n = 0; n < batch.rows.length; n++) {
                oneHot[n * batch.numClasses + batch.labels[n]] = 1;
            }
            try (INDArray input = PeerClassifier.input(batch.examples, batch.rows);
                    INDArray labels = Nd4j.create(oneHot, new long[] {batch.rows.length, batch.numClasses}, 'c')) {
                network.fit(input, labels);
            }
        }
    }
}
