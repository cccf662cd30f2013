package org.relabel4j.benchmarks;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.models.onnx.OnnxEngine;
import org.relabel4j.models.onnx.OnnxReport;
import org.relabel4j.models.onnx.OnnxSession;

/** Stands in for ONNX Runtime: every file is a network that gives vectors back as they are, or no numbers. */
public final class FakeOnnxEngine implements OnnxEngine {
    /**
     * A file.
     *
     * @param length of the vectors that the network takes, below 128
     * @param sound whether numbers come out
     */
    public static byte[] network(int length, boolean sound) {
        // Protocol buffers: field 1 has the length, field 2 whether it is sound, field 7 is an empty graph.
        return new byte[] {1 << 3, (byte) length, 2 << 3, (byte) (sound ? 1 : 0), 7 << 3 | 2, 0};
    }

    @Override
    public OnnxSession open(byte[] model, Path folder) {
        List<Long> shape = List.of(-1L, (long) model[1]);
        return new OnnxSession() {
            @Override
            public List<Value> inputs() {
                return List.of(new Value("vectors", "float", shape));
            }

            @Override
            public List<Value> outputs() {
                return List.of(new Value("features", "float", shape));
            }

            @Override
            public int batch() {
                return 16;
            }

            @Override
            public Output run(FloatBuffer inputs, long[] of, String output) {
                float[] values = new float[(int) (of[0] * of[1])];
                inputs.duplicate().get(values);
                if (model[3] == 0) {
                    values[0] = Float.NaN;
                }
                return new Output(of, values);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public OnnxReport report() {
        return new OnnxReport("cpu", Optional.empty(), "none", List.of(), "fake");
    }
}
