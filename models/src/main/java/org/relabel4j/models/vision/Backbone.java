package org.relabel4j.models.vision;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.weights.NamedTensors;

/** A trained network without its last layer: images to embeddings. Not thread-safe; holds native memory. */
public final class Backbone implements AutoCloseable {
    /** Images a batch at most: enough work for every thread, little memory. */
    public static final int BATCH = 128;

    private static final int IMAGES_A_BLOCK = 16;

    private final ResNet network;
    private final ImageShape shape;
    private final Normalisation normalisation;
    private final ComputationGraph graph;

    /**
     * A backbone with batch norms folded in.
     *
     * @param images size of the images
     * @param weights as {@link ResNetWeights} gives them; the last layer is not used
     */
    public Backbone(ResNet network, ImageShape images, NamedTensors weights) {
        this.network = network;
        this.shape = images;
        this.normalisation = Normalisation.imageNet(images.channels());
        this.graph = WholeMachine.run(images, () -> ResNetGraphs.embedding(network, images, weights));
    }

    /** Length of an embedding. */
    public int dimension() {
        return network.features();
    }

    /**
     * Embeds images.
     *
     * @param rows which of them, in the order wanted
     * @return shape (rows.length, dimension), row-major
     * @throws IllegalArgumentException if the images have another size
     */
    public float[] embed(ImageSet images, int[] rows) {
        if (!ImageShape.of(images).equals(shape)) {
            throw new IllegalArgumentException(
                    network.name() + " was built for images of " + shape + ", but these are " + ImageShape.of(images));
        }
        // Batches follow from the number of images alone, so that results do.
        float[] values = new float[Math.multiplyExact(rows.length, dimension())];
        float[] x = new float[Math.min(BATCH, rows.length) * shape.length()];
        for (int from = 0; from < rows.length; from += BATCH) {
            int size = Math.min(BATCH, rows.length - from);
            int start = from;
            Blocks.forEachOf(size, IMAGES_A_BLOCK, () -> new byte[shape.length()], (block, first, last, bytes) -> {
                for (int n = first; n < last; n++) {
                    normalisation.apply(images, rows[start + n], bytes, x, n * shape.length());
                }
            });
            float[] batch = WholeMachine.run(shape, () -> run(x, size));
            System.arraycopy(batch, 0, values, from * dimension(), batch.length);
        }
        return values;
    }

    private float[] run(float[] x, int size) {
        float[] used = x.length == size * shape.length() ? x : Arrays.copyOf(x, size * shape.length());
        return ResNetGraphs.output(graph, false, used, size, shape);
    }

    @Override
    public void close() {
        // The graph leaves out what its layers hold beside their parameters.
        for (Layer layer : graph.getLayers()) {
            layer.close();
        }
        graph.close();
    }
}
