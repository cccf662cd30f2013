package org.relabel4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.relabel4j.models.onnx.OnnxSession;

/** A model that ONNX Runtime has loaded. */
final class OrtModel implements OnnxSession {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int batch;
    private final List<Value> inputs;
    private final List<Value> outputs;

    /**
     * @param session is closed with this one
     * @param batch examples that a run takes best
     */
    OrtModel(OrtEnvironment environment, OrtSession session, int batch) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.batch = batch;
        inputs = values(session.getInputInfo().values());
        outputs = values(session.getOutputInfo().values());
    }

    private static List<Value> values(Collection<NodeInfo> nodes) {
        return nodes.stream()
                .map(node -> node.getInfo() instanceof TensorInfo tensor
                        ? new Value(
                                node.getName(),
                                tensor.onnxType
                                        .name()
                                        .replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "")
                                        .toLowerCase(Locale.ROOT),
                                LongStream.of(tensor.getShape()).boxed().toList())
                        : new Value(node.getName(), "no tensor", List.of()))
                .toList();
    }

    @Override
    public List<Value> inputs() {
        return inputs;
    }

    @Override
    public List<Value> outputs() {
        return outputs;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Output run(FloatBuffer values, long[] shape, String output) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape);
                OrtSession.Result result = session.run(Map.of(inputs.get(0).name(), tensor), Set.of(output))) {
            OnnxTensor found = (OnnxTensor) result.get(0);
            return new Output(found.getInfo().getShape(), found.getFloatBuffer().array());
        } catch (OrtException e) {
            throw OrtEngine.refusal("cannot be computed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not close a model", e);
        }
    }
}
