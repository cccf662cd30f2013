package org.relabel4j.models.mlp;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.relabel4j.models.backend.Backends;

/**
 * The Deeplearning4j engine: a {@code MultiLayerNetwork} a training set, one after another. Slow at this size, and written by
 * others: what the tests hold the faster engines against.
 */
record Dl4jFitter(MlpConfig config) implements MlpFitter {
    @Override
    public List<MlpParameters> fit(List<TrainingSet> sets) {
        return Backends.onOneThread(() -> sets.stream().map(this::fit).toList());
    }

    private MlpParameters fit(TrainingSet set) {
        MiniBatches batches = new MiniBatches(set.size(), config.batchSize(), config.batchSplit(), set.seed());
        MlpParameters start = MlpParameters.random(set.numFeatures(), config.hidden(), set.numClasses(), set.seed());
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(set, batches));
        network.init();
        try {
            copyToNetwork(start, network);
            MlpFitter.train(config, set, batches, batch -> {
                fitBatch(network, set, batches, batch);
                return network.score();
            });
            return copyFromNetwork(network, set);
        } finally {
            network.close();
        }
    }

    private MultiLayerConfiguration configuration(TrainingSet set, MiniBatches batches) {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam(config.learningRate(), AdamStep.BETA1, AdamStep.BETA2, AdamStep.EPSILON))
                .regularization(List.of(new L2Regularization(new PenaltySchedule(config.l2(), batches))))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(set.numFeatures())
                        .nOut(config.hidden())
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(config.hidden())
                        .nOut(set.numClasses())
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
    }

    private static void fitBatch(MultiLayerNetwork network, TrainingSet set, MiniBatches batches, int batch) {
        int size = batches.size(batch);
        int numFeatures = set.numFeatures();
        double[] features = new double[size * numFeatures];
        double[] oneHot = new double[size * set.numClasses()];
        float[] scratch = new float[numFeatures];
        for (int b = 0; b < size; b++) {
            int position = batches.position(batch, b);
            set.copyTo(position, scratch, features, b * numFeatures);
            oneHot[b * set.numClasses() + set.labels()[position]] = 1;
        }
        try (INDArray x = Nd4j.create(features, size, numFeatures);
                INDArray y = Nd4j.create(oneHot, size, set.numClasses())) {
            network.fit(x, y);
        }
    }

    private static void copyToNetwork(MlpParameters p, MultiLayerNetwork network) {
        try (INDArray hiddenWeights = Nd4j.createFromArray(p.hiddenWeights);
                INDArray hiddenBias = Nd4j.createFromArray(p.hiddenBias);
                INDArray outputWeights = Nd4j.createFromArray(p.outputWeights);
                INDArray outputBias = Nd4j.createFromArray(p.outputBias)) {
            network.getParam("0_W").assign(hiddenWeights);
            network.getParam("0_b").assign(hiddenBias.reshape(1, hiddenBias.length()));
            network.getParam("1_W").assign(outputWeights.transpose());
            network.getParam("1_b").assign(outputBias.reshape(1, outputBias.length()));
        }
    }

    private MlpParameters copyFromNetwork(MultiLayerNetwork network, TrainingSet set) {
        MlpParameters p = new MlpParameters(set.numFeatures(), config.hidden(), set.numClasses());
        copyRows(network.getParam("0_W"), p.hiddenWeights);
        copy(network.getParam("0_b").toDoubleVector(), p.hiddenBias);
        copyRows(network.getParam("1_W").transpose(), p.outputWeights);
        copy(network.getParam("1_b").toDoubleVector(), p.outputBias);
        return p;
    }

    private static void copyRows(INDArray matrix, double[][] destination) {
        double[][] rows = matrix.toDoubleMatrix();
        for (int r = 0; r < rows.length; r++) {
            copy(rows[r], destination[r]);
        }
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
