package org.relabel4j.models.vision.training;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.coteaching.Peers;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.weights.NamedTensors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One network's training, from its first weights to its last. */
record TrainingRun(
        ResNet network, Descent descent, Regularisation regularisation, ImageSet images, int numClasses, long seed) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    /** The trained weights. */
    NamedTensors train(int[] rows, int[] labels, HoldOut split, NamedTensors start) {
        EpochBatches batches = new EpochBatches(
                images,
                Peers.at(split.learn(), rows),
                Peers.at(split.learn(), labels),
                numClasses,
                descent.batchSize(),
                regularisation,
                seed);
        Judge judge = new Judge(images, Peers.at(split.judge(), rows), Peers.at(split.judge(), labels), numClasses);
        ImageShape shape = ImageShape.of(images);
        Training training = settings(descent, regularisation, batches.order().count(), seed);
        ComputationGraph graph = ResNetGraphs.trainable(network, shape, numClasses, training, start);
        try {
            run(graph, batches, judge);
            return ResNetWeights.of(graph);
        } finally {
            graph.close();
        }
    }

    /**
     * How a graph is set up to descend.
     *
     * @param seed of dropout
     */
    static Training settings(Descent descent, Regularisation regularisation, int stepsAnEpoch, long seed) {
        double dropout = regularisation.dropout();
        return descent.training(
                stepsAnEpoch, dropout == 0 ? Optional.empty() : Optional.of(new SeededDropout(dropout, seed)));
    }

    /** Trains until the last epoch or until patience ends, and leaves the best weights in the graph. */
    private void run(ComputationGraph graph, EpochBatches batches, Judge judge) {
        float[] best = null;
        Judge.Verdict bestVerdict = null;
        int bestEpoch = 0;
        try (BatchQueue queue = new BatchQueue(batches)) {
            for (int epoch = 0; epoch < descent.epochs(); epoch++) {
                queue.fit(epoch, graph, ImageShape.of(images), step -> {});
                checkLoss(network, graph, epoch, descent);
                if (judge.isIdle()) {
                    LOG.debug("{} epoch {}: loss {}", network.name(), epoch + 1, graph.score());
                    continue;
                }
                Judge.Verdict verdict = judge.judge(graph);
                LOG.debug("{} epoch {}: loss {}, held out {}", network.name(), epoch + 1, graph.score(), verdict);
                if (bestVerdict == null || verdict.isBetterThan(bestVerdict)) {
                    bestVerdict = verdict;
                    bestEpoch = epoch;
                    try (INDArray weights = graph.params().dup()) {
                        best = weights.data().asFloat();
                    }
                } else if (epoch - bestEpoch >= regularisation.patience()) {
                    break;
                }
            }
        }
        if (best != null) {
            try (INDArray weights = Nd4j.create(best, new long[] {1, best.length}, 'c')) {
                graph.setParams(weights);
            }
        }
    }

    /**
     * @throws IllegalArgumentException if the loss is not finite
     */
    static void checkLoss(ResNet network, ComputationGraph graph, int epoch, Descent descent) {
        if (!Double.isFinite(graph.score())) {
            throw new IllegalArgumentException(network.name() + " has a loss of " + graph.score() + " after epoch "
                    + (epoch + 1) + "; choose a smaller lr than " + descent.learningRate());
        }
    }
}
