package org.relabel4j.jobs.network;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.pretraining.Pretrainer;
import org.relabel4j.models.vision.pretraining.PretrainingMethod;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.weights.Safetensors;

/**
 * Pretrains a network on the images of a data set's pool and writes its weights. While it works there is a checkpoint beside
 * them, {@code OUT.checkpoint}. Labels and test images are not looked at.
 * Behind {@code relabel4j pretrain}.
 */
public final class PretrainingJob {
    private PretrainingJob() {}

    /**
     * What to do.
     *
     * @param method id of a {@link PretrainingMethod}
     * @param inputs the network and the images; its seed is the only source of randomness
     * @param epochs passes over the images; the method's own number if empty
     * @param batch images a step; the method's own number if empty
     * @param learningRate full step size; the method's own if empty
     * @param viewSize height and width of what the network sees, in pixels; the method's own if empty
     * @param out safetensors file to write
     * @param resume whether to go on from a checkpoint if there is one
     * @param program name and version of the program, for the file's header
     */
    public record Request(
            String method,
            NetworkInputs inputs,
            Optional<Integer> epochs,
            Optional<Integer> batch,
            Optional<Double> learningRate,
            OptionalInt viewSize,
            Path out,
            boolean resume,
            String program) {
        /** Where the checkpoint is. */
        public Path checkpoint() {
            return out.resolveSibling(out.getFileName() + ".checkpoint");
        }
    }

    /** Hears how far it is. What it throws ends the training. */
    public interface Listener extends Progress {
        /**
         * An epoch is done, and its checkpoint written.
         *
         * @param epoch from 1
         * @param loss mean over the epoch's steps, nats, with the penalty on the weights
         */
        void afterEpoch(int epoch, double loss);
    }

    /**
     * What came out.
     *
     * @param images images trained on
     * @param epochs passes over them
     * @param loss mean over the last epoch's steps, nats, with the penalty on the weights
     */
    public record Result(int images, int epochs, double loss) {}

    /**
     * Trains, or goes on with training, and writes the weights.
     *
     * @throws IllegalArgumentException if names, options, images and checkpoint do not fit each other; one line
     * @throws InputException if data cannot be read or the weights not written
     * @throws IOException if there is a file already, or the checkpoint cannot be read or written
     */
    public static Result run(Request request, Listener listener) throws InputException, IOException {
        PretrainingMethod method = PretrainingMethod.byName(request.method());
        ResNet network = ResNets.byName(request.inputs().model());
        Descent descent = method.defaults()
                .over(
                        request.epochs().orElse(method.defaults().epochs()),
                        request.batch().orElse(method.defaults().batchSize()))
                .withLearningRate(
                        request.learningRate().orElse(method.defaults().learningRate()));
        AtomicFiles.checkWritable(request.out());
        OutputLock lock = OutputLock.tryAcquire(OutputLock.beside(request.out()))
                .orElseThrow(() -> new IllegalArgumentException(request.out()
                        + ": is being written by another process; wait for it, or choose another name by --out"));
        try {
            return run(request, method, network, descent, listener);
        } finally {
            lock.close();
        }
    }

    private static Result run(
            Request request, PretrainingMethod method, ResNet network, Descent descent, Listener listener)
            throws InputException, IOException {
        checkPlaces(request);
        Dataset dataset = Datasets.load(
                request.inputs().dataset(),
                request.inputs().datasetOptions(),
                request.inputs().seed());
        ImageSet images = ImageShape.images(request.inputs().model(), dataset.pool());
        Pretrainer.Result result = new Pretrainer(
                        method,
                        network,
                        descent,
                        request.viewSize(),
                        request.inputs().seed())
                .run(images, Optional.of(request.checkpoint()), told(listener));
        Safetensors.write(request.out(), result.backbone(), header(request, descent, images));
        Files.deleteIfExists(request.checkpoint());
        return new Result(images.size(), descent.epochs(), result.loss());
    }

    private static Pretrainer.Listener told(Listener listener) {
        return new Pretrainer.Listener() {
            @Override
            public void afterStep(int epoch, int step, int steps) {
                listener.update("epoch " + epoch, step, steps);
            }

            @Override
            public void afterEpoch(int epoch, double loss) {
                listener.afterEpoch(epoch, loss);
            }
        };
    }

    private static void checkPlaces(Request request) throws IOException {
        // With its checkpoint still beside it, a run was stopped in its last moment, and ends with the same weights
        // again.
        boolean goesOn = request.resume() && Files.exists(request.checkpoint());
        if (Files.exists(request.out()) && !goesOn) {
            throw new FileAlreadyExistsException(request.out().toString());
        }
        if (!request.resume() && Files.exists(request.checkpoint())) {
            throw new IllegalArgumentException(request.checkpoint()
                    + ": is the checkpoint of a run that did not end; go on with --resume, or remove it");
        }
    }

    private static Map<String, String> header(Request request, Descent descent, ImageSet images) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("program", request.program());
        header.put("method", request.method());
        header.put("network", request.inputs().model());
        header.put("dataset", request.inputs().dataset());
        header.put("images", Integer.toString(images.size()));
        header.put("epochs", Integer.toString(descent.epochs()));
        header.put("batch", Integer.toString(descent.batchSize()));
        header.put("lr", Double.toString(descent.learningRate()));
        request.viewSize().ifPresent(side -> header.put("view-size", Integer.toString(side)));
        header.put("seed", Long.toString(request.inputs().seed()));
        return header;
    }
}
