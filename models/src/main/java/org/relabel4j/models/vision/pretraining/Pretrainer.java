package org.relabel4j.models.vision.pretraining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.vision.ImageDigest;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.vision.ResNetWeights;
import org.relabel4j.models.vision.WholeMachine;
import org.relabel4j.models.vision.training.BatchQueue;
import org.relabel4j.models.vision.training.BatchSource;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.weights.NamedTensors;

/**
 * Trains a residual network on images without labels.
 *
 * <p>Equal calls give equal weights on one machine with one number of processors, whether or not they were interrupted and
 * resumed.
 *
 * @param descent how it descends; the batch counts images, each of which becomes several inputs
 * @param viewSize height and width of what the network sees, in pixels; the method's own if empty
 * @param seed the only source of randomness
 */
public record Pretrainer(PretrainingMethod method, ResNet network, Descent descent, OptionalInt viewSize, long seed) {
    /** Raised by a change after which an older version's checkpoint cannot be gone on from. */
    private static final int FORMAT = 2;

    /** Hears how far it is, on the calling thread. What it throws ends the training. */
    public interface Listener {
        /**
         * A step was taken.
         *
         * @param epoch from 1
         * @param step of this epoch, from 1
         * @param steps of each epoch
         */
        default void afterStep(int epoch, int step, int steps) {}

        /**
         * An epoch is done, and its checkpoint written.
         *
         * @param epoch from 1
         * @param loss mean over the epoch's steps, nats, with the penalty on the weights
         */
        default void afterEpoch(int epoch, double loss) {}
    }

    /**
     * What came out.
     *
     * @param backbone the network's tensors up to the embeddings, with torchvision's names
     * @param loss mean over the last epoch's steps, nats, with the penalty on the weights
     */
    public record Result(NamedTensors backbone, double loss) {}

    /**
     * Trains, or goes on with training.
     *
     * @param checkpoint file that is written after each epoch, whole or not at all; if it is there, training goes on from it. It
     *     stays when all is done
     * @throws IllegalArgumentException if the images are too few or do not suit the method, the checkpoint is another run's,
     *     or the loss becomes infinite or no number: the learning rate does not suit the images
     * @throws IOException if the checkpoint cannot be read or written
     */
    public Result run(ImageSet images, Optional<Path> checkpoint, Listener listener) throws IOException {
        if (images.size() < 2) {
            throw new IllegalArgumentException(
                    "found " + Counted.of(images.size(), "image") + " to pretrain on, expected at least 2");
        }
        method.check(images);
        ResNet fitting = network.forImages(ImageShape.of(images));
        ImageShape shape = method.viewShape(ImageShape.of(images), viewSize);
        BatchSource batches = method.batches(images, descent.batchSize(), shape, seed);
        Training training = descent.training(batches.order().count(), Optional.empty());
        Optional<Checkpoint> states = checkpoint.map(file -> new Checkpoint(file, identity(fitting, images, shape)));
        ComputationGraph graph = WholeMachine.run(
                shape, () -> method.graph(fitting, shape, training, Seeds.derive(seed, "first weights")));
        try {
            double loss = train(graph, batches, shape, states, listener);
            NamedTensors trained = ResNetWeights.checked(fitting, shape.channels(), ResNetWeights.of(graph), false);
            return new Result(trained, loss);
        } finally {
            graph.close();
        }
    }

    private double train(
            ComputationGraph graph,
            BatchSource batches,
            ImageShape shape,
            Optional<Checkpoint> checkpoint,
            Listener listener)
            throws IOException {
        int steps = batches.order().count();
        Checkpoint.State state =
                checkpoint.isPresent() ? checkpoint.get().read(graph, steps) : new Checkpoint.State(0, Double.NaN);
        try (BatchQueue queue = new BatchQueue(batches)) {
            while (state.epochsDone() < descent.epochs()) {
                int epoch = state.epochsDone();
                double loss = WholeMachine.run(
                        shape,
                        () -> queue.fit(epoch, graph, shape, step -> listener.afterStep(epoch + 1, step, steps)));
                if (!Double.isFinite(loss)) {
                    throw new IllegalArgumentException(network.name() + " has a loss of " + loss + " in epoch "
                            + (epoch + 1) + "; choose a smaller lr than " + descent.learningRate());
                }
                state = new Checkpoint.State(epoch + 1, loss);
                if (checkpoint.isPresent()) {
                    checkpoint.get().write(graph, state);
                }
                listener.afterEpoch(state.epochsDone(), loss);
            }
        }
        return state.loss();
    }

    /** All that the weights depend on. */
    private Map<String, String> identity(ResNet fitting, ImageSet images, ImageShape views) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("format", Integer.toString(FORMAT));
        identity.put("method", method.id());
        identity.put("network", fitting.identity());
        identity.put("settings", descent.identity());
        identity.put("view-size", views.height() + " x " + views.width());
        identity.put("seed", Long.toString(seed));
        identity.put("images", ImageDigest.add(new Sha256(), images).hex());
        return identity;
    }
}
