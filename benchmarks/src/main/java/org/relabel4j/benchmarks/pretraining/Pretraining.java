package org.relabel4j.benchmarks.pretraining;

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
 */
public final class Pretraining {
    private Pretraining() {}

    /**
     * What to do.
     *
     * @param method id of a {@link PretrainingMethod}
     * @param model id of a residual network
     * @param dataset id of a data set of images
     * @param datasetOptions its options
     * @param epochs passes over the images; the method's own number if empty
     * @param batch images a step; the method's own number if empty
     * @param learningRate full step size; the method's own if empty
     * @param viewSize height and width of what the network sees, in pixels; the method's own if empty
     * @param seed the only source of randomness
     * @param out safetensors file to write
     * @param resume whether to go on from a checkpoint if there is one
     * @param program name and version of the program, for the file's header
     */
    public record Settings(
            String method,
            String model,
            String dataset,
            Map<String, String> datasetOptions,
            Optional<Integer> epochs,
            Optional<Integer> batch,
            Optional<Double> learningRate,
            OptionalInt viewSize,
            long seed,
            Path out,
            boolean resume,
            String program) {
        public Settings {
            datasetOptions = Map.copyOf(datasetOptions);
        }

        /** Where the checkpoint is. */
        public Path checkpoint() {
            return out.resolveSibling(out.getFileName() + ".checkpoint");
        }
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
    public static Result run(Settings settings, Pretrainer.Listener listener) throws InputException, IOException {
        PretrainingMethod method = PretrainingMethod.byName(settings.method());
        ResNet network = ResNets.byName(settings.model());
        Descent descent = method.defaults()
                .over(
                        settings.epochs().orElse(method.defaults().epochs()),
                        settings.batch().orElse(method.defaults().batchSize()))
                .withLearningRate(
                        settings.learningRate().orElse(method.defaults().learningRate()));
        AtomicFiles.checkWritable(settings.out());
        OutputLock lock = OutputLock.tryAcquire(OutputLock.beside(settings.out()))
                .orElseThrow(() -> new IllegalArgumentException(settings.out()
                        + ": is being written by another process; wait for it, or choose another name by --out"));
        try {
            return run(settings, method, network, descent, listener);
        } finally {
            lock.close();
        }
    }

    private static Result run(
            Settings settings, PretrainingMethod method, ResNet network, Descent descent, Pretrainer.Listener listener)
            throws InputException, IOException {
        checkPlaces(settings);
        Dataset dataset = Datasets.load(settings.dataset(), settings.datasetOptions(), settings.seed());
        ImageSet images = ImageShape.images(settings.model(), dataset.pool());
        Pretrainer.Result result = new Pretrainer(method, network, descent, settings.viewSize(), settings.seed())
                .run(images, Optional.of(settings.checkpoint()), listener);
        Safetensors.write(settings.out(), result.backbone(), header(settings, descent, images));
        Files.deleteIfExists(settings.checkpoint());
        return new Result(images.size(), descent.epochs(), result.loss());
    }

    private static void checkPlaces(Settings settings) throws IOException {
        // With its checkpoint still beside it, a run was stopped in its last moment, and ends with the same weights
        // again.
        boolean goesOn = settings.resume() && Files.exists(settings.checkpoint());
        if (Files.exists(settings.out()) && !goesOn) {
            throw new FileAlreadyExistsException(settings.out().toString());
        }
        if (!settings.resume() && Files.exists(settings.checkpoint())) {
            throw new IllegalArgumentException(settings.checkpoint()
                    + ": is the checkpoint of a run that did not end; go on with --resume, or remove it");
        }
    }

    private static Map<String, String> header(Settings settings, Descent descent, ImageSet images) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("program", settings.program());
        header.put("method", settings.method());
        header.put("network", settings.model());
        header.put("dataset", settings.dataset());
        header.put("images", Integer.toString(images.size()));
        header.put("epochs", Integer.toString(descent.epochs()));
        header.put("batch", Integer.toString(descent.batchSize()));
        header.put("lr", Double.toString(descent.learningRate()));
        settings.viewSize().ifPresent(side -> header.put("view-size", Integer.toString(side)));
        header.put("seed", Long.toString(settings.seed()));
        return header;
    }
}
