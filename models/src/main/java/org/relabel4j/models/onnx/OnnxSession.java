package org.relabel4j.models.onnx;

import java.nio.FloatBuffer;
import java.util.List;

/** A model that is ready to compute. Thread-safe; holds native memory. */
public interface OnnxSession extends AutoCloseable {
    /**
     * What a model takes or gives.
     *
     * @param type of its numbers, as ONNX calls them in lower case: {@code float} is the one of 32 bits
     * @param shape length of each axis; -1 where it may be any
     */
    record Value(String name, String type, List<Long> shape) {
        public Value {
            shape = List.copyOf(shape);
        }

        /** As shown to people: name, type and shape, with n where a length may be any. */
        public String shown() {
            return name + " " + type + shape.toString().replace("-1", "n");
        }
    }

    /**
     * What came out.
     *
     * @param shape length of each axis
     * @param values row-major; not copied
     */
    record Output(long[] shape, float[] values) {}

    /** What has to be put in, in the file's order. */
    List<Value> inputs();

    /** What can be had, in the file's order. */
    List<Value> outputs();

    /** Examples that a run takes best, if the model leaves it open. */
    int batch();

    /**
     * Computes an output. Several threads may do so at once, which pays where a run uses its own thread alone.
     *
     * @param inputs direct buffer with the values of the only input, row-major, from its start
     * @param shape the input's
     * @param output name of one of floats
     * @throws IllegalArgumentException if the model fails; the message as of {@link OnnxEngine#open}
     */
    Output run(FloatBuffer inputs, long[] shape, String output);

    @Override
    void close();
}
