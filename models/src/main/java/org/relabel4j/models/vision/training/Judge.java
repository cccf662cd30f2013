package org.relabel4j.models.vision.training;

import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.core.numeric.RowMath;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.Normalisation;
import org.relabel4j.models.vision.ResNetGraphs;

/** Judges a network in training by examples that it does not learn from. */
final class Judge {
    private static final int BATCH = 128;
    private static final double MIN_PROBABILITY = 1e-12;

    private final ImageSet images;
    private final int[] rows;
    private final int[] labels;
    private final int numClasses;
    private final Normalisation normalisation;

    Judge(ImageSet images, int[] rows, int[] labels, int numClasses) {
        this.images = images;
        this.rows = rows;
        this.labels = labels;
        this.numClasses = numClasses;
        normalisation = Normalisation.imageNet(images.channels());
    }

    /**
     * How good a network is.
     *
     * @param accuracy share of examples whose likeliest class is their label
     * @param loss mean cross-entropy, nats
     */
    record Verdict(double accuracy, double loss) {
        /** By accuracy, then by loss. */
        boolean isBetterThan(Verdict other) {
            return accuracy != other.accuracy ? accuracy > other.accuracy : loss < other.loss;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "accuracy %.4f, loss %.4f", accuracy, loss);
        }
    }

    /** Whether there is nothing to judge by. */
    boolean isIdle() {
        return rows.length == 0;
    }

    Verdict judge(ComputationGraph graph) {
        ImageShape shape = ImageShape.of(images);
        byte[] image = new byte[shape.length()];
        int right = 0;
        double loss = 0;
        for (int from = 0; from < rows.length; from += BATCH) {
            int size = Math.min(BATCH, rows.length - from);
            float[] x = new float[size * shape.length()];
            for (int n = 0; n < size; n++) {
                normalisation.apply(images, rows[from + n], image, x, n * image.length);
            }
            float[] p = ResNetGraphs.output(graph, false, x, size, shape);
            for (int n = 0; n < size; n++) {
                int label = labels[from + n];
                right += RowMath.argmax(p, n * numClasses, numClasses) == label ? 1 : 0;
                loss -= Math.log(Math.max(MIN_PROBABILITY, p[n * numClasses + label]));
            }
        }
        return new Verdict((double) right / rows.length, loss / rows.length);
    }
}
