package org.relabel4j.models.vision.pretraining;

import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNetGraphs;
import org.relabel4j.models.vision.ResNetGraphs.Training;
import org.relabel4j.models.vision.training.BatchSource;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.vision.training.LearningRateSchedule;

/** What a network is trained to tell of images without labels. */
public enum PretrainingMethod {
    /** By how many quarters an image was turned: Gidaris et al. 2018, arXiv:1803.07728. Images must be square. */
    ROTATION(new Rotations()) {
        @Override
        public Descent defaults() {
            return new Descent(10, 32, 0.1, 0.9, 5e-4, 1, LearningRateSchedule.COSINE);
        }

        @Override
        void check(ImageSet images) {
            if (images.height() != images.width()) {
                throw new IllegalArgumentException("images are " + images.height() + " x " + images.width()
                        + ", but only square ones can be turned; choose method simclr, or load them square");
            }
        }

        /** A turned image is as large as the image. */
        @Override
        ImageShape viewShape(ImageShape images, OptionalInt side) {
            if (side.isPresent()) {
                throw new IllegalArgumentException("method rotation turns whole images, so that view-size = "
                        + side.getAsInt() + " has no meaning; leave it out, or choose method simclr");
            }
            return images;
        }

        @Override
        ComputationGraph graph(ResNet network, ImageShape shape, Training training, long seed) {
            return ResNetGraphs.trainable(
                    network,
                    shape,
                    Rotations.TURNS,
                    training,
                    RandomWeights.of(network, shape.channels(), Rotations.TURNS, seed));
        }
    },

    /** Which of all views in a batch is of the same image: SimCLR, Chen et al. 2020, arXiv:2002.05709. */
    SIMCLR(new ContrastiveViews()) {
        @Override
        public Descent defaults() {
            return new Descent(22, 128, 0.1, 0.9, 5e-4, 1, LearningRateSchedule.COSINE);
        }

        @Override
        void check(ImageSet images) {}

        /**
         * Three quarters of the images' sides, unless another is asked for: a part of 8 to 100 % of an image has seven tenths
         * of its sides on average, so that objects come out as large as they are in whole images, which the features are
         * for (Touvron et al. 2019, arXiv:1906.06423), and a step takes half the time.
         */
        @Override
        ImageShape viewShape(ImageShape images, OptionalInt side) {
            if (side.isEmpty()) {
                return new ImageShape(threeQuarters(images.height()), threeQuarters(images.width()), images.channels());
            }
            if (side.getAsInt() < 1 || side.getAsInt() > Math.max(images.height(), images.width())) {
                throw new IllegalArgumentException("view-size is " + side.getAsInt() + ", expected 1 to "
                        + Math.max(images.height(), images.width()) + ", the images' size");
            }
            return new ImageShape(side.getAsInt(), side.getAsInt(), images.channels());
        }

        private static int threeQuarters(int side) {
            return (3 * side + 3) / 4;
        }

        @Override
        ComputationGraph graph(ResNet network, ImageShape shape, Training training, long seed) {
            return ResNetGraphs.projecting(
                    network,
                    shape,
                    new NtXentLoss(TEMPERATURE),
                    training,
                    RandomWeights.withProjection(network, shape.channels(), PROJECTION, seed));
        }
    };

    /** The paper's for CIFAR-10, appendix B.9. */
    private static final double TEMPERATURE = 0.5;

    /** Length of a projected vector: the paper's, section 2.1. */
    private static final int PROJECTION = 128;

    private final ViewBatches.Views views;

    PretrainingMethod(ViewBatches.Views views) {
        this.views = views;
    }

    /**
     * A method by its name.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest one
     */
    public static PretrainingMethod byName(String name) {
        return Choices.find(PretrainingMethod.class, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown method \"" + name + "\"; " + Suggestions.hint(name, names())));
    }

    /** The name of every method. */
    public static List<String> names() {
        return Choices.names(PretrainingMethod.class);
    }

    /** Its name: {@code rotation}, {@code simclr}. */
    public String id() {
        return Choices.written(this);
    }

    /** How it descends if nothing else is asked for; the batch counts images, not views. */
    public abstract Descent defaults();

    BatchSource batches(ImageSet images, int batchSize, ImageShape viewShape, long seed) {
        return new ViewBatches(images, batchSize, views, viewShape, seed);
    }

    abstract void check(ImageSet images);

    /**
     * The size of what the network sees.
     *
     * @param side height and width that were asked for
     */
    abstract ImageShape viewShape(ImageShape images, OptionalInt side);

    abstract ComputationGraph graph(ResNet network, ImageShape shape, Training training, long seed);
}
