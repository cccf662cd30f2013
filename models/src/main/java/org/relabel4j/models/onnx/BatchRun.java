package org.relabel4j.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.relabel4j.models.onnx.OnnxSession.Output;

/** Computes the features of batches of examples, one after another: what a thread needs to do so. */
final class BatchRun {
    private final OnnxFile file;
    private final OnnxSession session;
    private final Signature signature;
    private final Pooling pooling;
    private final ExampleWriter writer;
    private final FloatBuffer buffer;

    /** @param batch examples at most */
    BatchRun(
            OnnxFile file, OnnxSession session, Signature signature, Pooling pooling, ExampleWriter writer, int batch) {
        this.file = file;
        this.session = session;
        this.signature = signature;
        this.pooling = pooling;
        this.writer = writer;
        buffer = buffer(batch * signature.length());
    }

    /** Room for a model's input. */
    static FloatBuffer buffer(int length) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, length))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * Writes the features of examples {@code from .. to-1} to their places.
     *
     * @throws IllegalArgumentException if they are no finite numbers, or not as many an example as {@code dimension}; one line
     */
    void run(int from, int to, int dimension, float[] features) {
        int length = signature.length();
        for (int i = from; i < to; i++) {
            writer.write(i, buffer, (i - from) * length);
        }
        int examples = signature.batch() == 0 ? to - from : signature.batch();
        pooling.write(compute(examples, dimension), to - from, features, from * dimension);
        for (int n = from * dimension; n < to * dimension; n++) {
            if (!Float.isFinite(features[n])) {
                throw file.problem(
                        "gives " + features[n] + " for example " + n / dimension
                                + ", expected finite numbers; is the preprocessing that of the model?",
                        null);
            }
        }
    }

    private Output compute(int examples, int dimension) {
        try {
            Output output = session.run(
                    buffer.slice(0, examples * signature.length()), signature.shape(examples), signature.output());
            if (pooling.dimension(output.shape(), examples) != dimension) {
                throw new IllegalArgumentException("gives features of another length from batch to batch");
            }
            return output;
        } catch (IllegalArgumentException e) {
            throw file.problem(e.getMessage(), e);
        }
    }
}
