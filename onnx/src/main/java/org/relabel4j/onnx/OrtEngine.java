package org.relabel4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import org.relabel4j.models.onnx.OnnxEngine;
import org.relabel4j.models.onnx.OnnxSession;

/** ONNX Runtime on the processor. A run uses the calling thread alone, so that its result does not depend on how many there are. */
public final class OrtEngine implements OnnxEngine {
    private static final String EXTERNAL_FOLDER = "session.model_external_initializers_file_folder_path";

    private final OrtEnvironment environment =
            // What goes wrong comes as an exception as well.
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "relabel4j");

    @Override
    public OnnxSession open(byte[] model, Path folder) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry(EXTERNAL_FOLDER, folder.toString());
            return new OrtModel(environment, environment.createSession(model, options));
        } catch (OrtException e) {
            throw refusal("cannot be loaded", e);
        }
    }

    /** In one line, without what only ONNX Runtime's authors can use. */
    static IllegalArgumentException refusal(String what, OrtException e) {
        String message = e.getMessage().replaceAll("\\s+", " ").strip();
        String hint = message.contains("is not a registered function/op") || message.contains("No opset import")
                ? "; export it with operators of ONNX alone"
                : "";
        String shown = message.length() > 300 ? message.substring(0, 300) + " ..." : message;
        return new IllegalArgumentException(what + " by ONNX Runtime: " + shown + hint, e);
    }
}
